/** Work in steps: all at once, or beside other work. */
import type { Steps } from './method.ts';

/** What is done between two steps. @returns whether other work was done, after which the explained sentence is in hand again */
export type Pause = (done: number) => Promise<boolean>;

export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next(false);
    if (step.done) return step.value;
  }
}

export async function inSteps<Result>(steps: Steps<Result>, pause: Pause): Promise<Result> {
  let step = steps.next(false);
  while (!step.done) step = steps.next(await pause(step.value));
  return step.value;
}
