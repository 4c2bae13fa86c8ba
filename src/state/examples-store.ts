import { create } from 'zustand';
import type { LensErrorFields, LoadProgress } from '../engine/protocol.ts';
import { engine, errorFields, isAbort } from './engine.ts';
import { BUILT_IN_EXAMPLES, OPENING_EXAMPLE } from './examples/built-in.ts';
import { hasGoldClasses } from './examples/class-marks.ts';
import { type Example, type ExampleSet, fromBuiltIn, fromSentences, type SetId } from './examples/example.ts';
import { type ExampleFilter, forSet, NO_FILTER } from './examples/filter.ts';
import { createListing, type Listing } from './examples/listing.ts';
import { type ExampleSort, randomOther, step } from './examples/order.ts';
import { isComplete, noPredictions, predictExamples, type SetPredictions } from './examples/predictions.ts';
import { acceptDroppedFile, type DroppedFile, downloadSst, findSst, type SentenceSet } from './examples/sst-source.ts';
import { useExplain } from './explain-store.ts';
import { useModel } from './model-store.ts';

export type SstStatus =
  /** On the own site or among what this browser keeps. */
  | { readonly status: 'looking' }
  | { readonly status: 'absent'; readonly error: LensErrorFields | null }
  | { readonly status: 'downloading'; readonly progress: LoadProgress }
  | { readonly status: 'present' };

interface ExamplesState {
  /** The set on show. */
  readonly shown: SetId;
  readonly sets: { readonly [id in SetId]: ExampleSet | null };
  readonly predictions: { readonly [id in SetId]: SetPredictions | null };
  /** The number of the example last chosen in each set: where "next" goes on from. */
  readonly chosen: { readonly [id in SetId]: number | null };
  readonly filter: ExampleFilter;
  readonly sort: ExampleSort;
  readonly sst: SstStatus;
  /** What the person should know about the last file, and why one could not be read. */
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
  /** Predicts what is missing, the set on show first. */
  predict(): Promise<void>;
}

const BUILT_IN: ExampleSet = { id: 'built-in', name: 'Built-in', examples: fromBuiltIn(BUILT_IN_EXAMPLES) };
const OPENING = BUILT_IN.examples.find(({ text }) => text === OPENING_EXAMPLE.text);
const NONE = { 'built-in': null, sst: null, file: null };

const listing = createListing();
let started = false;
let downloading: AbortController | undefined;
let predicting: AbortController | undefined;

/** What the panel lists now; the same object for as long as nothing changes it. */
export function listingOf({ shown, sets, predictions, filter, sort }: ExamplesState): Listing {
  return listing(sets[shown]?.examples ?? BUILT_IN.examples.slice(0, 0), predictions[shown], filter, sort);
}

export const useExamples = create<ExamplesState>()((set, get) => ({
  shown: 'built-in',
  sets: { ...NONE, 'built-in': BUILT_IN },
  predictions: NONE,
  chosen: { ...NONE, 'built-in': OPENING?.number ?? null },
  filter: NO_FILTER,
  sort: { key: 'number', descending: false },
  sst: { status: 'looking' },
  note: null,
  fileError: null,
  predictionError: null,

  start() {
    if (started) return;
    started = true;
    const { example } = useExplain.getState();
    if (example) followExample(example.set, example.number);
    useExplain.subscribe(({ example }, before) => {
      if (example && example !== before.example) followExample(example.set, example.number);
    });
    useModel.subscribe(({ status, info }, before) => {
      // The same weights may be read in another way.
      if (info !== before.info && before.info) set({ predictions: NONE });
      if (status !== before.status || info !== before.info) void get().predict();
    });
    void lookForSst();
    void get().predict();
  },

  show(shown) {
    if (shown === get().shown) return;
    set(({ filter }) => ({ shown, filter: forSet(filter, shown) }));
    void get().predict();
  },

  setFilter(change) {
    set(({ filter }) => ({ filter: { ...filter, ...change } }));
  },

  clearFilter() {
    set({ filter: NO_FILTER });
  },

  setSort(sort) {
    set({ sort });
  },

  choose({ number, gold, text, tokens }) {
    useExplain.getState().choose({ set: get().shown, number, gold, text, tokens });
    followExample(get().shown, number);
  },

  step(direction) {
    const { all, listed } = listingOf(get());
    const next = step(all, listed, get().chosen[get().shown], direction);
    if (next) get().choose(next);
    return next !== null;
  },

  chooseRandom() {
    const next = randomOther(listingOf(get()).listed, get().chosen[get().shown], Math.random);
    if (next) get().choose(next);
  },

  async download() {
    downloading?.abort();
    const mine = new AbortController();
    downloading = mine;
    set({ sst: { status: 'downloading', progress: { loadedBytes: 0, totalBytes: 0 } } });
    try {
      take(await downloadSst(mine.signal, (progress) => set({ sst: { status: 'downloading', progress } })));
    } catch (error) {
      // Cancelled by the person, or overtaken by a dropped file: whoever did it has said what comes next.
      if (!isAbort(error)) set({ sst: { status: 'absent', error: errorFields(error) } });
    }
  },

  cancelDownload() {
    downloading?.abort();
    set({ sst: { status: 'absent', error: null } });
  },

  async takeFile(file) {
    set({ note: null, fileError: null });
    try {
      const sentences = await acceptDroppedFile(file);
      take(sentences);
      get().show(sentences.kind);
    } catch (error) {
      set({ fileError: errorFields(error) });
    }
  },

  dismissNotes() {
    set({ note: null, fileError: null });
  },

  async predict() {
    predicting?.abort();
    const { status, info } = useModel.getState();
    if (status !== 'ready' || !info) return;
    const mine = new AbortController();
    predicting = mine;
    forgetOtherModels(info.sha256, info.classes);
    try {
      const { shown } = get();
      const others = (['built-in', 'sst', 'file'] as const).filter((id) => id !== shown);
      for (const id of [shown, ...others]) await predictSet(mine.signal, id, info.sha256);
    } catch (error) {
      if (!isAbort(error)) set({ predictionError: errorFields(error) });
    }
  },
}));

const { getState, setState } = useExamples;

/** Keeps the list on what is explained, also where that came from elsewhere, as from a shared address. */
function followExample(id: SetId, number: number): void {
  setState(({ chosen, sets, shown, filter }) => ({
    chosen: { ...chosen, [id]: number },
    shown: sets[id] ? id : shown,
    filter: sets[id] ? forSet(filter, id) : filter,
  }));
}

async function lookForSst(): Promise<void> {
  const found = await findSst(new AbortController().signal);
  if (getState().sst.status !== 'looking') return;
  if (found) take(found);
  else setState({ sst: { status: 'absent', error: null } });
}

/** Puts a set in its place; predictions for a set it replaces are dropped. */
function take({ kind, name, sentences, note }: SentenceSet): void {
  if (kind === 'sst') downloading?.abort();
  setState(({ sets, predictions, chosen, sst, filter }) => ({
    // The numbers were those of other sentences.
    filter: filter.only?.set === kind ? { ...filter, only: null } : filter,
    sets: { ...sets, [kind]: { id: kind, name, examples: fromSentences(sentences) } },
    predictions: { ...predictions, [kind]: null },
    chosen: kind === 'file' ? { ...chosen, file: null } : chosen,
    sst: kind === 'sst' ? { status: 'present' } : sst,
    note,
  }));
  void getState().predict();
}

/** Predictions of another model say nothing about this one, and it may not have the classes that are asked for. */
function forgetOtherModels(model: string, classes: readonly string[]): void {
  const withoutGold = hasGoldClasses(classes) ? {} : { gold: null, outcome: null };
  setState(({ predictions, filter: chosen, sort }) => {
    const filter = { ...chosen, ...withoutGold };
    return {
      predictionError: null,
      sort: sort.key === 'gold' && !hasGoldClasses(classes) ? { ...sort, key: 'number' } : sort,
      predictions: Object.values(predictions).some((one) => one !== null && one.model !== model) ? NONE : predictions,
      filter: filter.predicted !== null && filter.predicted >= classes.length ? { ...filter, predicted: null } : filter,
    };
  });
}

async function predictSet(signal: AbortSignal, id: SetId, model: string): Promise<void> {
  const { sets, predictions } = getState();
  const examples = sets[id]?.examples;
  const start = predictions[id] ?? noPredictions(model, examples?.length ?? 0);
  if (!examples || isComplete(start)) return;
  await predictExamples(signal, engine(), examples, start, (batch) =>
    setState(({ predictions }) => ({ predictions: { ...predictions, [id]: batch } })),
  );
}
