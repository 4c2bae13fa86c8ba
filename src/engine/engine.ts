/** The engine, in-thread: what the worker runs, and the scripts and tests use directly. */
import { outcomeOf } from '../explain/faithfulness.ts';
import { runOf, targetWeights } from '../explain/run-method.ts';
import { weighted } from '../explain/target.ts';
import { loadReader } from '../formats/basics/index.ts';
import { readModel } from '../formats/read-model.ts';
import { LensError } from '../model/errors.ts';
import { nearestByEmbedding } from '../model/neighbours.ts';
import { argmax } from '../model/softmax.ts';
import { nearSpellings } from '../model/spelling.ts';
import { tokenize } from '../model/tokenizer.ts';
import { Breather } from './breather.ts';
import { chosenClasses } from './chosen-classes.ts';
import { classify } from './classify.ts';
import { Downloads } from './downloads.ts';
import { testFaithfulness } from './faithfulness.ts';
import { fetchModel } from './fetch-model.ts';
import type { Inside, InsideRequest, InsideState, InsideStateRequest, InsideStep, InsideStepRequest } from './inside-protocol.ts';
import { answersOf, outcomesOf } from './method-outcomes.ts';
import type { Hierarchy, HierarchyRequest, MethodAnswer, MethodRequest, Phrase, PhraseRequest } from './methods-protocol.ts';
import { ModelFiles } from './model-files.ts';
import { exportNative, type ModelInUse, takeIntoUse } from './model-in-use.ts';
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
import { readInput, scoresOf } from './read-input.ts';
import { checkOptions, checkRandom } from './requests.ts';

export class LocalEngine implements Engine {
  #loaded: ModelInUse | null = null;
  #loads = 0;
  readonly #files = new ModelFiles();
  readonly #downloads = new Downloads();

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
    const model = this.#model();
    const { info, network, constantClass } = model;
    const options = checkOptions(request, info.classes);
    const sentence = readInput(model, request);
    const { tokens, spans, omitted, unknown, notRead } = sentence;

    const started = performance.now();
    const scores = scoresOf(model, sentence);
    const [from, to] = network.read();
    const predicted = argmax(scores);
    const { target, contrast } = chosenClasses(request, predicted, constantClass);
    const weights = targetWeights(scores.length, target, contrast);
    const outcomes = await outcomesOf(signal, model, sentence, scores, weights, request.methods, options);
    const milliseconds = performance.now() - started;

    return {
      explanation: {
        model: {
          name: info.name,
          sha256: info.sha256,
          classes: info.classes,
          ...(info.output === 'softmax' ? {} : { output: info.output }),
          ...(info.features === null ? {} : { features: info.features }),
        },
        tokens,
        unknown,
        ...(notRead.length > 0 ? { notRead } : {}),
        ...(sentence.rows ? { numbers: sentence.rows } : {}),
        ...(to - from === tokens.length ? {} : { read: [from, to] as const }),
        scores: Array.from(scores),
        probabilities: network.probabilities(scores),
        predicted,
        target,
        ...(contrast === null ? {} : { contrast }),
        ...answersOf(outcomes, model, weighted(weights, scores)),
      },
      spans,
      omitted,
      milliseconds,
    };
  }

  async classMatrix(signal: AbortSignal, request: ClassMatrixRequest): Promise<ClassMatrix> {
    signal.throwIfAborted();
    const model = this.#model();
    const { info } = model;
    const { method } = request;
    const options = checkOptions({ ...request, target: 'predicted', methods: [method] }, info.classes);
    const sentence = readInput(model, request);
    const { tokens } = sentence;
    const scores = scoresOf(model, sentence);
    const values: number[][] = [];
    for (const [target, name] of info.classes.entries()) {
      const weights = targetWeights(scores.length, target, null);
      const [outcome] = await outcomesOf(signal, model, sentence, scores, weights, [method], options);
      values.push(Array.from(runOf(outcome, `class ${name}`).words));
    }
    return { tokens, method, scores: Array.from(scores), values };
  }

  async faithfulness(signal: AbortSignal, request: FaithfulnessRequest): Promise<Faithfulness> {
    signal.throwIfAborted();
    const model = this.#model();
    const { info, config, constantClass } = model;
    const options = checkOptions(request, info.classes);
    const random = checkRandom(request);
    const sentence = readInput(model, request);
    const { tokens, ids, rows } = sentence;
    const started = performance.now();
    const scores = scoresOf(model, sentence);
    const { target, contrast } = chosenClasses(request, argmax(scores), constantClass);
    const weights = targetWeights(scores.length, target, contrast);
    const outcomes = await outcomesOf(signal, model, sentence, scores, weights, request.methods, options);
    const values = outcomes.flatMap(({ id, run }) => (run ? [{ id, words: run.words }] : []));
    const breather = new Breather(signal);
    const evaluate = async (words: Int32Array) => {
      await breather.pause();
      // Another request may have taken the rows of numbers from the model's memory in between.
      return outcomeOf(scoresOf(model, { ids: words, rows }), target, contrast, config.output);
    };
    try {
      const tested = await testFaithfulness(ids, evaluate, values, random);
      const milliseconds = performance.now() - started;
      return { tokens, target, ...(contrast === null ? {} : { contrast }), ...tested, milliseconds };
    } finally {
      breather.close();
    }
  }

  async runMethod(signal: AbortSignal, request: MethodRequest, onProgress?: (done: number) => void): Promise<MethodAnswer> {
    signal.throwIfAborted();
    const { runMethod } = await loadMethods();
    return runMethod(signal, this.#model(), request, onProgress);
  }

  async phrase(signal: AbortSignal, request: PhraseRequest): Promise<Phrase> {
    signal.throwIfAborted();
    const { phrase } = await loadMethods();
    return phrase(signal, this.#model(), request);
  }

  async hierarchy(signal: AbortSignal, request: HierarchyRequest, onProgress?: (done: number) => void): Promise<Hierarchy> {
    signal.throwIfAborted();
    const { hierarchyOf } = await loadMethods();
    return hierarchyOf(signal, this.#model(), request, onProgress);
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
    const { network, vocabulary } = this.#model();
    if (!vocabulary.has(word)) return [];
    const id = vocabulary.id(word);
    const breather = new Breather(signal);
    try {
      const { words, markers } = vocabulary;
      return await nearestByEmbedding(network.embeddings(), words, id, limit, markers, () => breather.pause());
    } finally {
      breather.close();
    }
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
    const { vocabulary } = this.#model();
    const { words, config, markers } = vocabulary;
    return nearSpellings(config.lowercase ? word.toLowerCase() : word, words, limit, ...markers);
  }

  async classify(
    signal: AbortSignal,
    sentences: readonly (readonly string[])[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<Classification> {
    return classify(this.#model(), signal, sentences, onProgress);
  }

  async checkReference(signal: AbortSignal, references: readonly ReferenceScores[]): Promise<ReferenceCheck> {
    const { info, network, vocabulary } = this.#model();
    const { checkReferences } = await loadReader('check against reference scores', () => import('./reference-check.ts'));
    const breather = new Breather(signal);
    try {
      const { classes, embeddingSize, tokenizer } = info;
      return await checkReferences({ network, vocabulary, tokenizer, classes, embeddingSize }, references, breather);
    } finally {
      breather.close();
    }
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
    const breather = new Breather(signal);
    try {
      const held = await this.#files.read(signal, files);
      return await searchReferences({ files: held, options, references }, breather, onProgress);
    } finally {
      breather.close();
    }
  }

  async readSentences(signal: AbortSignal, file: SentenceFile, options: SentenceOptions): Promise<SentenceTable> {
    signal.throwIfAborted();
    const { readSentences } = await loadReader('reader of sentences', () => import('../formats/sentences/read-sentences.ts'));
    const table = await readSentences(file, options);
    signal.throwIfAborted();
    return table;
  }

  download(
    signal: AbortSignal,
    files: readonly PublishedFile[],
    onProgress: (progress: DownloadProgress) => void = () => {},
  ): Promise<readonly ModelFile[]> {
    return this.#downloads.fetch(signal, files, onProgress);
  }

  #model(): ModelInUse {
    if (this.#loaded) return this.#loaded;
    throw new LensError({ name: 'NoModelError', where: 'engine', problem: 'no model is loaded', advice: 'Load a model first.' });
  }
}

function loadMethods() {
  return loadReader('methods that take longer', () => import('./method-requests.ts'));
}
