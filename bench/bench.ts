/**
 * `npm run bench`: microseconds a sentence for the kernels and, in the same run, for the plain transcription of the reference
 * program. Timings on shared machines are noisy: passes over all sentences alternate between the two, the fastest pass of each
 * counts, and the ratio is what to quote. Then lists of layers (layers.ts), methods that run the network many times (methods.ts), whole data sets (experiments.ts), and what one waits for at a key or a click (small-work.ts).
 * `npm run bench -- --beside FOLDER`: this build beside that of another checkout (side-by-side.ts).
 */

import { LRP_DEFAULTS } from '../src/explain/method-options.ts';
import { runMethods } from '../src/explain/methods.ts';
import { targetWeights } from '../src/explain/run-method.ts';
import { Network } from '../src/model/network.ts';
import { mulberry32 } from '../src/model/random.ts';
import { Baseline } from '../src/testing/baseline.ts';
import { makeTinyModel } from '../src/testing/tiny-model.ts';
import { benchExperiments } from './experiments.ts';
import { benchLayers } from './layers.ts';
import { benchMethods } from './methods.ts';
import { benchBeside } from './side-by-side.ts';
import { benchSmallWork } from './small-work.ts';

const SENTENCES = 200;
const SHORTEST = 5;
const LONGEST = 56;
const PASSES = 7;
const TARGET_RATIO = 8;

/** The published shape (facts.md: e = d = 60, C = 5) with seeded random weights: speed does not depend on their values. */
const model = makeTinyModel({ seed: 2017, words: 5000, embeddingSize: 60, hiddenSize: 60, classes: 5, scale: 0.2 });
const random = mulberry32(291);
const sentences = Array.from({ length: SENTENCES }, (_, index) => {
  const length = SHORTEST + Math.round((index / (SENTENCES - 1)) * (LONGEST - SHORTEST));
  return Array.from({ length }, () => Math.floor(random() * 5000));
});

const network = new Network(model);
const baseline = new Baseline(model);
const { eps, biasFactor } = LRP_DEFAULTS;

/** Class 0 of 5 is explained. */
const FIRST_CLASS = targetWeights(5, 0, null);

type Work = (ids: readonly number[]) => unknown;

/** Each row: the same work by the kernels and by the baseline. LRP and gradients need a forward pass first, timed apart and taken off. */
const rows: readonly { name: string; kernels: Work; baseline: Work; withForward: boolean }[] = [
  { name: 'forward', kernels: (ids) => network.forward(ids), baseline: (ids) => baseline.forward(ids), withForward: false },
  {
    name: 'LRP',
    kernels: (ids) => runMethods(network, network.forward(ids), FIRST_CLASS, ['lrp'], LRP_DEFAULTS),
    baseline: (ids) => {
      baseline.forward(ids);
      return baseline.lrp(0, eps, biasFactor);
    },
    withForward: true,
  },
  {
    name: 'SA + GI',
    kernels: (ids) => runMethods(network, network.forward(ids), FIRST_CLASS, ['sa', 'gi'], LRP_DEFAULTS),
    baseline: (ids) => {
      baseline.forward(ids);
      return bothGradientMethods();
    },
    withForward: true,
  },
  {
    name: 'all',
    kernels: (ids) => runMethods(network, network.forward(ids), FIRST_CLASS, ['lrp', 'sa', 'gi'], LRP_DEFAULTS),
    baseline: (ids) => {
      baseline.forward(ids);
      return [baseline.lrp(0, eps, biasFactor), bothGradientMethods()];
    },
    withForward: false,
  },
];

function bothGradientMethods(): unknown {
  const gradients = baseline.gradient(0);
  return [baseline.sensitivity(gradients), baseline.gradientInput(gradients)];
}

/** Microseconds a sentence of one pass over all sentences. */
function pass(work: Work): number {
  const started = performance.now();
  for (const ids of sentences) work(ids);
  return ((performance.now() - started) * 1000) / sentences.length;
}

function measure(row: (typeof rows)[number]): { kernels: number; baseline: number } {
  const best = { kernels: Infinity, baseline: Infinity };
  for (let k = 0; k < PASSES; k++) {
    best.kernels = Math.min(best.kernels, pass(row.kernels));
    best.baseline = Math.min(best.baseline, pass(row.baseline));
  }
  return best;
}

async function main(): Promise<void> {
  const [option, folder] = process.argv.slice(2);
  if (option === '--beside' && folder !== undefined) return benchBeside(folder);
  const tokens = sentences.reduce((sum, ids) => sum + ids.length, 0);
  console.log(
    `${SENTENCES} sentences of ${SHORTEST} to ${LONGEST} words (mean ${(tokens / SENTENCES).toFixed(1)}), e = d = 60, C = 5, one thread`,
  );
  console.log('microseconds a sentence, fastest of', PASSES, 'passes\n');
  console.log(['', 'kernels', 'baseline', 'ratio'].map((text, k) => (k ? text.padStart(10) : text.padEnd(10))).join(''));

  let forward = { kernels: 0, baseline: 0 };
  let ratio = 0;
  for (const row of rows) {
    const timed = measure(row);
    if (row.name === 'forward') forward = timed;
    const own = (side: 'kernels' | 'baseline') => timed[side] - (row.withForward ? forward[side] : 0);
    ratio = own('baseline') / own('kernels');
    const cells = [own('kernels').toFixed(0), own('baseline').toFixed(0), `${ratio.toFixed(1)}x`];
    console.log(row.name.padEnd(10) + cells.map((cell) => cell.padStart(10)).join(''));
  }

  console.log(`\n'all' is ${ratio.toFixed(1)} times as fast as the baseline (target: ${TARGET_RATIO})`);
  if (ratio < TARGET_RATIO) process.exitCode = 1;

  benchLayers();
  await benchMethods();
  await benchExperiments();
  await benchSmallWork();
}

await main();
