/**
 * Sequences with a known answer, after the toy tasks of Arras et al. 2019: some numbers, two of them marked, which a network is to add or to
 * subtract. Pure; training/toy_sequences.py makes the same from the same seed, bit for bit.
 */
import { mulberry32 } from '../model/random.ts';
import type { ToyTask } from './defaults.ts';

const [SHORTEST, LONGEST] = [4, 10];
/** Of a row: the number where it is not marked, where it is the first that is, and where it is the second. */
const COLUMNS = 3;

export interface MarkedNumbers {
  /** [T] each of a size from 0.5 to 1, of either sign. */
  readonly numbers: Float64Array;
  /** Places of the marked two, first < second. */
  readonly first: number;
  readonly second: number;
}

/** @param seed any integer; taken modulo 2^32 */
export function markedNumbers(seed: number): MarkedNumbers {
  const random = mulberry32(seed);
  const length = SHORTEST + Math.floor(random() * (LONGEST - SHORTEST + 1));
  const one = Math.floor(random() * length);
  const drawn = Math.floor(random() * (length - 1));
  const other = drawn >= one ? drawn + 1 : drawn;
  const numbers = Float64Array.from({ length }, () => {
    const size = 0.5 + 0.5 * random();
    return random() < 0.5 ? -size : size;
  });
  return { numbers, first: Math.min(one, other), second: Math.max(one, other) };
}

/** [T][3] what a network reads. */
export function rowsOf({ numbers, first, second }: MarkedNumbers): Float64Array[] {
  return Array.from(numbers, (number, t) => {
    const row = new Float64Array(COLUMNS);
    row[t === first ? 1 : t === second ? 2 : 0] = number;
    return row;
  });
}

/** [T] what each step contributes to the answer: the first number a, the second b or -b, all others nothing. */
export function truthOf({ numbers, first, second }: MarkedNumbers, task: ToyTask): Float64Array {
  const truth = new Float64Array(numbers.length);
  truth[first] = numbers[first] ?? 0;
  truth[second] = (task === 'addition' ? 1 : -1) * (numbers[second] ?? 0);
  return truth;
}
