/** Which rows are a sequence: by a column that names them, by the file itself, or by windows cut out of either. */
import { dataError } from '../basics/index.ts';
import { isMissing, type RawRows } from './raw-rows.ts';
import { MAX_SEQUENCES, type SequencePart, type Windows } from './sequence-options.ts';

/** @throws LensError InputError where a sequence's rows are not all together */
export function partsOf(raw: RawRows, id: number | null, name: string): readonly SequencePart[] {
  if (raw.parts) return raw.parts;
  if (id === null) return [{ name: '', from: 0, to: raw.count }];
  const parts: SequencePart[] = [];
  const seen = new Map<string, number>();
  let from = 0;
  const at = (row: number) => {
    const cell = raw.cell(row, id);
    return isMissing(cell) ? '' : String(cell).trim();
  };
  for (let row = 1; row <= raw.count; row++) {
    const own = at(from);
    if (row < raw.count && at(row) === own) continue;
    const before = seen.get(own);
    if (before !== undefined) throw scatteredError(raw, name, own, before, from);
    seen.set(own, from);
    parts.push({ name: own || 'no name', from, to: row });
    from = row;
  }
  return parts;
}

/**
 * Windows of `length` steps, each `stride` after the one before; what is left at the end and is shorter is none.
 * @throws LensError InputError where there would be none, or too many
 */
export function cutWindows(
  parts: readonly SequencePart[],
  { length, stride }: Windows,
  name: string,
): { readonly parts: readonly SequencePart[]; readonly notes: readonly string[] } {
  const whole = (value: number) => Number.isInteger(value) && value >= 1;
  if (!whole(length) || !whole(stride)) {
    const found = `${length} and ${stride}`;
    throw dataError(name, 'windows need a length and a stride', { expected: 'whole numbers from 1', found });
  }
  const counts = parts.map(({ from, to }) => Math.max(0, Math.floor((to - from - length) / stride) + 1));
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > MAX_SEQUENCES) {
    const found = `${total}`;
    throw dataError(name, 'there are too many windows', {
      expected: `at most ${MAX_SEQUENCES}`,
      found,
      advice: 'Choose a longer stride.',
    });
  }
  if (total === 0) {
    const longest = parts.reduce((most, { from, to }) => Math.max(most, to - from), 0);
    throw dataError(name, 'no sequence is long enough for a window', {
      expected: `at least ${length} steps`,
      found: `${longest} in the longest`,
      advice: 'Choose shorter windows.',
    });
  }
  const windows = parts.flatMap(({ name: own, from }, index) =>
    Array.from({ length: counts[index] ?? 0 }, (_, n) => {
      const begin = from + n * stride;
      const steps = `steps ${n * stride + 1} to ${n * stride + length}`;
      return { name: own === '' ? steps : `${own}, ${steps}`, from: begin, to: begin + length };
    }),
  );
  const cut = parts.reduce((sum, { from, to }, index) => {
    const count = counts[index] ?? 0;
    return sum + (count === 0 ? to - from : Math.max(0, to - from - ((count - 1) * stride + length)));
  }, 0);
  const notes = cut === 0 ? [] : [`${cut} ${cut === 1 ? 'step' : 'steps'} at the ends fill no whole window and are left out.`];
  return { parts: windows, notes };
}

function scatteredError(raw: RawRows, name: string, own: string, before: number, again: number) {
  return dataError(name, `the rows of sequence “${own}” are not all together`, {
    expected: 'each sequence’s rows one after the other',
    found: `some at ${raw.whereOf(before)}, others at ${raw.whereOf(again)}`,
    advice: 'Sort the file by that column, or say that another one names the sequence.',
  });
}
