/** For tests that measure time (*.timing.test.ts): never a number of milliseconds, only how two measurements of one run compare. */

/** Other programs make a run slower (caches, clock rate), never faster: the more runs, the nearer the fastest comes to what the work takes. */
const TRIES = 40;

/** How many times as long as `other` the work takes, by the fastest run of each, taken in turn; no more runs once it is below `enough`. */
export function timesAsLong(work: () => unknown, other: () => unknown, enough: number): number {
  let [a, b] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 0; tries < TRIES && !(tries > 2 && a / b < enough); tries++) {
    a = Math.min(a, timeOf(work));
    b = Math.min(b, timeOf(other));
  }
  return a / b;
}

/** Microseconds of the processor: on a busy machine the time on the clock is that of the neighbours. */
function timeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** What `growth` stays below where the cost is linear, memory and caches included. */
export const LINEAR = 4;

/** How the cost of one unit grows when there are 8 times as many: 1 where the cost is linear, 8 where it is quadratic. */
export function growth<Input>(make: (count: number) => Input, work: (input: Input) => unknown, count: number): number {
  const [many, few] = [make(count), make(count / 8)];
  work(many); // compiled from here on
  // As many units in both: what interrupts the one is as likely to interrupt the other.
  const eightTimes = () => {
    for (let k = 0; k < 8; k++) work(few);
  };
  return timesAsLong(() => work(many), eightTimes, LINEAR);
}
