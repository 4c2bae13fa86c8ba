/** The model that `npm run experiments` compares with: each option that says how the first is read has one of its own for it. */
import { type ModelInUse, takeIntoUse } from '../src/engine/model-in-use.ts';
import type { DatasetSentence } from '../src/experiments/dataset.ts';
import { readModel } from '../src/formats/read-model.ts';
import { foldClassName } from '../src/model/class-names.ts';
import { LensError } from '../src/model/errors.ts';
import { MODEL_OPTIONS, readModelFiles, readModelOptions, usageError } from './explain-model.ts';

const PREFIX = 'compare-';

export const SECOND_USAGE = `Two models: [--compare PATH] runs accuracy, word deletion, relevance by position, faithfulness and agreement by the model at PATH as well, and reports
  each difference with its 95 % interval, and in how many sentences the models disagree. The second model has options of its own, each named as that of the
  first with ${PREFIX} before it: --${PREFIX}vocab FILE, --${PREFIX}classes a,b,c, --${PREFIX}choose KEY=VALUE and so on.`;

/** Options that are of models and not of how they are read. */
const { model: _model, reference: _reference, ...READING } = MODEL_OPTIONS;

/** For parseArgs. */
export const SECOND_OPTIONS: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>> = {
  compare: MODEL_OPTIONS.model,
  ...Object.fromEntries(Object.entries(READING).map(([name, option]) => [PREFIX + name, option])),
};

/**
 * @returns null: none is named
 * @throws LensError that names the option, or what is wrong with the model
 */
export async function readSecondModel(values: Readonly<Record<string, unknown>>): Promise<ModelInUse | null> {
  const { compare: path } = values;
  const own = Object.entries(values).filter(([name, value]) => name.startsWith(PREFIX) && value !== undefined);
  if (typeof path !== 'string') {
    const [alone] = own;
    if (alone)
      throw usageError(`--${alone[0]}`, 'says how a second model is read, and there is none', '--compare PATH beside it');
    return null;
  }
  const options: Record<string, unknown> = Object.fromEntries(own.map(([name, value]) => [name.slice(PREFIX.length), value]));
  const { vocab } = options;
  try {
    const files = readModelFiles(path, typeof vocab === 'string' ? vocab : undefined);
    const model = takeIntoUse(await readModel(files, readModelOptions(options)));
    if (model.info.input !== 'numbers') return model;
    throw usageError(
      '--compare',
      'reads rows of numbers',
      'a model that reads words: experiments go over sentences',
      model.info.name,
    );
  } catch (error) {
    throw error instanceof LensError ? ofSecond(error) : error;
  }
}

/** What is said of an option of the first model is said of the second's. */
function ofSecond({ fields }: LensError): LensError {
  const { where } = fields;
  if (where === '--compare') return new LensError(fields);
  if (where === '--model') return new LensError({ ...fields, where: '--compare' });
  return new LensError({ ...fields, where: where.startsWith('--') ? `--${PREFIX}${where.slice(2)}` : `--compare, ${where}` });
}

/** Sentences with the first model's true classes as those of the same name of the second; where it lacks one of them, or gives no class, with none. */
export function withGoldOf(
  sentences: readonly DatasetSentence[],
  first: ModelInUse['info'],
  second: ModelInUse['info'],
): readonly DatasetSentence[] {
  const names = second.classes.map(foldClassName);
  const places = first.classes.map((name) => names.indexOf(foldClassName(name)));
  const knows = second.output !== 'linear' && !places.includes(-1);
  return sentences.map(({ tokens, gold }) => ({ tokens, gold: gold === null || !knows ? null : (places[gold] ?? null) }));
}
