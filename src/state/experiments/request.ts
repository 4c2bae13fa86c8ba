/** What an experiment would be run on as the page stands, and what is in its way. */
import type {
  Dataset,
  ExperimentId,
  ExperimentSentences,
  HeldBack,
  ResultOf,
  SettingsOf,
} from '../../engine/experiment-protocol.ts';
import type { LrpOptions, MethodOptions, ModelInfo } from '../../engine/protocol.ts';
import { type Example, type ExampleSet, hasGold, labelClasses } from '../examples/index.ts';
import { type ChosenSettings, settingsFrom } from './setting-fields.ts';

export interface ExperimentRequest<Id extends ExperimentId = ExperimentId> {
  /** The same for the same model, sentences, experiment and settings: results are kept by it. */
  readonly key: string;
  readonly id: Id;
  readonly model: ModelInfo;
  readonly set: ExampleSet;
  readonly settings: SettingsOf<Id>;
}

export interface Outcome<Id extends ExperimentId = ExperimentId> {
  readonly request: ExperimentRequest<Id>;
  readonly dataset: Dataset;
  readonly result: ResultOf<Id>;
  readonly milliseconds: number;
  readonly workers: number;
  readonly heldBack: HeldBack | null;
  /** Methods that were asked for and are not defined for the model, each in a sentence. */
  readonly notApplicable: readonly string[];
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
  options: Omit<MethodOptions, keyof LrpOptions>,
): ExperimentRequest<Id> {
  const settings = settingsFrom(id, chosen, lrp, model.classes.length, options);
  return { key: JSON.stringify([modelKey, setKey(set), id, settings]), id, model, set, settings };
}

export function sentencesOf({ set, model }: ExperimentRequest): ExperimentSentences {
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

/** null: nothing is in the way. */
export function obstacleOf({ id, set, model, settings }: ExperimentRequest): Obstacle | null {
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
