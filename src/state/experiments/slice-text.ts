/**
 * A filter of the list of examples as links hold it: `true:1,outcome:wrong,length:10-20,search:not good`. Numbers of sentences stand as
 * ranges (`numbers:1-3.7`), commas and percent signs of free text in percent code. Pure. Loaded late.
 */
import { type ExampleFilter, NO_FILTER, PHENOMENA, type SetId } from '../examples/index.ts';

interface Part {
  readonly key: string;
  /** null: the filter asks nothing of it. */
  write(filter: ExampleFilter): string | null;
  /** What changes in a filter; null: not valid. */
  read(value: string, set: SetId): Partial<ExampleFilter> | null;
  /** In words. */
  say(filter: ExampleFilter, classes: readonly string[], labels: readonly string[]): string;
}

/** A link longer than this is cut by programs that pass it on. */
export const LONGEST_SLICE = 12_000;

const PARTS: readonly Part[] = [
  ofClass('true', 'gold', 'true class'),
  ofClass('predicted', 'predicted', 'predicted'),
  {
    key: 'outcome',
    write: ({ outcome }) => outcome,
    read: (value) => (value === 'right' || value === 'wrong' ? { outcome: value } : null),
    say: ({ outcome }) => (outcome === 'right' ? 'correct' : 'incorrect'),
  },
  {
    key: 'phenomenon',
    write: ({ phenomenon }) => phenomenon,
    read: (value) =>
      found(
        PHENOMENA,
        ({ id }) => id === value,
        ({ id }) => ({ phenomenon: id }),
      ),
    say: ({ phenomenon }) => PHENOMENA.find(({ id }) => id === phenomenon)?.label.toLowerCase() ?? '',
  },
  {
    key: 'length',
    write: ({ minLength, maxLength }) =>
      minLength === null && maxLength === null ? null : `${minLength ?? ''}-${maxLength ?? ''}`,
    read(value) {
      const [, least = '', most = ''] = /^(\d{0,3})-(\d{0,3})$/.exec(value) ?? [];
      return least || most ? { minLength: least ? Number(least) : null, maxLength: most ? Number(most) : null } : null;
    },
    say: ({ minLength, maxLength }) =>
      minLength === null
        ? `at most ${maxLength} words`
        : maxLength === null
          ? `at least ${minLength} words`
          : minLength === maxLength
            ? `${minLength} words`
            : `${minLength} to ${maxLength} words`,
  },
  {
    key: 'unknown',
    write: ({ unknownWords }) => (unknownWords ? 'some' : null),
    read: (value) => (value === 'some' ? { unknownWords: true } : null),
    say: () => 'with unknown words',
  },
  {
    key: 'numbers',
    write: ({ only }) => only && formatNumbers(only.numbers),
    read(value, set) {
      const numbers = parseNumbers(value);
      return numbers && { only: { set, label: 'chosen sentences', numbers, word: null } };
    },
    say: ({ only }) => only?.label ?? '',
  },
  {
    key: 'search',
    write: ({ search }) => escaped(search.trim()) || null,
    read: (value) => ({ search: unescaped(value) }),
    say: ({ search }) => `“${search.trim()}”`,
  },
];

/** Of the sentences of a figure, what they are: it stands behind their numbers. */
const LABEL = 'label';

/** What a filter asks of a set, as text; null: nothing. Phenomena are asked of the built-in sentences alone. */
export function formatSlice(filter: ExampleFilter, set: SetId): string | null {
  const pieces = PARTS.flatMap((part) => {
    const value = asks(part, filter, set) ? part.write(filter) : null;
    if (value === null) return [];
    const label = part.key === 'numbers' && filter.only ? [`${LABEL}:${escaped(filter.only.label)}`] : [];
    return [`${part.key}:${value}`, ...label];
  });
  return pieces.length > 0 ? pieces.join(',') : null;
}

function asks({ key }: Part, { only }: ExampleFilter, set: SetId): boolean {
  if (key === 'numbers') return only?.set === set;
  return key !== 'phenomenon' || set === 'built-in';
}

/** The filter that formatSlice() wrote; null: not one. */
export function parseSlice(text: string, set: SetId): ExampleFilter | null {
  let filter = NO_FILTER;
  const seen = new Set<string>();
  for (const piece of text.split(',')) {
    const [, key = '', value = ''] = /^([a-z]+):(.+)$/su.exec(piece) ?? [];
    if (seen.has(key)) return null;
    seen.add(key);
    if (key === LABEL && filter.only) {
      filter = { ...filter, only: { ...filter.only, label: unescaped(value) } };
      continue;
    }
    const change = PARTS.find((part) => part.key === key)?.read(value, set);
    if (!change) return null;
    filter = { ...filter, ...change };
  }
  return filter;
}

/** @param classes of the model @param labels what true classes are called */
export function sayFilter(filter: ExampleFilter, classes: readonly string[], labels: readonly string[]): string {
  return PARTS.flatMap((part) => (part.write(filter) === null ? [] : [part.say(filter, classes, labels)])).join(', ');
}

function ofClass(key: string, field: 'gold' | 'predicted', name: string): Part {
  return {
    key,
    write: ({ [field]: index }) => (index === null ? null : String(index)),
    read: (value) => (/^\d{1,3}$/.test(value) ? { [field]: Number(value) } : null),
    say({ [field]: index }, classes, labels) {
      const names = field === 'gold' ? labels : classes;
      return `${name} ${names[index ?? -1] ?? index}`;
    },
  };
}

function found<T, R>(all: readonly T[], is: (one: T) => boolean, use: (one: T) => R): R | null {
  const one = all.find(is);
  return one === undefined ? null : use(one);
}

/** Rising: `1-3.7.9-12`. */
export function formatNumbers(numbers: Iterable<number>): string {
  const ranges: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join('.');
}

/** Of a set at the most. */
const MOST_NUMBERS = 1_000_000;

function parseNumbers(text: string): ReadonlySet<number> | null {
  const numbers = new Set<number>();
  for (const range of text.split('.')) {
    const [, first = '', last = first] = /^([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?$/.exec(range) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === '' || to < from || to - from + numbers.size > MOST_NUMBERS) return null;
    for (let number = from; number <= to; number++) numbers.add(number);
  }
  return numbers;
}

function escaped(text: string): string {
  return text.replace(/[%,]/g, encodeURIComponent);
}

function unescaped(text: string): string {
  return text.replaceAll('%2C', ',').replaceAll('%25', '%');
}
