/** What examples-store.ts holds. */
import type { LensErrorFields, LoadProgress } from '../../engine/protocol.ts';
import type { Example, ExampleSet, SetId } from './example.ts';
import type { ExampleFilter } from './filter.ts';
import type { ExampleSort } from './order.ts';
import type { SetPredictions } from './predictions.ts';
import type { DroppedFile } from './sst-source.ts';

type SstStatus =
  /** On the own site or among what this browser keeps. */
  | { readonly status: 'looking' }
  | { readonly status: 'absent'; readonly error: LensErrorFields | null }
  | { readonly status: 'downloading'; readonly progress: LoadProgress }
  | { readonly status: 'present' };

export interface ExamplesState {
  /** The set on show. */
  readonly shown: SetId;
  /** Of the model in use; null: there is none yet. */
  readonly classes: readonly string[] | null;
  readonly sets: { readonly [id in SetId]: ExampleSet | null };
  readonly predictions: { readonly [id in SetId]: SetPredictions | null };
  /** The number of the example last chosen in each set: where "next" goes on from. */
  readonly chosen: { readonly [id in SetId]: number | null };
  readonly filter: ExampleFilter;
  readonly sort: ExampleSort;
  readonly sst: SstStatus;
  /** What the person should know about the test set's file, and why a file's bytes could not be read; else see sentence-file-store.ts. */
  readonly note: string | null;
  readonly fileError: LensErrorFields | null;
  readonly predictionError: LensErrorFields | null;
  /** Looks for the test set and watches the model. Safe to call again. */
  start(): void;
  show(set: SetId): void;
  setFilter(change: Partial<ExampleFilter>): void;
  clearFilter(): void;
  setSort(sort: ExampleSort): void;
  choose(example: Example): void;
  /** Chooses the next (1) or previous (-1) listed example; false at the end of the list. */
  step(direction: 1 | -1): boolean;
  chooseRandom(): void;
  /** Fetches the test set from its authors' repository: only ever on the person's wish. */
  download(): Promise<void>;
  cancelDownload(): void;
  takeFile(file: DroppedFile): Promise<void>;
  dismissNotes(): void;
  /** Predicts what is missing of the set on show, and of the one that is needed. */
  predict(): Promise<void>;
  /** From now on predictions of this set are made too, after those of the one on show. */
  need(set: SetId): void;
}
