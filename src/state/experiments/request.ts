/** What an experiment would be run on as the page stands, and what is in its way. */
import type {
  Dataset,
  ExperimentId,
  ExperimentSentences,
  HeldBack,
  ResultOf,
  SettingsOf,
  ToyTask,
} from '../../engine/experiment-protocol.ts';
import type { LrpOptions, ModelInfo } from '../../engine/protocol.ts';
import { type Example, type ExampleSet, hasGold, labelClasses } from '../examples/index.ts';
import { type ChosenSettings, settingsFrom } from './setting-fields.ts';

/** Sequences that an experiment makes itself: they are in no list of examples. */
interface MadeUpSet {
  readonly id: 'made-up';
  readonly name: string;
  readonly size: number;
}

export interface ExperimentRequest<Id extends ExperimentId = ExperimentId> {
  /** The same for the same model, sentences, experiment and settings: results are kept by it. */
  readonly key: string;
  readonly id: Id;
  readonly model: Pick<ModelInfo, 'name' | 'sha256' | 'classes' | 'input' | 'output' | 'bidirectional'>;
  /** The network that the experiment brings, whose SHA-256 the outcome's request has; null: it asks the model in use. */
  readonly ownModel: ToyTask | null;
  readonly set: ExampleSet | MadeUpSet;
  readonly settings: SettingsOf<Id>;
}

export interface Outcome<Id extends ExperimentId = ExperimentId> {
  readonly request: ExperimentRequest<Id>;
  readonly dataset: Dataset;
  readonly result: ResultOf<Id>;
  readonly milliseconds: number;
  readonly workers: number;
  readonly heldBack: HeldBack | null;
  readonly finished: Date;
  /** To this result. */
  readonly link: string;
}

/** Why an experiment cannot be run, for the person. */
export interface Obstacle {
  readonly problem: string;
  readonly advice: string;
}

const setKeys = new WeakMap<readonly Example[], string>();
let files = 0;

/** Another for other sentences: a file of the same name may hold others. */
function setKey({ id, examples }: ExampleSet): string {
  if (id !== 'file') return id;
  const known = setKeys.get(examples);
  if (known !== undefined) return known;
  const key = `file ${++files}`;
  setKeys.set(examples, key);
  return key;
}

/** @param modelKey tells this reading of these weights from all others */
export function requestOf<Id extends ExperimentId>(
  id: Id,
  model: ModelInfo,
  modelKey: string,
  set: ExampleSet,
  chosen: ChosenSettings,
  lrp: LrpOptions,
): ExperimentRequest<Id> {
  const settings = settingsFrom(id, chosen, lrp, model.classes.length);
  return { key: JSON.stringify([modelKey, setKey(set), id, settings]), id, model, ownModel: null, set, settings };
}

export function sentencesOf({ set, model }: ExperimentRequest): ExperimentSentences {
  if (set.id === 'made-up') return { key: set.id, texts: [], tokenised: true, gold: new Int16Array(0) };
  const { examples } = set;
  const tokenised = examples.some(({ tokens }) => tokens !== null);
  const known = hasGold(set, labelClasses(model));
  return {
    key: setKey(set),
    texts: examples.map(({ text, tokens }) => (tokens ? tokens.join(' ') : text)),
    tokenised,
    gold: Int16Array.from(examples, ({ gold }) => (known ? (gold ?? -1) : -1)),
  };
}

/** Sentences, or sequences, of a set. */
export function sizeOf(set: ExperimentRequest['set']): number {
  return set.id === 'made-up' ? set.size : set.examples.length;
}

/** null: nothing is in the way. */
export function obstacleOf({ id, set, model, settings }: ExperimentRequest): Obstacle | null {
  if (set.id === 'made-up') return null;
  if (model.input === 'numbers')
    return {
      problem: 'Experiments go over sentences, and this model reads rows of numbers.',
      advice: 'Explain shows the same for the rows in its field; for experiments, choose a model that reads words.',
    };
  if (set.examples.length === 0) return { problem: 'The data set holds no sentence.', advice: 'Choose another one.' };
  const countsRight = id === 'accuracy' || id === 'deletion';
  const needsGold = countsRight || ('target' in settings && settings.target === 'gold');
  if (needsGold && model.output === 'linear')
    return {
      problem: `This model gives ${model.classes.length === 1 ? 'a number' : 'numbers'} and no class, so nothing it says is correct or incorrect${id === 'accuracy' ? ': there is no accuracy to count' : ''}.`,
      advice: countsRight
        ? 'Relevance by position, representative words, faithfulness and agreement of methods need no true class.'
        : 'Explain a class other than the true one.',
    };
  if (!needsGold || hasGold(set, labelClasses(model))) return null;
  return {
    problem: set.goldClasses
      ? `This needs the true class of each sentence, and those of “${set.name}” are not classes of this model (${model.classes.join(', ')}).`
      : `This needs the true class of each sentence, and “${set.name}” has no labels.`,
    advice: 'Choose a data set whose labels are this model’s classes, or an experiment that needs no labels.',
  };
}
