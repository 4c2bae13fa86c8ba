/** The engine, in-thread: what the worker runs, and the scripts and tests use directly. */
import { outcomeOf } from '../explain/faithfulness.ts';
import { type MethodRun, runMethods, targetWeights } from '../explain/methods.ts';
import { readModel } from '../formats/read-model.ts';
import { Bilstm } from '../model/bilstm.ts';
import { LensError } from '../model/errors.ts';
import type { ModelData } from '../model/model-data.ts';
import { nearestByEmbedding } from '../model/neighbours.ts';
import { argmax, softmax } from '../model/softmax.ts';
import { nearSpellings } from '../model/spelling.ts';
import { type TokenizeOptions, tokenize } from '../model/tokenizer.ts';
import { Vocabulary } from '../model/vocabulary.ts';
import { Breather } from './breather.ts';
import { Downloads } from './downloads.ts';
import { testFaithfulness } from './faithfulness.ts';
import { fetchModel } from './fetch-model.ts';
import {
  type Classification,
  type ClassMatrix,
  type ClassMatrixRequest,
  type DownloadProgress,
  type Engine,
  type ExplainRequest,
  type ExplainResponse,
  type Faithfulness,
  type FaithfulnessRequest,
  type LoadProgress,
  MAX_TOKENS,
  type MethodId,
  type MethodResult,
  type ModelFile,
  type ModelInfo,
  type ModelSource,
  type PublishedFile,
  type SpellingSuggestion,
  type WordNeighbour,
} from './protocol.ts';
import { checkOptions, checkRandom, deleteWords, finiteScores, inputError } from './requests.ts';

interface Loaded {
  readonly info: ModelInfo;
  readonly tokenizer: TokenizeOptions;
  readonly vocabulary: Vocabulary;
  readonly bilstm: Bilstm;
}

/** A request's sentence as the model reads it. */
interface Sentence extends Pick<ExplainResponse, 'spans' | 'omitted'> {
  readonly tokens: string[];
  readonly unknown: boolean[];
  /** [T] word ids; -1: a zero embedding. */
  readonly ids: Int32Array;
}

export class LocalEngine implements Engine {
  #loaded: Loaded | null = null;
  #loads = 0;
  readonly #downloads = new Downloads();

  async load(signal: AbortSignal, source: ModelSource, onProgress?: (progress: LoadProgress) => void): Promise<ModelInfo> {
    signal.throwIfAborted();
    const turn = ++this.#loads;
    const files =
      source.kind === 'url' ? await fetchModel(signal, source.base, (progress) => onProgress?.(progress)) : source.files;
    signal.throwIfAborted();
    if (turn !== this.#loads) throw new DOMException('another model was asked for in the meantime', 'AbortError');
    this.#loaded = prepare(readModel(files));
    return this.#loaded.info;
  }

  async explain(signal: AbortSignal, request: ExplainRequest): Promise<ExplainResponse> {
    signal.throwIfAborted();
    const { info, bilstm } = this.#model();
    const options = checkOptions(request, info.classes);
    const { tokens, spans, omitted, unknown, ids } = this.#sentence(request);

    const started = performance.now();
    const scores = finiteScores(bilstm.forward(ids));
    const predicted = argmax(scores);
    const { target, contrast } = chosenClasses(request, predicted);
    const runs = runMethods(bilstm, scores, targetWeights(scores.length, target, contrast), request.methods, options);
    const milliseconds = performance.now() - started;

    return {
      explanation: {
        model: { name: info.name, sha256: info.sha256, classes: info.classes },
        tokens,
        unknown,
        scores: Array.from(scores),
        probabilities: softmax(scores),
        predicted,
        target,
        ...(contrast === null ? {} : { contrast }),
        methods: runs.map((run, index) => methodResult(request.methods[index] ?? 'lrp', run)),
      },
      spans,
      omitted,
      milliseconds,
    };
  }

  async classMatrix(signal: AbortSignal, request: ClassMatrixRequest): Promise<ClassMatrix> {
    signal.throwIfAborted();
    const { info, bilstm } = this.#model();
    const { method } = request;
    const options = checkOptions({ ...request, target: 'predicted', methods: [method] }, info.classes);
    const { tokens, ids } = this.#sentence(request);
    const scores = finiteScores(bilstm.forward(ids));
    const values = info.classes.map((_, target) => {
      const [run] = runMethods(bilstm, scores, targetWeights(scores.length, target, null), [method], options);
      return Array.from(run?.words ?? []);
    });
    return { tokens, method, scores: Array.from(scores), values };
  }

  async faithfulness(signal: AbortSignal, request: FaithfulnessRequest): Promise<Faithfulness> {
    signal.throwIfAborted();
    const { info, bilstm } = this.#model();
    const options = checkOptions(request, info.classes);
    const random = checkRandom(request);
    const { tokens, ids } = this.#sentence(request);
    const started = performance.now();
    const scores = finiteScores(bilstm.forward(ids));
    const { target, contrast } = chosenClasses(request, argmax(scores));
    const runs = runMethods(bilstm, scores, targetWeights(scores.length, target, contrast), request.methods, options);
    const values = runs.map(({ words }, index) => ({ id: request.methods[index] ?? 'lrp', words }));
    const breather = new Breather(signal);
    const evaluate = async (words: Int32Array) => {
      await breather.pause();
      return outcomeOf(finiteScores(bilstm.forward(words)), target, contrast);
    };
    try {
      const tested = await testFaithfulness(ids, evaluate, values, random);
      const milliseconds = performance.now() - started;
      return { tokens, target, ...(contrast === null ? {} : { contrast }), ...tested, milliseconds };
    } finally {
      breather.close();
    }
  }

  async nearestWords(signal: AbortSignal, word: string, limit: number): Promise<WordNeighbour[]> {
    signal.throwIfAborted();
    const { bilstm, vocabulary } = this.#model();
    if (!vocabulary.has(word)) return [];
    const { values, size, stride } = bilstm.embeddings();
    const id = vocabulary.id(word);
    return nearestByEmbedding(values, { size, stride }, vocabulary.words, id, limit, vocabulary.config.unkToken);
  }

  async tokenize(signal: AbortSignal, texts: readonly string[]): Promise<string[][]> {
    signal.throwIfAborted();
    const { tokenizer } = this.#model();
    return texts.map((text) => tokenize(text, tokenizer).map((token) => token.text));
  }

  async nearSpellings(signal: AbortSignal, word: string, limit: number): Promise<SpellingSuggestion[]> {
    signal.throwIfAborted();
    const { vocabulary } = this.#model();
    const { lowercase, unkToken } = vocabulary.config;
    return nearSpellings(lowercase ? word.toLowerCase() : word, vocabulary.words, limit, unkToken);
  }

  async classify(
    signal: AbortSignal,
    sentences: readonly (readonly string[])[],
    onProgress?: (done: number, total: number) => void,
  ): Promise<Classification> {
    const { bilstm, vocabulary } = this.#model();
    const predicted = new Uint8Array(sentences.length);
    const confidence = new Float32Array(sentences.length);
    const unknown = new Uint16Array(sentences.length);
    const breather = new Breather(signal);
    try {
      for (const [index, tokens] of sentences.entries()) {
        if (await breather.pause()) onProgress?.(index, sentences.length);
        if (tokens.length === 0) throw inputError(`sentence ${index + 1}`, 'is empty', 'at least one word', 'none');
        const found = vocabulary.lookUp(tokens.slice(0, MAX_TOKENS));
        const probabilities = softmax(finiteScores(bilstm.forward(found.ids)));
        const best = argmax(probabilities);
        predicted[index] = best;
        confidence[index] = probabilities[best] ?? 0;
        unknown[index] = found.unknown.filter(Boolean).length;
      }
    } finally {
      breather.close();
    }
    onProgress?.(sentences.length, sentences.length);
    return { predicted, confidence, unknown };
  }

  download(
    signal: AbortSignal,
    files: readonly PublishedFile[],
    onProgress: (progress: DownloadProgress) => void = () => {},
  ): Promise<readonly ModelFile[]> {
    return this.#downloads.fetch(signal, files, onProgress);
  }

  #sentence({ input, deleted = [] }: Pick<ExplainRequest, 'input' | 'deleted'>): Sentence {
    const { tokenizer, vocabulary } = this.#model();
    const all = 'tokens' in input ? input.tokens.map((text) => ({ text, start: 0, end: 0 })) : tokenize(input.text, tokenizer);
    if (all.length === 0) throw inputError('sentence', 'holds no word', 'at least one word', 'none');
    const kept = all.slice(0, MAX_TOKENS);
    const tokens = kept.map((token) => token.text);
    const { ids, unknown } = vocabulary.lookUp(tokens);
    return {
      tokens,
      spans: 'tokens' in input ? null : kept.map(({ start, end }) => ({ start, end })),
      omitted: all.slice(MAX_TOKENS).map((token) => token.text),
      unknown,
      ids: deleteWords(ids, deleted),
    };
  }

  #model(): Loaded {
    if (this.#loaded) return this.#loaded;
    throw new LensError({ name: 'NoModelError', where: 'engine', problem: 'no model is loaded', advice: 'Load a model first.' });
  }
}

function chosenClasses(
  { target, contrast = null }: Pick<ExplainRequest, 'target' | 'contrast'>,
  predicted: number,
): { target: number; contrast: number | null } {
  const chosen = target === 'predicted' ? predicted : target;
  return { target: chosen, contrast: contrast === chosen ? null : contrast };
}

function methodResult(id: MethodId, run: MethodRun): MethodResult {
  const base = { id, parameters: run.parameters, words: Array.from(run.words) };
  if (!run.ledger) return base;
  const { left, right, rest, bias, stabiliser } = run.ledger;
  return { ...base, left: Array.from(left), right: Array.from(right), rest, bias, stabiliser };
}

function prepare(data: ModelData): Loaded {
  const { config, words, sha256 } = data;
  const vocabulary = new Vocabulary(words, config);
  return {
    info: {
      name: config.name,
      sha256,
      classes: config.classes,
      vocabularySize: words.length,
      embeddingSize: config.embeddingSize,
      hiddenSize: config.hiddenSize,
      bidirectional: config.bidirectional,
      unkToken: config.unkToken,
      license: config.license,
      metrics: config.metrics,
    },
    tokenizer: { lowercase: config.lowercase, knows: (word) => vocabulary.has(word) },
    vocabulary,
    bilstm: new Bilstm(data),
  };
}
