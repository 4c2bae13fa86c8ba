/** How the report of the experiments writes its figures. */
import type { Share } from '../src/experiments/accuracy.ts';
import type { Summary } from '../src/experiments/statistics.ts';
import { METHOD_NAMES } from '../src/explain/method-names.ts';

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A word as it is, whatever it means to Markdown. */
export function escaped(word: string): string {
  return word.replaceAll(/[\\`*_{}[\]<>()#+.!|~-]/g, '\\$&');
}

export function label(id: string): string {
  return METHOD_NAMES.find((method) => method.id === id)?.label ?? id;
}

export function whole(count: number): string {
  return count.toLocaleString('en-GB');
}

export function percent(value: number): string {
  return Number.isFinite(value) ? `${fixed(100 * value, 1)} %` : fixed(value, 1);
}

export function share({ correct, count }: Share): string {
  return percent(correct / count);
}

/** In per cent. */
export function shareSpread({ mean, deviation }: Pick<Summary, 'mean' | 'deviation'>): string {
  return Number.isFinite(deviation) ? `${fixed(100 * mean, 1)} ± ${fixed(100 * deviation, 1)}` : fixed(100 * mean, 1);
}

/** A dash where there is not a number; what rounds to 0 has no sign. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return '–';
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

export function spread({ mean, deviation }: Summary): string {
  return Number.isFinite(deviation) ? `${fixed(mean, 3)} ± ${fixed(deviation, 3)}` : fixed(mean, 3);
}

/** 'a', 'a and b', 'a, b and c'. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
