/** How many random cases a test tries: all in `npm run test:long`, a tenth of them, always the first, in every other run. */
export function runs(all: number): number {
  return process.env.LRP_LENS_LONG ? all : Math.ceil(all / 10);
}
