/** What can be set in each experiment, and what holds where nothing is set. Apart from the experiments, whose code the page does not need. */
import { METHOD_IDS, METHODS, type MethodId } from '../explain/method-info.ts';
import { LRP_DEFAULTS, type LrpOptions, type MethodOptions } from '../explain/method-options.ts';

export interface MethodSettings {
  readonly methods: readonly MethodId[];
  readonly lrp: LrpOptions;
  /** What is set of methods beside LRP's options; what is left out is as usual. Left out where no method has any. */
  readonly options?: Partial<Omit<MethodOptions, keyof LrpOptions>>;
}

const METHOD_DEFAULTS: MethodSettings = { methods: METHODS.map(({ id }) => id), lrp: LRP_DEFAULTS };

/** Which class is explained: one for all sentences, or each sentence's predicted or true class. */
export type Target = 'predicted' | 'gold' | number;

export interface AccuracySettings {
  /** Bins of the calibration. */
  readonly bins: number;
  /** First value of each band, rising; the last has no end. */
  readonly lengthBands: readonly number[];
  readonly unknownBands: readonly number[];
}

export interface DeletionSettings extends MethodSettings {
  /** Only sentences of at least so many words. */
  readonly minLength: number;
  /** K: up to how many words are deleted. */
  readonly deletions: number;
  readonly randomRuns: number;
  /** Sentence n draws its orders from seed + n: they do not depend on which others take part. */
  readonly seed: number;
}

export interface PositionSettings extends MethodSettings {
  /** I */
  readonly intervals: number;
  readonly minLength: number;
  readonly target: Target;
}

export interface RepresentativeSettings extends MethodSettings {
  /** The class, for all sentences. */
  readonly target: number;
}

export interface ContextSettings extends MethodSettings {
  /** Whose occurrences are listed; '': none is chosen. */
  readonly word: string;
  readonly target: Target;
}

export interface FaithfulnessSettings extends MethodSettings {
  readonly minLength: number;
  readonly target: Target;
  readonly randomRuns: number;
  /** Sentence n draws its orders from seed + n. */
  readonly seed: number;
}

export interface AgreementSettings extends MethodSettings {
  readonly minLength: number;
  readonly target: Target;
}

/** What a network does with two marked numbers. */
export const TOY_TASKS = ['addition', 'subtraction'] as const;
export type ToyTask = (typeof TOY_TASKS)[number];

export interface KnownAnswersSettings extends MethodSettings {
  readonly task: ToyTask;
  readonly sequences: number;
  /** Sequence n is made from seed + n. */
  readonly seed: number;
}

export interface ExperimentSettings {
  readonly accuracy: AccuracySettings;
  readonly deletion: DeletionSettings;
  readonly position: PositionSettings;
  readonly words: RepresentativeSettings;
  readonly map: RepresentativeSettings;
  readonly context: ContextSettings;
  readonly faithfulness: FaithfulnessSettings;
  readonly agreement: AgreementSettings;
  readonly known: KnownAnswersSettings;
}

/** Those with the model in use, on a set of sentences. */
export const SENTENCE_EXPERIMENTS = [
  'accuracy',
  'deletion',
  'position',
  'words',
  'map',
  'context',
  'faithfulness',
  'agreement',
] as const satisfies readonly (keyof ExperimentSettings)[];

/** Every method but the one that asks for a probability: the networks of the known answers have none. */
const OF_NUMBERS = METHOD_IDS.filter((id) => id !== 'occlusion_p');

export const DEFAULTS: ExperimentSettings = {
  accuracy: { bins: 15, lengthBands: [1, 10, 20, 30, 40], unknownBands: [0, 1, 2, 3] },
  deletion: { ...METHOD_DEFAULTS, minLength: 10, deletions: 5, randomRuns: 10, seed: 1 },
  position: { ...METHOD_DEFAULTS, intervals: 10, minLength: 19, target: 'predicted' },
  words: { ...METHOD_DEFAULTS, target: 0 },
  map: { ...METHOD_DEFAULTS, methods: ['lrp'], target: 0 },
  context: { ...METHOD_DEFAULTS, methods: ['lrp'], word: '', target: 'predicted' },
  faithfulness: { ...METHOD_DEFAULTS, minLength: 10, target: 'predicted', randomRuns: 5, seed: 1 },
  agreement: { ...METHOD_DEFAULTS, minLength: 10, target: 'predicted' },
  known: { ...METHOD_DEFAULTS, methods: OF_NUMBERS, task: 'addition', sequences: 200, seed: 1 },
};
