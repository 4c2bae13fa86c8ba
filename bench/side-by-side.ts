/** `npm run bench -- --beside FOLDER`: this build and that of another checkout, whose kernels are built, in one run. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MethodId } from '../src/explain/method-info.ts';
import { bundledFiles } from '../src/testing/golden.ts';

const SENTENCES = 100;
const LENGTH = 18;
const PASSES = 40;
const STEPS = 5;
/** Sentences that a build computes before it is the other's turn. */
const PORTION = 4;

/**
 * Milliseconds of each, the fastest of some passes that take turns, every other time from the last to the first: what else the machine
 * does strikes all alike.
 */
export function fastest(works: readonly (() => void)[], passes: number): number[] {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (let pass = 0; pass < passes; pass++) {
    const order = Array.from(works.entries());
    if (pass % 2 === 1) order.reverse();
    for (const [index, work] of order) {
      const started = performance.now();
      work();
      best[index] = Math.min(best[index] ?? Number.NaN, performance.now() - started);
    }
  }
  return best;
}

/** What the benchmark asks of a model, in whatever version. */
interface Model {
  forward(ids: readonly number[]): Float64Array;
  replaceWord(position: number, id: number): Float64Array;
  deletionScan(orders: readonly (readonly number[])[], steps: number): Float64Array;
}

interface Build {
  readonly model: Model;
  readonly explain: (ids: readonly number[], methods: readonly MethodId[]) => unknown;
}

async function load(folder: string): Promise<Build> {
  const from = (path: string) => import(pathToFileURL(resolve(folder, path)).href);
  const { readModel } = await from('src/formats/read-model.ts');
  const { runMethods } = await from('src/explain/methods.ts');
  // Before a model was a list of layers, it was called Bilstm.
  const file = ['src/model/network.ts', 'src/model/bilstm.ts'].find((path) => existsSync(resolve(folder, path)));
  if (file === undefined) throw new Error(`${folder} is no checkout of this project`);
  const { Network, Bilstm } = await from(file);
  const model: Model = new (Network ?? Bilstm)(await readModel(bundledFiles()));
  const weights = Float64Array.of(1, 0, 0, 0, 0); // class 0 of 5 is explained
  const options = { eps: 0.001, biasFactor: 0 };
  return { model, explain: (ids, methods) => runMethods(model, model.forward(ids), weights, methods, options) };
}

/**
 * Microseconds a sentence of the build there and of this one. The builds take turns a few sentences at a time, and each such portion
 * counts by its fastest pass: it takes about a millisecond, so that on a busy machine too some passes are not interrupted.
 */
function besides(
  builds: readonly Build[],
  sentences: readonly (readonly number[])[],
  work: (build: Build, ids: readonly number[]) => unknown,
): [there: number, here: number] {
  const total: [number, number] = [0, 0];
  for (let from = 0; from < SENTENCES; from += PORTION) {
    const portion = sentences.slice(from, from + PORTION);
    const passes = builds.map((build) => () => {
      for (const ids of portion) work(build, ids);
    });
    const [there = Number.NaN, here = Number.NaN] = fastest(passes, PASSES);
    total[0] += (there * 1000) / SENTENCES;
    total[1] += (here * 1000) / SENTENCES;
  }
  return total;
}

export async function benchBeside(folder: string): Promise<void> {
  const builds = await Promise.all([load(folder), load('.')]);
  const sentences = Array.from({ length: SENTENCES }, (_, n) =>
    Array.from({ length: LENGTH }, (_, t) => (n * 131 + t * 977) % 5000),
  );
  const orders = Array.from({ length: 4 }, (_, order) =>
    Array.from({ length: STEPS }, (_, step) => (order * 5 + step * 7) % LENGTH),
  );
  const works: readonly (readonly [name: string, work: (build: Build, ids: readonly number[]) => unknown])[] = [
    ['forward', ({ model }, ids) => model.forward(ids)],
    ['forward and LRP', ({ explain }, ids) => explain(ids, ['lrp'])],
    ['all methods', ({ explain }, ids) => explain(ids, ['lrp', 'sa', 'gi'])],
    [
      'another word, and back',
      ({ model }, ids) => {
        model.forward(ids);
        for (let t = 0; t < LENGTH; t += 3) {
          model.replaceWord(t, -1);
          model.replaceWord(t, ids[t] ?? -1);
        }
      },
    ],
    [
      '4 orders of 5 deletions',
      ({ model }, ids) => {
        model.forward(ids);
        model.deletionScan(orders, STEPS);
      },
    ],
  ];
  console.log(`bundled model, ${SENTENCES} sentences of ${LENGTH} words, microseconds a sentence, fastest of ${PASSES} passes\n`);
  console.log(`${''.padEnd(26)}${'there'.padStart(10)}${'here'.padStart(10)}${'speed-up'.padStart(10)}`);
  for (const [name, work] of works) {
    const [there, here] = besides(builds, sentences, work);
    const cells = [there.toFixed(0), here.toFixed(0), `${(there / here).toFixed(2)}x`];
    console.log(name.padEnd(26) + cells.map((cell) => cell.padStart(10)).join(''));
  }
}
