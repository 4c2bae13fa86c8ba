/**
 * Tests that measure time: tagged so, they run one by one when all others have ended (playwright.config.ts), and fail only on how
 * two measurements of one run compare. How long something takes is told beside its aim, and is nobody's fault on a slow machine.
 */
import type { ExplainPage } from './pages/explain-page.ts';

export const TIMING = { tag: '@timing' } as const;

/** 19 words and the beginning of the twentieth. */
export const TWENTY_WORDS = 'this is the sort of film that one would like to love but it never quite earns it at al';

export function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** The median of the milliseconds from a key to its painted heat map; each letter is typed into the sentence. */
export async function timeKeys(explain: ExplainPage, letters: string): Promise<number> {
  const times: number[] = [];
  for (const letter of letters) times.push(await explain.timeKey(letter));
  return median(times);
}

/** What a key costs in a sentence of 20 words, with nothing else to do: what other times are compared with. */
export async function timeTwentyWords(explain: ExplainPage): Promise<number> {
  await explain.sentence.fill(TWENTY_WORDS);
  await explain.words('LRP').nth(19).waitFor();
  await explain.sentence.press('End');
  return timeKeys(explain, 'ltogether'); // a word it knows: nothing is told of it, and the page below stays where it is
}

/** @param aim milliseconds, on an idle machine like that of docs/performance.md */
export function tell(what: string, milliseconds: number, aim: number): void {
  console.log(`${what}: ${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms (aim: ${aim} ms)`);
}
