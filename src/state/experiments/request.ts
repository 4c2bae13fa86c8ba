/** What an experiment would be run on as the page stands. */
import type { Dataset, ExperimentId, HeldBack, ResultOf, SettingsOf, ToyTask } from '../../engine/experiment-protocol.ts';
import type { LrpOptions, MethodOptions, ModelInfo } from '../../engine/protocol.ts';
import type { Example, ExampleSet } from '../examples/index.ts';
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
  readonly model: Pick<ModelInfo, 'name' | 'sha256' | 'classes' | 'input' | 'output' | 'bidirectional' | 'layers'>;
  /** The network that the experiment brings, whose layers and SHA-256 the outcome's request has; null: it asks the model in use. */
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
  /** Methods that were asked for and are not defined for the model, each in a sentence. */
  readonly notApplicable: readonly string[];
  readonly finished: Date;
  /** To this result. */
  readonly link: string;
}

const setKeys = new WeakMap<readonly Example[], string>();
let files = 0;

/** Another for other sentences: a file of the same name may hold others. */
export function setKey({ id, examples }: ExampleSet): string {
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
  return { key: JSON.stringify([modelKey, setKey(set), id, settings]), id, model, ownModel: null, set, settings };
}

/** Sentences, or sequences, of a set. */
export function sizeOf(set: ExperimentRequest['set']): number {
  return set.id === 'made-up' ? set.size : set.examples.length;
}
