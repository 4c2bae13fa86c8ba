/**
 * `npm run experiments`: all experiments of src/experiments, headless, by the same code as the page. Writes docs/results.md for the
 * bundled model on the SST test set; for another model or other sentences the report goes to standard output or to --out FILE.
 */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type ModelInUse, takeIntoUse } from '../src/engine/model-in-use.ts';
import { buildDataset, type Dataset, type DatasetSentence } from '../src/experiments/dataset.ts';
import { type MethodSettings, TOY_TASKS } from '../src/experiments/defaults.ts';
import { type Evaluator, modelEvaluator } from '../src/experiments/evaluator.ts';
import type { Experiment, PartialResult } from '../src/experiments/experiment.ts';
import { EXPERIMENTS } from '../src/experiments/table.ts';
import type { MethodId } from '../src/explain/method-info.ts';
import { type MethodOptions, withDefaults } from '../src/explain/method-options.ts';
import { readModel } from '../src/formats/read-model.ts';
import { LensError } from '../src/model/errors.ts';
import type { TokenizeOptions } from '../src/model/tokenizer.ts';
import { BUNDLED, calledBy, isCompiled } from './compiled.ts';
import { compareMethods, TIMED_ALONE } from './experiments-comparison.ts';
import { readSentences, sentencesOf } from './experiments-data.ts';
import { type KnownAnswers, SMALL_EPS, toyEvaluator } from './experiments-known-answers.ts';
import { type AllResults, report } from './experiments-report.ts';
import { compareModels, twoModelsBlocks, twoModelsJson } from './experiments-two-models.ts';
import { METHOD_FLAGS, METHOD_USAGE, readMethodOptions, readMethods } from './explain-methods.ts';
import { MODEL_OPTIONS, MODEL_USAGE, readModelFiles, readModelOptions, usageError } from './explain-model.ts';
import { FILE_OPTIONS, FILE_USAGE, readGivenFile } from './given-file.ts';
import { readSecondModel, SECOND_OPTIONS, SECOND_USAGE, withGoldOf } from './second-model.ts';
import { timedRun } from './timed-run.ts';

const USAGE = `${calledBy('experiments')} [--model PATH] [--methods lrp,occlusion|all] [--compare PATH] [--file FILE] [--json FILE] [--out FILE] [--limit N]
Without --model: the bundled one. --json: everything that was computed. --limit: only the first N sentences.
--methods: in all experiments. Without it: LRP, Gradient x Input and Sensitivity, and at the end a comparison of every one that applies to the model,
but for Shapley values, which are only timed.
${FILE_USAGE}
${METHOD_USAGE}
${MODEL_USAGE}
${SECOND_USAGE}`;

const RESULTS = fileURLToPath(new URL('../docs/results.md', import.meta.url));
const LONGEST = 512; // as in the page (MAX_TOKENS)

async function main(): Promise<void> {
  const values = readArguments();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const model = takeIntoUse(await readModel(readModelFiles(values.model ?? BUNDLED, values.vocab), readModelOptions(values)));
  const second = await readSecondModel(values);
  const limit = readLimit(values.limit);
  const chosen = values.methods === undefined ? null : readMethods(values.methods, model.info, '--methods');
  const methods: Methods = { ...settingsOf(readMethodOptions(values)), methods: chosen, all: readMethods('all', model.info) };
  const file = await readGivenFile(values, model.info.classes);
  for (const note of file?.notes ?? []) process.stderr.write(`${note}\n`);
  const read = (tokenizer: TokenizeOptions) =>
    file ? sentencesOf(basename(values.file ?? ''), file, tokenizer) : readSentences(tokenizer);
  const { name, isSst, sentences, notes = [] } = await read(model.tokenizer);
  for (const note of notes) process.stderr.write(`${note}\n`);
  const dataset = datasetOf(model, sentences.slice(0, limit));
  const results = await runAll(dataset, modelEvaluator(model.network, model.constantClass), methods);
  const source = {
    model: model.info.name,
    sha256: model.info.sha256,
    data: limit < sentences.length ? `${name}, first ${limit}` : name,
  };
  const texts = [report(source, dataset, results, isSst)];
  const computed: Record<string, unknown> = { ...source, results };
  if (second) {
    const again = (await read(second.tokenizer)).sentences.slice(0, limit);
    const ownDataset = datasetOf(second, withGoldOf(again, model.info, second.info));
    const { settings } = results;
    const compared = await compareModels({ dataset, settings, results }, second, ownDataset);
    texts.push(twoModelsBlocks(compared, source.model, second.info).join('\n\n'), '');
    computed.compared = twoModelsJson(compared, second.info);
  }
  const text = texts.join('\n');
  const isPublished =
    !isCompiled && values.model === undefined && !second && chosen === null && isSst && limit >= sentences.length;
  const out = values.out ?? (isPublished ? RESULTS : undefined);
  if (out === undefined) process.stdout.write(text);
  else writeFileSync(out, text);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(computed, plain)}\n`);
}

function datasetOf({ info, vocabulary }: ModelInUse, sentences: readonly DatasetSentence[]): Dataset {
  const kept = sentences.map(({ tokens, gold }) => ({ tokens: tokens.slice(0, LONGEST), gold }));
  return buildDataset(kept, info.classes, vocabulary);
}

interface Methods extends Omit<MethodSettings, 'methods'> {
  /** null: each experiment's own. */
  readonly methods: readonly MethodId[] | null;
  /** That apply to the model. */
  readonly all: readonly MethodId[];
}

/** LRP's options apart, as experiments have them. */
function settingsOf(given: Partial<MethodOptions>): Omit<MethodSettings, 'methods'> {
  const { eps, biasFactor, ...options } = withDefaults(given);
  return { lrp: { eps, biasFactor }, options };
}

async function runAll(dataset: Dataset, evaluator: Evaluator, { methods, all, ...options }: Methods): Promise<AllResults> {
  const { accuracy, deletion, position, words, faithfulness, agreement } = EXPERIMENTS;
  const last = dataset.classes.length - 1;
  const some = all.filter((id) => !TIMED_ALONE.includes(id));
  const alone = methods ? [] : all.filter((id) => TIMED_ALONE.includes(id));
  const chosen = { ...options, ...(methods ? { methods } : {}) };
  const settings = {
    accuracy: accuracy.defaults,
    deletion: { ...deletion.defaults, ...chosen },
    position: { ...position.defaults, ...chosen },
    words: { ...words.defaults, ...chosen },
    faithfulness: { ...faithfulness.defaults, ...chosen },
    agreement: { ...agreement.defaults, ...chosen },
  };
  const run = <S, P extends PartialResult, R>(title: string, experiment: Experiment<S, P, R>, own: S) =>
    timedRun(title, experiment, own, evaluator, dataset);
  const wordsFor = async (target: number) => ({
    target,
    result: await run(`words: ${dataset.classes[target]}`, words, { ...settings.words, target }),
  });
  return {
    accuracy: await run('accuracy', accuracy, settings.accuracy),
    deletion: await run('word deletion', deletion, settings.deletion),
    position: await run('relevance by position', position, settings.position),
    words: [await wordsFor(last), await wordsFor(0)],
    faithfulness: await run('faithfulness', faithfulness, settings.faithfulness),
    agreement: await run('agreement', agreement, settings.agreement),
    comparison: await compareMethods(dataset, evaluator, { ...options, methods: methods ?? some }, alone),
    known: await runKnownAnswers(dataset),
    settings,
  };
}

/** Of both tasks; their sequences are made up, so that the data set does not matter. */
async function runKnownAnswers(dataset: Dataset): Promise<KnownAnswers[]> {
  const results: KnownAnswers[] = [];
  for (const task of TOY_TASKS) {
    const settings = { ...EXPERIMENTS.known.defaults, task };
    const evaluator = await toyEvaluator(task);
    const run = (title: string, chosen: typeof settings) => timedRun(title, EXPERIMENTS.known, chosen, evaluator, dataset);
    const small = { ...settings, methods: ['lrp' as const], lrp: { ...settings.lrp, eps: SMALL_EPS } };
    results.push({
      settings,
      result: await run(`known answers: ${task}`, settings),
      withSmallEps: { settings: small, result: await run(`known answers: ${task}, small eps`, small) },
    });
  }
  return results;
}

/** Typed arrays as lists. JSON has no NaN: null. */
function plain(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : value;
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return Infinity;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw usageError('--limit', 'is not a number of sentences', 'a whole number from 1', text || 'nothing');
}

function readArguments() {
  const text = { type: 'string' } as const;
  try {
    const options = {
      ...MODEL_OPTIONS,
      ...SECOND_OPTIONS,
      ...METHOD_FLAGS,
      ...FILE_OPTIONS,
      methods: text,
      json: text,
      out: text,
      limit: text,
      help: { type: 'boolean' } as const,
    };
    return parseArgs({ options }).values;
  } catch (error) {
    throw usageError('arguments', (error as Error).message);
  }
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${error instanceof LensError ? error.message.replaceAll(/\s*\n\s*/g, ' ') : `unexpected: ${message}`}\n`);
  process.exitCode = 2;
});
