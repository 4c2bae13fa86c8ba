/** For tests that measure time (*.timing.test.ts): never a number of milliseconds, only how two measurements of one run compare. */

/** Milliseconds of the fastest of `tries` runs of each work, taken in turn: whatever else the machine does only ever makes a run slower. */
function fastest(works: readonly (() => unknown)[], tries: number): number[] {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (let k = 0; k < tries; k++) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      work();
      best[index] = Math.min(best[index] ?? 0, performance.now() - start);
    }
  }
  return best;
}

/** How many times as long as `other` the work takes. */
export function timesAsLong(work: () => unknown, other: () => unknown, tries = 5): number {
  const [a = Number.NaN, b = Number.NaN] = fastest([work, other], tries);
  return a / b;
}

/** What `growth` stays below where the cost is linear, memory and caches included. */
export const LINEAR = 4;

/** How the cost of one unit grows when there are 8 times as many: 1 where the cost is linear, 8 where it is quadratic. */
export function growth<Input>(make: (count: number) => Input, work: (input: Input) => unknown, count: number): number {
  const [many, few] = [make(count), make(count / 8)];
  work(many); // compiled from here on
  return (
    timesAsLong(
      () => work(many),
      () => work(few),
    ) / 8
  );
}
