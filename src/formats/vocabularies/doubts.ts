/** What speaks against a vocabulary: one sentence each, for whoever gave it to answer. */
import { endInNumbers } from './text-words.ts';

/**
 * The different words of an ordinary English sentence. Half of them carry meaning, so that a vocabulary from which stop words were taken
 * knows enough of them; one of another language does not.
 */
const ORDINARY = [
  ...new Set(
    'the people have a good time and new friends to love but this year was bad and long never one great day at home with the best work life'.split(
      ' ',
    ),
  ),
];

/** Words without a row of the embedding, or rows that should have a word. */
export interface Misfit {
  readonly words: number;
  readonly rows: number;
}

interface DoubtfulWords {
  readonly words: readonly string[];
  /** Whether every character is a word. */
  readonly characters?: boolean;
  readonly misfit?: Misfit | null;
}

export function doubtsOf({ words, characters = false, misfit = null }: DoubtfulWords, name: string): string[] {
  const doubts: string[] = [];
  if (endInNumbers(words)) {
    const example = words.find((word) => /\d$/.test(word));
    doubts.push(
      `Most words of ${name} end in numbers, such as “${example}”: are these ids or counts rather than parts of the words?`,
    );
  }
  const known = ORDINARY.filter((word) => words.includes(word)).length;
  if (!characters && doubts.length === 0 && 2 * known < ORDINARY.length) {
    doubts.push(
      `Of ${ORDINARY.length} everyday English words, ${name} has ${known}: is it this model’s vocabulary, in another language?`,
    );
  }
  if (misfit !== null) doubts.push(misfitDoubt(misfit, name));
  return doubts;
}

function misfitDoubt({ words, rows }: Misfit, name: string): string {
  const counts = `${name} has ${words.toLocaleString('en')} words, the embedding ${rows.toLocaleString('en')} rows`;
  if (words < rows) return `${counts}: is it whole, and does its first word belong to row 0?`;
  return `${counts}: words beyond them are treated as unknown; is it this model’s vocabulary?`;
}
