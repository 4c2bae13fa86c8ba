/**
 * The part of `npm run bench` that is about whole data sets: the bundled model, the SST test set where it is at hand, else random
 * words in sentences of its lengths.
 */
import { takeIntoUse } from '../src/engine/model-in-use.ts';
import { buildDataset, type Dataset, type DatasetSentence, wordsOf } from '../src/experiments/dataset.ts';
import { estimateInPool } from '../src/experiments/estimate.ts';
import { type Evaluator, modelEvaluator } from '../src/experiments/evaluator.ts';
import { runInThread } from '../src/experiments/experiment.ts';
import { type JobRunner, runInPool } from '../src/experiments/pool.ts';
import { EXPERIMENTS } from '../src/experiments/table.ts';
import { randomOrders } from '../src/explain/faithfulness.ts';
import { METHOD_IDS } from '../src/explain/method-info.ts';
import { LRP_DEFAULTS } from '../src/explain/method-options.ts';
import { readModel } from '../src/formats/read-model.ts';
import { mulberry32 } from '../src/model/random.ts';
import type { Vocabulary } from '../src/model/vocabulary.ts';
import { bundledFiles } from '../src/testing/golden.ts';
import { readSstTest } from '../src/testing/sst-test.ts';
import { NodePool } from './node-pool.ts';

const SENTENCES = 2210;
const PASSES = 3;
const THREADS = 2;
const TARGET_SENTENCES = 2000;
const TARGET_SECONDS = 8;
const TARGET_SPEEDUP = 1.7;
/** All methods but Shapley values over the data set, on all threads. */
const TARGET_METHODS_SECONDS = 90;

/** Of which sizes the cost a word is shown. */
const SIZES = [2500, 10_000, 40_000, 100_000];

export async function benchExperiments(): Promise<void> {
  const model = takeIntoUse(await readModel(bundledFiles()));
  const evaluator = modelEvaluator(model.network);
  const sst = readSstTest();
  const sentences = sst
    ? sst.sentences.map((tokens, n) => ({ tokens, gold: sst.gold[n] ?? null }))
    : madeUp(model.vocabulary, SENTENCES);
  const dataset = buildDataset(sentences, model.info.classes, model.vocabulary);
  console.log(
    `\n${sst ? 'SST test set' : 'sentences of random words'}, ${sentences.length} sentences, bundled model, fastest of ${PASSES} passes`,
  );
  const perSecond = await allMethods(dataset, evaluator);
  console.log(`all methods, one thread: ${perSecond.toFixed(0)} sentences a second (target: ${TARGET_SENTENCES})`);
  const { scan, reuse, none } = reevaluation(dataset, evaluator);
  console.log(
    `a re-evaluation in a deletion scan: ${scan.toFixed(1)} us, two orders at a time; one by one ${reuse.toFixed(1)} us; ` +
      `without reuse ${none.toFixed(1)} us (${(none / scan).toFixed(2)}x)`,
  );
  const pool = await NodePool.start(THREADS);
  const speedup = await allMethodsInPool(dataset, pool.runners);
  const one = await timed(() => runInThread(EXPERIMENTS.deletion, dataset, EXPERIMENTS.deletion.defaults, evaluator));
  const several = await timed(() => runInPool('deletion', dataset, EXPERIMENTS.deletion.defaults, pool.runners));
  const settings = { ...EXPERIMENTS.words.defaults, methods: METHOD_IDS.filter((id) => id !== 'shapley') };
  const estimate = await estimateInPool('words', dataset, settings, pool.runners);
  const methods = await timed(() => runInPool('words', dataset, settings, pool.runners));
  await pool.stop();
  const took = ({ seconds, processor }: Took) => `${seconds.toFixed(1)} s (${processor.toFixed(1)} s of processor time)`;
  console.log(
    `word deletion, complete: ${took(one)} on one thread, ${took(several)} on ${THREADS}: ` +
      `${(one.seconds / several.seconds).toFixed(2)}x (target: ${TARGET_SECONDS} s)`,
  );
  console.log(
    `all methods but Shapley values: ${took(methods)} on ${THREADS} threads (target: ${TARGET_METHODS_SECONDS} s); ` +
      `estimated beforehand: ${(estimate.milliseconds / 1000).toFixed(1)} s`,
  );
  for (const size of SIZES) {
    const many = buildDataset(madeUp(model.vocabulary, size), model.info.classes, model.vocabulary);
    const started = performance.now();
    await runInThread(EXPERIMENTS.accuracy, many, EXPERIMENTS.accuracy.defaults, evaluator);
    const perWord = ((performance.now() - started) * 1000) / many.words.length;
    console.log(`accuracy over ${size} sentences: ${perWord.toFixed(2)} us a word`);
  }
  console.log(`memory at its highest: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
  if (perSecond < TARGET_SENTENCES || speedup < TARGET_SPEEDUP || several.seconds > TARGET_SECONDS) process.exitCode = 1;
  if (methods.seconds > TARGET_METHODS_SECONDS) process.exitCode = 1;
}

/** Lengths 2 to 36, mean 19, of words that the model knows, the more frequent the more often (as in SST, about). */
function madeUp({ words }: Vocabulary, count: number): DatasetSentence[] {
  const random = mulberry32(1706);
  const word = () => words[Math.floor(words.length ** random())] ?? '';
  return Array.from({ length: count }, () => ({
    tokens: Array.from({ length: 2 + Math.floor(35 * random()) }, word),
    gold: Math.floor(5 * random()),
  }));
}

function idsIn(dataset: Dataset): Int32Array[] {
  return Array.from(dataset.gold.keys(), (n) => Int32Array.from(wordsOf(dataset, n), (word) => dataset.idOf[word] ?? -1));
}

/** Sentences a second. */
async function allMethods(dataset: Dataset, evaluator: Evaluator): Promise<number> {
  const sentences = idsIn(dataset);
  let best = Infinity;
  for (let k = 0; k < PASSES; k++) {
    const { seconds } = await timed(async () => {
      for (const ids of sentences) await evaluator.explain(ids, 'predicted', ['lrp', 'gi', 'sa'], LRP_DEFAULTS);
    });
    best = Math.min(best, seconds);
  }
  return sentences.length / best;
}

/** All methods as an experiment (representative words), on a pool of one worker and on all in turn. How many times faster all are. */
async function allMethodsInPool(dataset: Dataset, runners: readonly JobRunner[]): Promise<number> {
  const [first] = runners;
  if (!first) throw new RangeError('a pool needs one runner at least');
  let [one, all] = [Infinity, Infinity];
  for (let k = 0; k < PASSES; k++) {
    const run = (used: readonly JobRunner[]) => timed(() => runInPool('words', dataset, EXPERIMENTS.words.defaults, used));
    one = Math.min(one, (await run([first])).seconds);
    all = Math.min(all, (await run(runners)).seconds);
  }
  const perSecond = (seconds: number) => (dataset.gold.length / seconds).toFixed(0);
  const speedup = one / all;
  console.log(
    `all methods in a pool, messages and all: ${perSecond(one)} sentences a second on one worker, ${perSecond(all)} on ` +
      `${runners.length}: ${speedup.toFixed(2)}x (target: ${TARGET_SPEEDUP}x)`,
  );
  return speedup;
}

interface Reevaluation {
  /** Microseconds: two orders at a time; one after another, with what is reused; of a sentence that shares nothing with the last. */
  readonly scan: number;
  readonly reuse: number;
  readonly none: number;
}

function reevaluation(dataset: Dataset, evaluator: Evaluator): Reevaluation {
  const sentences = idsIn(dataset).filter((ids, n) => ids.length >= 10 && n % 5 === 0);
  const scans = sentences.map((ids, n) => ({ ids, orders: randomOrders(ids.length, 4, n).map((order) => order.slice(0, 5)) }));
  const one = (between: () => void) =>
    fastest(() => {
      for (const { ids, orders } of scans) {
        for (const order of orders) {
          const words = ids.slice();
          for (const position of order) {
            words[position] = -1;
            between();
            evaluator.scores(words);
          }
        }
      }
    });
  const microseconds = (seconds: number) => (seconds * 1e6) / (20 * scans.length);
  const other = Int32Array.of(0);
  const scan = fastest(() => {
    for (const { ids, orders } of scans) evaluator.deletions(ids, orders, 5);
  });
  return { scan: microseconds(scan), reuse: microseconds(one(() => {})), none: microseconds(one(() => evaluator.scores(other))) };
}

interface Took {
  readonly seconds: number;
  /** Of all threads: on a machine shared with others, what it would take alone. */
  readonly processor: number;
}

async function timed(work: () => Promise<unknown>): Promise<Took> {
  const before = process.cpuUsage();
  const started = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, processor: (user + system) / 1e6 };
}

/** Seconds of the fastest pass. */
function fastest(work: () => void): number {
  let best = Infinity;
  for (let k = 0; k < PASSES; k++) {
    const started = performance.now();
    work();
    best = Math.min(best, (performance.now() - started) / 1000);
  }
  return best;
}
