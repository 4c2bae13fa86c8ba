/** The engine, in-thread: what the worker runs, and the scripts and tests use directly. */
import { loadReader } from '../formats/basics/index.ts';
import { readModel } from '../formats/read-model.ts';
import { LensError } from '../model/errors.ts';
import { tokenize } from '../model/tokenizer.ts';
import { breathing } from './breather.ts';
import type { Downloads } from './downloads.ts';
import { classMatrix, explain } from './explain.ts';
import { fetchModel } from './fetch-model.ts';
import type { Inside, InsideRequest, InsideState, InsideStateRequest, InsideStep, InsideStepRequest } from './inside-protocol.ts';
import { Latest } from './latest.ts';
import type { Hierarchy, HierarchyRequest, MethodAnswer, MethodRequest, Phrase, PhraseRequest } from './methods-protocol.ts';
import { ModelFiles } from './model-files.ts';
import { exportNative, type ModelInUse, takeIntoUse } from './model-in-use.ts';
import type {
  NumbersExplanation,
  NumbersRequest,
  NumbersStudy,
  NumbersStudyRequest,
  Scaling,
  SequenceFile,
  SequenceOptions,
  SequenceTable,
} from './numbers-protocol.ts';
import type {
  Classification,
  ClassMatrix,
  ClassMatrixRequest,
  DownloadProgress,
  Engine,
  ExplainRequest,
  ExplainResponse,
  Faithfulness,
  FaithfulnessRequest,
  GivenInspection,
  GivenModelFile,
  LoadProgress,
  ModelFile,
  ModelInfo,
  ModelInspection,
  ModelOptions,
  ModelSource,
  PublishedFile,
  ReferenceCheck,
  ReferenceScores,
  ReferenceSearch,
  SentenceFile,
  SentenceOptions,
  SentenceTable,
  SpellingSuggestion,
  WordNeighbour,
} from './protocol.ts';

export class LocalEngine implements Engine {
  #loaded: ModelInUse | null = null;
  #loads = 0;
  readonly #files = new ModelFiles();
  /** Runs that take long: a method's, and the tree's. */
  readonly #latest = new Latest();
  #downloads: Downloads | null = null;

  async load(signal: AbortSignal, source: ModelSource, onProgress?: (progress: LoadProgress) => void): Promise<ModelInfo> {
    signal.throwIfAborted();
    const turn = ++this.#loads;
    const files =
      source.kind === 'url'
        ? await fetchModel(signal, source, (progress) => onProgress?.(progress))
        : await this.#files.read(signal, source.files, onProgress);
    this.#checkTurn(signal, turn);
    const model = await readModel(files, source.kind === 'files' ? source.options : {}, (loadedBytes, totalBytes) =>
      onProgress?.({ loadedBytes, totalBytes }),
    );
    this.#checkTurn(signal, turn);
    this.#loaded = takeIntoUse(model);
    this.#files.letGo();
    return this.#loaded.info;
  }

  async inspect(
    signal: AbortSignal,
    files: readonly GivenModelFile[],
    options?: ModelOptions,
    search?: string,
  ): Promise<ModelInspection> {
    signal.throwIfAborted();
    const { inspectModel } = await loadReader('reader of files given', () => import('../formats/inspect-model.ts'));
    const inspection = await inspectModel(await this.#files.read(signal, files), options, search);
    signal.throwIfAborted();
    return inspection;
  }

  async inspectGiven(
    signal: AbortSignal,
    files: readonly GivenModelFile[],
    earlier: number,
    options?: ModelOptions,
    search?: string,
    onProgress?: (progress: LoadProgress) => void,
  ): Promise<GivenInspection> {
    signal.throwIfAborted();
    const given = await loadReader('reader of files given', () => import('../formats/inspect-given.ts'));
    const inspection = await given.inspectGiven(await this.#files.read(signal, files, onProgress), earlier, options, search);
    signal.throwIfAborted();
    return inspection;
  }

  async letGo(): Promise<void> {
    this.#files.letGo();
  }

  async exportModel(signal: AbortSignal): Promise<ModelFile[]> {
    signal.throwIfAborted();
    return exportNative(this.#model());
  }

  /** Throws an AbortError once the load with this number is cancelled, or another one has begun. */
  #checkTurn(signal: AbortSignal, turn: number): void {
    signal.throwIfAborted();
    if (turn !== this.#loads) throw new DOMException('another model was asked for in the meantime', 'AbortError');
  }

  async explain(signal: AbortSignal, request: ExplainRequest): Promise<ExplainResponse> {
    signal.throwIfAborted();
    return explain(signal, this.#model(), request);
  }

  async classMatrix(signal: AbortSignal, request: ClassMatrixRequest): Promise<ClassMatrix> {
    signal.throwIfAborted();
    return classMatrix(signal, this.#model(), request);
  }

  async faithfulness(signal: AbortSignal, request: FaithfulnessRequest): Promise<Faithfulness> {
    signal.throwIfAborted();
    const { faithfulness } = await loadReader('test of faithfulness', () => import('./faithfulness.ts'));
    signal.throwIfAborted();
    return faithfulness(signal, this.#model(), request);
  }

  async runMethod(signal: AbortSignal, request: MethodRequest, onProgress?: (done: number) => void): Promise<MethodAnswer> {
    signal.throwIfAborted();
    const { runMethod } = await loadMethods();
    return this.#latest.run(signal, request.method, (signal) => runMethod(signal, this.#model(), request, onProgress));
  }

  async phrase(signal: AbortSignal, request: PhraseRequest): Promise<Phrase> {
    signal.throwIfAborted();
    const { phrase } = await loadMethods();
    return phrase(signal, this.#model(), request);
  }

  async hierarchy(signal: AbortSignal, request: HierarchyRequest, onProgress?: (done: number) => void): Promise<Hierarchy> {
    signal.throwIfAborted();
    const { hierarchyOf } = await loadMethods();
    return this.#latest.run(signal, 'hierarchy', (signal) => hierarchyOf(signal, this.#model(), request, onProgress));
  }

  async inside(signal: AbortSignal, request: InsideRequest): Promise<Inside> {
    return this.#inside(signal, ({ inside }, model) => inside(model, request));
  }

  async insideState(signal: AbortSignal, request: InsideStateRequest): Promise<InsideState> {
    return this.#inside(signal, ({ insideState }, model) => insideState(model, request));
  }

  async insideStep(signal: AbortSignal, request: InsideStepRequest): Promise<InsideStep> {
    return this.#inside(signal, ({ insideStep }, model) => insideStep(model, request));
  }

  async #inside<Answer>(
    signal: AbortSignal,
    ask: (look: typeof import('./inside.ts'), model: ModelInUse) => Answer,
  ): Promise<Answer> {
    signal.throwIfAborted();
    const look = await loadReader('part that looks inside the network', () => import('./inside.ts'));
    signal.throwIfAborted();
    return ask(look, this.#model());
  }

  async nearestWords(signal: AbortSignal, word: string, limit: number): Promise<WordNeighbour[]> {
    signal.throwIfAborted();
    const { nearestWords } = await loadNearWords();
    return nearestWords(signal, this.#model(), word, limit);
  }

  async tokenize(signal: AbortSignal, texts: readonly string[]): Promise<string[][]> {
    signal.throwIfAborted();
    const { tokenizer, vocabulary } = this.#model();
    return texts.map((text) => {
      const tokens = tokenize(text, tokenizer).map((token) => token.text);
      return vocabulary.read(tokens).positions.map((position) => tokens[position] ?? '');
    });
  }

  async nearSpellings(signal: AbortSignal, word: string, limit: number): Promise<SpellingSuggestion[]> {
    signal.throwIfAborted();
    const { nearestSpellings } = await loadNearWords();
    return nearestSpellings(this.#model(), word, limit);
  }

  async classify(
    signal: AbortSignal,
    sentences: readonly (readonly string[])[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<Classification> {
    const { classify } = await loadReader('part that classifies many sentences', () => import('./classify.ts'));
    return classify(this.#model(), signal, sentences, onProgress);
  }

  async checkReference(signal: AbortSignal, references: readonly ReferenceScores[]): Promise<ReferenceCheck> {
    const { info, network, vocabulary } = this.#model();
    const { checkReferences } = await loadReader('check against reference scores', () => import('./reference-check.ts'));
    const { classes, embeddingSize, tokenizer } = info;
    return breathing(signal, (breather) =>
      checkReferences({ network, vocabulary, tokenizer, classes, embeddingSize }, references, breather),
    );
  }

  async searchReference(
    signal: AbortSignal,
    files: readonly GivenModelFile[],
    options: ModelOptions,
    references: readonly ReferenceScores[],
    onProgress: (tried: number, total: number) => void = () => {},
  ): Promise<ReferenceSearch> {
    signal.throwIfAborted();
    const { searchReferences } = await loadReader('search by reference scores', () => import('./reference-search.ts'));
    const held = await this.#files.read(signal, files);
    return breathing(signal, (breather) => searchReferences({ files: held, options, references }, breather, onProgress));
  }

  async readSentences(signal: AbortSignal, file: SentenceFile, options: SentenceOptions): Promise<SentenceTable> {
    signal.throwIfAborted();
    const { readSentences } = await loadReader('reader of sentences', () => import('../formats/sentences/read-sentences.ts'));
    const table = await readSentences(file, options);
    signal.throwIfAborted();
    return table;
  }

  async readSequences(signal: AbortSignal, file: SequenceFile, options: SequenceOptions): Promise<SequenceTable> {
    signal.throwIfAborted();
    const { readSequences } = await loadReader('reader of numbers', () => import('../formats/sequences/read-sequences.ts'));
    const table = await readSequences(file, options);
    signal.throwIfAborted();
    return table;
  }

  async readScaler(signal: AbortSignal, file: SequenceFile, width: number): Promise<Scaling> {
    signal.throwIfAborted();
    const { readScaler } = await loadReader('reader of scalers', () => import('../formats/sequences/scaler-file.ts'));
    return readScaler(file, width);
  }

  async explainNumbers(
    signal: AbortSignal,
    request: NumbersRequest,
    onProgress?: (done: number) => void,
  ): Promise<NumbersExplanation> {
    signal.throwIfAborted();
    const { explainNumbers } = await loadReader('part that explains numbers', () => import('./numbers.ts'));
    return explainNumbers(signal, this.#model(), request, onProgress);
  }

  async studyNumbers(
    signal: AbortSignal,
    request: NumbersStudyRequest,
    onProgress?: (done: number) => void,
  ): Promise<NumbersStudy> {
    signal.throwIfAborted();
    const { studyNumbers } = await loadReader('experiments on numbers', () => import('./numbers-study.ts'));
    return studyNumbers(signal, this.#model(), request, onProgress);
  }

  async download(
    signal: AbortSignal,
    files: readonly PublishedFile[],
    onProgress: (progress: DownloadProgress) => void = () => {},
  ): Promise<readonly ModelFile[]> {
    signal.throwIfAborted();
    const { Downloads } = await loadReader('part that fetches published files', () => import('./downloads.ts'));
    this.#downloads ??= new Downloads();
    return this.#downloads.fetch(signal, files, onProgress);
  }

  #model(): ModelInUse {
    if (this.#loaded) return this.#loaded;
    throw new LensError({ name: 'NoModelError', where: 'engine', problem: 'no model is loaded', advice: 'Load a model first.' });
  }
}

function loadNearWords() {
  return loadReader('search for near words', () => import('./near-words.ts'));
}

function loadMethods() {
  return loadReader('methods that take longer', () => import('./method-requests.ts'));
}
