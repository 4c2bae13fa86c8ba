/** How figures are written in docs/results.md. */

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function whole(count: number): string {
  return count.toLocaleString('en-GB');
}

export function percent(value: number): string {
  return Number.isFinite(value) ? `${fixed(100 * value, 1)} %` : fixed(value, 1);
}

/** A dash where there is not a number; what rounds to 0 has no sign. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return '–';
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text;
}
