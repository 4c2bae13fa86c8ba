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

/** What a filter leaves of a set. */
export interface DataSlice {
  /** As links hold it (slice-text.ts). */
  readonly text: string;
  /** For a reader: 'true class negative, 10 to 20 words'. */
  readonly words: string;
  /** [N] 1: takes part. */
  readonly takesPart: Uint8Array;
  readonly count: number;
  /** Of the sentences, not of the filter: the same one leaves others for another model. */
  readonly key: string;
}

/** A filter in words, and what it leaves; null while predictions that it asks for are not all there. */
export interface SliceReading {
  readonly words: string;
  readonly slice: DataSlice | null;
}

export interface ExperimentRequest<Id extends ExperimentId = ExperimentId> {
  /** The same for the same model, sentences, experiment and settings: results are kept by it. */
  readonly key: string;
  readonly id: Id;
  readonly model: Pick<ModelInfo, 'name' | 'sha256' | 'classes' | 'input' | 'output' | 'bidirectional' | 'layers'>;
  /** The network that the experiment brings, whose layers and SHA-256 the outcome's request has; null: it asks the model in use. */
  readonly ownModel: ToyTask | null;
  readonly set: ExampleSet | MadeUpSet;
  /** The sentences of the set that take part; null: all do. */
  readonly slice: DataSlice | null;
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
  slice: DataSlice | null,
  chosen: ChosenSettings,
  lrp: LrpOptions,
  options: Omit<MethodOptions, keyof LrpOptions>,
): ExperimentRequest<Id> {
  const settings = settingsFrom(id, chosen, lrp, model.classes.length, options);
  return { key: requestKey(modelKey, set, slice, id, settings), id, model, ownModel: null, set, slice, settings };
}

export function requestKey(
  modelKey: string,
  set: ExperimentRequest['set'],
  slice: DataSlice | null,
  id: ExperimentId,
  settings: object,
): string {
  return JSON.stringify([modelKey, set.id === 'made-up' ? set.id : setKey(set), ...(slice ? [slice.key] : []), id, settings]);
}

/** Sentences, or sequences, that take part. */
export function sizeOf({ set, slice }: Pick<ExperimentRequest, 'set' | 'slice'>): number {
  return slice?.count ?? wholeSize(set);
}

/** Of a set as a whole. */
export function wholeSize(set: ExperimentRequest['set']): number {
  return set.id === 'made-up' ? set.size : set.examples.length;
}
