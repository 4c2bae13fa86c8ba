/** The published model in one click: fetched after a consent, added to the models, and held against the published figures. */
import { create } from 'zustand';
import { type Explanation, LensError, type LensErrorFields, METHODS, type ModelFile } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { useExamples } from '../examples/index.ts';
import { inBlob, type KeptModel, useModel, useModels } from '../models/index.ts';
import {
  compareFigures,
  type FigureComparison,
  PUBLISHED_LRP,
  PUBLISHED_SENTENCE,
  PUBLISHED_TARGET,
} from './published-figures.ts';
import { ALL_FILES, type KnownFile, MODEL_OPTIONS, TEST_SET } from './published-files.ts';

export interface FileProgress {
  readonly file: KnownFile;
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly done: boolean;
}

export type PublishedStep =
  | { readonly step: 'idle' }
  /** The consent: nothing has been asked of the host yet. */
  | { readonly step: 'asking'; readonly files: readonly KnownFile[] }
  | { readonly step: 'fetching'; readonly files: readonly FileProgress[] }
  | { readonly step: 'comparing' }
  /** files: how far they had come; null: it was not the fetching that failed. */
  | { readonly step: 'failed'; readonly error: LensErrorFields; readonly files: readonly FileProgress[] | null }
  | { readonly step: 'compared'; readonly comparison: FigureComparison; readonly explanation: Explanation };

interface PublishedState {
  readonly status: PublishedStep;
  /** Asks before anything is fetched; where all is kept in this browser, compares at once. */
  ask(): void;
  /** Fetches what was asked about, or what was missing when it failed. To be called on the person's wish alone. */
  run(): Promise<void>;
  /** Takes it back, whatever it is at; files that are whole wait in memory for another try. */
  cancel(): void;
}

let current: AbortController | undefined;

export const usePublished = create<PublishedState>()((set, get) => ({
  status: { step: 'idle' },

  ask() {
    const files = missingFiles();
    if (files.length > 0) set({ status: { step: 'asking', files } });
    else void get().run();
  },

  async run() {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    try {
      const files = await fetchMissing(mine.signal);
      set({ status: { step: 'comparing' } });
      const model = await putIntoUse(mine.signal, files);
      const explanations = await explainBoth(mine.signal, model, await sentence(files));
      const comparison = compareFigures(...explanations);
      if (comparison.agreeing === comparison.count) markVerified(model, comparison);
      set({ status: { step: 'compared', comparison, explanation: explanations[0] } });
    } catch (error) {
      if (mine.signal.aborted) return; // whoever did it has said what comes next
      const { status } = get();
      useModels.setState({ error: null }); // what is wrong with the model is told here
      const told = failure(error);
      set({ status: { step: 'failed', error: told, files: status.step === 'fetching' ? doneBefore(told, status.files) : null } });
    }
  },

  cancel() {
    current?.abort();
    set({ status: { step: 'idle' } });
  },
}));

/** The figures are of one model: with another one in use they would stand beside what they are not about. */
useModel.subscribe(({ info }) => {
  const { status } = usePublished.getState();
  if (status.step === 'compared' && info?.sha256 !== status.explanation.model.sha256) {
    usePublished.setState({ status: { step: 'idle' } });
  }
});

/** The model as it was fetched before, if it is still there. */
export function keptModel(models: readonly KeptModel[]): KeptModel | undefined {
  return models.findLast(({ source }) => source === 'published');
}

function missingFiles(): readonly KnownFile[] {
  if (!keptModel(useModels.getState().models)) return ALL_FILES;
  return useExamples.getState().sets.sst ? [] : [TEST_SET];
}

async function fetchMissing(signal: AbortSignal): Promise<readonly ModelFile[]> {
  const missing = missingFiles();
  if (missing.length === 0) return [];
  let files: readonly FileProgress[] = missing.map((file) => ({ file, loadedBytes: 0, totalBytes: file.bytes, done: false }));
  const show = () => usePublished.setState({ status: { step: 'fetching', files } });
  show();
  return engine().download(signal, missing, ({ file: index, loadedBytes, totalBytes }) => {
    if (signal.aborted) return;
    files = files.map((one, place) => {
      if (place !== index) return place < index ? { ...one, done: true } : one;
      // A size that is known beforehand is the better one: the server may tell that of the compressed answer.
      const known = one.file.sha256 !== null || totalBytes === 0 ? one.file.bytes : totalBytes;
      return { ...one, loadedBytes, totalBytes: Math.max(loadedBytes, known), done: loadedBytes === totalBytes };
    });
    show();
  });
}

/** They come one after the other: those before the one that failed are whole, also where no report has said so yet. */
function doneBefore({ where }: LensErrorFields, files: readonly FileProgress[]): readonly FileProgress[] {
  const failed = files.findIndex(({ file }) => file.url === where);
  return files.map((one, index) => (index < failed ? { ...one, done: true } : one));
}

/** Adds what was fetched, or chooses what is kept. A cancellation meanwhile takes the model away again. */
async function putIntoUse(signal: AbortSignal, files: readonly ModelFile[]): Promise<KeptModel> {
  const { add, choose, remove, models, currentId } = useModels.getState();
  const kept = keptModel(models);
  const modelFiles = files.filter(({ name }) => name !== TEST_SET.name);
  if (modelFiles.length > 0) {
    const model = await add(modelFiles.map(inBlob), MODEL_OPTIONS, 'published');
    if (!signal.aborted) return model;
    await choose(currentId);
    await remove(model.id);
  } else if (kept) {
    if (await choose(kept.id)) return kept;
  }
  signal.throwIfAborted();
  throw new LensError(useModels.getState().error ?? OVERTAKEN);
}

/** The sentence's tokens, out of the test set that was fetched or is there; it is shown on the page as well. */
async function sentence(files: readonly ModelFile[]): Promise<readonly string[]> {
  const testSet = files.find(({ name }) => name === TEST_SET.name);
  if (testSet) await useExamples.getState().takeFile(new File([new Uint8Array(testSet.bytes)], testSet.name));
  const { sets, fileError, show, choose } = useExamples.getState();
  const example = sets.sst?.examples[PUBLISHED_SENTENCE - 1];
  if (!example?.tokens) throw new LensError(fileError ?? OVERTAKEN);
  show('sst');
  choose(example);
  return example.tokens;
}

async function explainBoth(
  signal: AbortSignal,
  { sha256 }: KeptModel,
  tokens: readonly string[],
): Promise<[Explanation, Explanation]> {
  const request = { input: { tokens }, target: PUBLISHED_TARGET };
  const methods = METHODS.map(({ id }) => id);
  const answers = await Promise.all([
    engine().explain(signal, { ...request, methods, lrp: PUBLISHED_LRP }),
    engine().explain(signal, { ...request, methods: ['lrp'], lrp: { ...PUBLISHED_LRP, biasFactor: 1 } }),
  ]);
  const [one, other] = answers;
  if (answers.some(({ explanation }) => explanation.model.sha256 !== sha256)) throw new LensError(OVERTAKEN);
  return [one.explanation, other.explanation];
}

function markVerified({ id }: KeptModel, { scoreDifference }: FigureComparison): void {
  useModels.getState().setVerified(id, { difference: scoreDifference, sentences: 1, checkedAt: new Date().toISOString() });
}

const OVERTAKEN: LensErrorFields = {
  name: 'InputError',
  where: 'the comparison',
  problem: 'you switched to another model or set of sentences in the meantime',
  advice: 'Start it again.',
};

function failure(error: unknown): LensErrorFields {
  return isAbort(error) ? OVERTAKEN : errorFields(error);
}
