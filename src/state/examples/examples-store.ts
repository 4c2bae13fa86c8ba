import { create } from 'zustand';
import { areSameClasses, FIVE_SENTIMENTS, loadReader, type ModelInfo } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { useModel } from '../models/index.ts';
import { type ExampleReference, useExplain } from '../sentence/index.ts';
import { BUILT_IN_EXAMPLES, OPENING_NUMBER } from './built-in.ts';
import { hasGold, labelClasses } from './class-marks.ts';
import { type Example, type ExampleSet, fromBuiltIn, fromTable, type SetId } from './example.ts';
import type { ExamplesState } from './examples-state.ts';
import { forSet, NO_FILTER } from './filter.ts';
import { createListing, type Listing } from './listing.ts';
import { randomOther, step } from './order.ts';
import { isComplete, noPredictions, predictExamples } from './predictions.ts';
import { type ReadFile, useSentenceFile } from './sentence-file-store.ts';
import type { SstSet } from './sst-source.ts';

const BUILT_IN: ExampleSet = {
  id: 'built-in',
  name: 'Built-in',
  examples: fromBuiltIn(BUILT_IN_EXAMPLES),
  goldClasses: FIVE_SENTIMENTS,
};
const NO_EXAMPLES: readonly Example[] = [];
const NONE = { 'built-in': null, sst: null, file: null };

const listing = createListing();
let started = false;
let downloading: AbortController | undefined;
let predicting: AbortController | undefined;
let needed: SetId | null = null;

/** What the panel lists now; the same object for as long as nothing changes it. */
export function listingOf({ shown, sets, predictions, filter, sort, classes }: ExamplesState): Listing {
  return listing(sets[shown]?.examples ?? NO_EXAMPLES, predictions[shown], filter, sort, hasGold(sets[shown], classes));
}

/** Whether gold labels, right and wrong mean something for the set on show. */
export function hasGoldShown({ shown, sets, classes }: ExamplesState): boolean {
  return hasGold(sets[shown], classes);
}

/** What an example's gold label means. An example of a file that is not here any more (a pin's) says nothing. */
export function goldClassesOf({ sets }: ExamplesState, example: ExampleReference | null): readonly string[] | null {
  if (!example) return null;
  return example.set === 'file' ? (sets.file?.goldClasses ?? null) : FIVE_SENTIMENTS;
}

export const useExamples = create<ExamplesState>()((set, get) => ({
  shown: 'built-in',
  classes: null,
  sets: { ...NONE, 'built-in': BUILT_IN },
  predictions: NONE,
  chosen: { ...NONE, 'built-in': OPENING_NUMBER },
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
      if (info !== before.info) void useSentenceFile.getState().followModel();
    });
    // Whoever shows it: a set's predictions are made when it is looked at, and go on where they stopped.
    useExamples.subscribe(({ shown }, before) => {
      if (shown !== before.shown) void get().predict();
    });
    void lookForSst();
    void get().predict();
  },

  show(shown) {
    if (shown === get().shown) return;
    set(({ filter }) => ({ shown, filter: forSet(filter, shown) }));
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
      const { downloadSst } = await loadSource();
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
      const { acceptDroppedFile } = await loadSource();
      const accepted = await acceptDroppedFile(new AbortController().signal, file);
      if (accepted.kind === 'file') {
        await useSentenceFile.getState().take(accepted.file);
        return;
      }
      useSentenceFile.getState().giveUp();
      take(accepted);
      get().show('sst');
    } catch (error) {
      set({ fileError: errorFields(error) });
    }
  },

  dismissNotes() {
    set({ note: null, fileError: null });
    if (useSentenceFile.getState().status === 'failed') useSentenceFile.getState().giveUp();
  },

  async predict() {
    predicting?.abort();
    const { status, info } = useModel.getState();
    if (status !== 'ready' || !info) return;
    const mine = new AbortController();
    predicting = mine;
    forgetOtherModels(info);
    try {
      await predictSet(mine.signal, get().shown, info.sha256);
      if (needed) await predictSet(mine.signal, needed, info.sha256);
    } catch (error) {
      if (!isAbort(error)) set({ predictionError: errorFields(error) });
    }
  },

  need(set) {
    if (set === needed) return;
    needed = set;
    void get().predict();
  },
}));

const { getState, setState } = useExamples;

useSentenceFile.subscribe(({ read }, before) => {
  if (read && read !== before.read) takeOwn(read, before.read);
});

/** Keeps the list on what is explained, also where that came from elsewhere, as from a shared address. */
function followExample(id: SetId, number: number): void {
  setState(({ chosen, sets, shown, filter }) => ({
    chosen: { ...chosen, [id]: number },
    shown: sets[id] ? id : shown,
    filter: sets[id] ? forSet(filter, id) : filter,
  }));
}

/** Not before the page has shown what it opens with. */
function loadSource() {
  return loadReader('reader of the test set', () => import('./sst-source.ts'));
}

async function lookForSst(): Promise<void> {
  const found = await loadSource().then(
    ({ findSst }) => findSst(new AbortController().signal),
    () => null,
  );
  if (getState().sst.status !== 'looking') return;
  if (found) take(found);
  else setState({ sst: { status: 'absent', error: null } });
}

function take({ name, table, note }: SstSet): void {
  downloading?.abort();
  const examples = fromTable(table);
  setState(({ sets, predictions }) => ({
    sets: { ...sets, sst: { id: 'sst', name, examples, goldClasses: FIVE_SENTIMENTS } },
    predictions: { ...predictions, sst: null },
    sst: { status: 'present' },
    note,
  }));
  void getState().predict();
}

/** The user's file as the set 'file'. Where only its labels were read in another way, predictions and place stay. */
function takeOwn({ file, table, classes }: ReadFile, before: ReadFile | null): void {
  const examples = fromTable(table);
  const goldClasses = table.gold.some((label) => label >= 0) ? classes : null;
  const sameTexts = before?.file === file && before.table.texts.length === examples.length && sameReading(table, before.table);
  setState(({ sets, predictions, chosen, filter }) => ({
    // The numbers were those of other sentences.
    filter: filter.only?.set === 'file' && !sameTexts ? { ...filter, only: null } : filter,
    sets: { ...sets, file: { id: 'file', name: file.name, examples, goldClasses, ...(table.trees && { trees: table.trees }) } },
    predictions: sameTexts ? predictions : { ...predictions, file: null },
    chosen: sameTexts ? chosen : { ...chosen, file: null },
  }));
  const { example, text } = useExplain.getState();
  if (example?.set === 'file') {
    const now = examples[example.number - 1];
    useExplain.setState({ example: now?.text === text ? { ...example, gold: now.gold } : null });
  }
  if (before?.file !== file) getState().show('file');
  void getState().predict();
}

function sameReading({ settled }: ReadFile['table'], { settled: before }: ReadFile['table']): boolean {
  const of = ({ format, encoding, sheet, text, header, tagsAsSpaces }: typeof settled) =>
    [format, encoding, sheet, text, header, tagsAsSpaces].join();
  return of(settled) === of(before);
}

/** Predictions of another model say nothing about this one, and it may not have the classes that are asked for. */
function forgetOtherModels(info: ModelInfo): void {
  const [model, classes] = [info.sha256, labelClasses(info)];
  setState(({ predictions, filter: chosen, sort, classes: before }) => {
    const isOther = before !== null && !areSameClasses(before, classes);
    const filter = isOther ? { ...chosen, gold: null, outcome: null } : chosen;
    return {
      classes,
      predictionError: null,
      sort: isOther && sort.key === 'gold' ? { ...sort, key: 'number' } : sort,
      predictions: Object.values(predictions).some((one) => one !== null && one.model !== model) ? NONE : predictions,
      filter: filter.predicted !== null && filter.predicted >= info.classes.length ? { ...filter, predicted: null } : filter,
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
