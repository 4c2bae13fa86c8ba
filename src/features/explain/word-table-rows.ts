import { type Explanation, METHOD_NAMES, type MethodId } from '../../engine/protocol.ts';
import { featureName, targetScoreName, unitOf } from '../../state/sentence/index.ts';
import { isUnread } from '../../ui/heat-map/unread-word.ts';
import { ranksBySize } from './strongest-words.ts';

export interface WordRow {
  /** From 0. */
  readonly position: number;
  readonly word: string;
  readonly unknown: boolean;
  /** Cut off by padding. */
  readonly unread: boolean;
  /** What the columns after the word say, by the columns' ids; undefined: not known yet. */
  readonly values: Readonly<Record<string, number | undefined>>;
}

export interface WordColumn {
  readonly id: string;
  /** Heading, short. */
  readonly label: string;
  /** Heading of the copied table, and what a pointer is told. */
  readonly name: string;
  readonly kind: 'position' | 'word' | 'value' | 'unsigned' | 'rank';
}

export interface SortOrder {
  readonly column: string;
  readonly descending: boolean;
}

export const SENTENCE_ORDER: SortOrder = { column: 'position', descending: false };

export function wordColumns(explanation: Explanation, methods: readonly MethodId[]): WordColumn[] {
  const shown = METHOD_NAMES.filter(({ id }) => methods.includes(id));
  return [
    { id: 'position', label: '#', name: 'position', kind: 'position' },
    { id: 'word', label: unitOf(explanation), name: unitOf(explanation), kind: 'word' },
    ...shown.flatMap(({ id, label, signed }): WordColumn[] => [
      { id, label, name: label, kind: signed ? 'value' : 'unsigned' },
      { id: rankId(id), label: 'rank', name: `${label} rank`, kind: 'rank' },
    ]),
    ...featureColumns(explanation, methods),
    {
      id: 'effect',
      label: 'measured effect',
      name: `measured effect (drop in the ${targetScoreName(explanation)} when blanked out alone)`,
      kind: 'value',
    },
  ];
}

/** More columns than this can no longer be read side by side; exports have all. */
const MOST_FEATURES = 12;

/** LRP's value of each number, where the model reads numbers. */
function featureColumns({ model, methods: results }: Explanation, methods: readonly MethodId[]): WordColumn[] {
  const inputs = methods.includes('lrp') ? results.find(({ id }) => id === 'lrp')?.inputs : undefined;
  return (inputs?.[0] ?? []).slice(0, MOST_FEATURES).map((_, k): WordColumn => {
    const name = featureName(model.features, k);
    return { id: featureId(k), label: `LRP of ${name}`, name: `LRP of ${name}`, kind: 'value' };
  });
}

/** @param effects [T] of the faithfulness test; null while it is not there */
export function wordRows(explanation: Explanation, effects: readonly number[] | null): WordRow[] {
  const methods = explanation.methods.map(({ id, words }) => ({ id, words, ranks: ranksBySize(words) }));
  const inputs = explanation.methods.find(({ id }) => id === 'lrp')?.inputs;
  return explanation.tokens.map((word, position) => {
    const values: Record<string, number | undefined> = { effect: effects?.[position] };
    for (const { id, words, ranks } of methods) {
      values[id] = words[position];
      values[rankId(id)] = ranks[position];
    }
    for (const [k, value] of (inputs?.[position] ?? []).slice(0, MOST_FEATURES).entries()) values[featureId(k)] = value;
    return {
      position,
      word,
      unknown: explanation.unknown[position] ?? false,
      unread: isUnread(explanation.read, position),
      values,
    };
  });
}

const collator = new Intl.Collator('en', { numeric: true });

/** Stable: rows that are alike keep the sentence's order, either way; what is not known comes last. */
export function sortRows(rows: readonly WordRow[], { column, descending }: SortOrder): WordRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (column === 'word') return sign * collator.compare(a.word, b.word);
    const [x, y] = [numberIn(a, column), numberIn(b, column)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return sign * (x - y);
  });
}

/** What a click on a column's heading asks for: values largest first, all else from the start; a second click turns it round. */
export function nextOrder(current: SortOrder, { id, kind }: WordColumn): SortOrder {
  if (current.column === id) return { column: id, descending: !current.descending };
  return { column: id, descending: kind === 'value' || kind === 'unsigned' };
}

/** Tab-separated, with all digits, for a spreadsheet; positions count from 1. */
export function tableText(rows: readonly WordRow[], columns: readonly WordColumn[]): string {
  const yes = (is: boolean) => (is ? 'yes' : 'no');
  const cut = rows.some(({ unread }) => unread);
  const heading = [...columns.map(({ name }) => name), 'unknown word', ...(cut ? ['not read'] : [])];
  const lines = rows.map((row) => [
    ...columns.map((column) => cellText(row, column)),
    yes(row.unknown),
    ...(cut ? [yes(row.unread)] : []),
  ]);
  return [heading, ...lines].map((cells) => cells.join('\t')).join('\n');
}

function cellText(row: WordRow, { id, kind }: WordColumn): string {
  if (kind === 'position') return String(row.position + 1);
  if (kind === 'word') return harmless(row.word);
  const value = row.values[id];
  return value === undefined ? '' : String(value);
}

/** A word that a spreadsheet would take for a formula gets an apostrophe, which keeps it text. */
function harmless(word: string): string {
  const oneCell = word.replace(/\s+/g, ' ');
  return /^[=+@-]./.test(oneCell) ? `'${oneCell}` : oneCell;
}

function numberIn({ position, values }: WordRow, column: string): number {
  return column === 'position' ? position : (values[column] ?? Number.NaN);
}

function featureId(k: number): string {
  return `feature-${k}`;
}

function rankId(id: MethodId): string {
  return `${id}-rank`;
}
