/** The engine, in-thread: what the worker runs, and the scripts and tests use directly. */
import { outcomeOf } from '../explain/faithfulness.ts';
import type { MethodRun } from '../explain/method.ts';
import { runMethods, targetWeights } from '../explain/methods.ts';
import { inspectModel, readModel } from '../formats/read-model.ts';
import { readSentences } from '../formats/sentences/index.ts';
import { LensError } from '../model/errors.ts';
import { finiteScores } from '../model/finite-scores.ts';
import { nearestByEmbedding } from '../model/neighbours.ts';
import { argmax, softmax } from '../model/softmax.ts';
import { nearSpellings } from '../model/spelling.ts';
import { tokenize } from '../model/tokenizer.ts';
import { Breather } from './breather.ts';
import { Downloads } from './downloads.ts';
import { testFaithfulness } from './faithfulness.ts';
import { fetchModel } from './fetch-model.ts';
import { exportNative, type ModelInUse, takeIntoUse } from './model-in-use.ts';
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
  type ModelInspection,
  type ModelOptions,
  type ModelSource,
  type NotRead,
  type PublishedFile,
  type ReferenceCheck,
  type ReferenceScores,
  type SentenceFile,
  type SentenceOptions,
  type SentenceTable,
  type SpellingSuggestion,
  type WordNeighbour,
} from './protocol.ts';
import { checkReferences } from './reference-check.ts';
import { checkOptions, checkRandom, deleteWords, inputError } from './requests.ts';

/** A request's sentence as the model reads it. */
interface Sentence extends Pick<ExplainResponse, 'spans' | 'omitted'> {
  readonly tokens: string[];
  readonly unknown: boolean[];
  readonly notRead: readonly NotRead[];
  /** [T] word ids; -1: a zero embedding. */
  readonly ids: Int32Array;
}

export class LocalEngine implements Engine {
  #loaded: ModelInUse | null = null;
  #loads = 0;
  readonly #downloads = new Downloads();

  async load(signal: AbortSignal, source: ModelSource, onProgress?: (progress: LoadProgress) => void): Promise<ModelInfo> {
    signal.throwIfAborted();
    const turn = ++this.#loads;
    const files =
      source.kind === 'url' ? await fetchModel(signal, source.base, (progress) => onProgress?.(progress)) : source.files;
    this.#checkTurn(signal, turn);
    const model = await readModel(files, source.kind === 'files' ? source.options : {});
    this.#checkTurn(signal, turn);
    this.#loaded = takeIntoUse(model);
    return this.#loaded.info;
  }

  async inspect(signal: AbortSignal, files: readonly ModelFile[], options?: ModelOptions): Promise<ModelInspection> {
    signal.throwIfAborted();
    const inspection = await inspectModel(files, options);
    signal.throwIfAborted();
    return inspection;
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
    const { info, bilstm, constantClass } = this.#model();
    const options = checkOptions(request, info.classes);
    const { tokens, spans, omitted, unknown, notRead, ids } = this.#sentence(request);

    const started = performance.now();
    const scores = finiteScores(bilstm.forward(ids));
    const predicted = argmax(scores);
    const { target, contrast } = chosenClasses(request, predicted, constantClass);
    const runs = runMethods(bilstm, scores, targetWeights(scores.length, target, contrast), request.methods, options);
    const milliseconds = performance.now() - started;

    return {
      explanation: {
        model: { name: info.name, sha256: info.sha256, classes: info.classes },
        tokens,
        unknown,
        ...(notRead.length > 0 ? { notRead } : {}),
        scores: Array.from(scores),
        probabilities: softmax(scores),
        predicted,
        target,
        ...(contrast === null ? {} : { contrast }),
        methods: runs.map((run, index) => methodResult(request.methods[index] ?? 'lrp', run, info.bidirectional)),
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
    const { info, bilstm, constantClass } = this.#model();
    const options = checkOptions(request, info.classes);
    const random = checkRandom(request);
    const { tokens, ids } = this.#sentence(request);
    const started = performance.now();
    const scores = finiteScores(bilstm.forward(ids));
    const { target, contrast } = chosenClasses(request, argmax(scores), constantClass);
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
    return nearestByEmbedding(values, { size, stride }, vocabulary.words, id, limit, ...vocabulary.markers);
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
    const { bilstm, vocabulary } = this.#model();
    const predicted = new Uint8Array(sentences.length);
    const confidence = new Float32Array(sentences.length);
    const unknown = new Uint16Array(sentences.length);
    const breather = new Breather(signal);
    try {
      for (const [index, tokens] of sentences.entries()) {
        if (await breather.pause()) onProgress?.(index, sentences.length);
        if (tokens.length === 0) throw inputError(`sentence ${index + 1}`, 'is empty', 'at least one word', 'none');
        const found = vocabulary.read(tokens);
        const probabilities = softmax(finiteScores(bilstm.forward(found.ids.subarray(0, MAX_TOKENS))));
        const best = argmax(probabilities);
        predicted[index] = best;
        confidence[index] = probabilities[best] ?? 0;
        unknown[index] = found.unknown.slice(0, MAX_TOKENS).filter(Boolean).length;
      }
    } finally {
      breather.close();
    }
    onProgress?.(sentences.length, sentences.length);
    return { predicted, confidence, unknown };
  }

  async checkReference(signal: AbortSignal, references: readonly ReferenceScores[]): Promise<ReferenceCheck> {
    const { info, bilstm, vocabulary } = this.#model();
    const breather = new Breather(signal);
    try {
      const { classes, gateOrder } = info;
      return await checkReferences({ bilstm, vocabulary, classes, gateOrder }, references, breather);
    } finally {
      breather.close();
    }
  }

  async readSentences(signal: AbortSignal, file: SentenceFile, options: SentenceOptions): Promise<SentenceTable> {
    signal.throwIfAborted();
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

  #sentence({ input, deleted = [] }: Pick<ExplainRequest, 'input' | 'deleted'>): Sentence {
    const { tokenizer, vocabulary } = this.#model();
    const all = 'tokens' in input ? input.tokens.map((text) => ({ text, start: 0, end: 0 })) : tokenize(input.text, tokenizer);
    if (all.length === 0) throw inputError('sentence', 'holds no word', 'at least one word', 'none');
    const words = all.map(({ text }) => text);
    const readsAll = 'tokens' in input && input.readsAll === true;
    const { positions, ids, unknown } = readsAll
      ? { positions: [...words.keys()], ...vocabulary.lookUp(words) }
      : vocabulary.read(words);
    const read = positions.map((position) => all[position]).filter((token) => token !== undefined);
    const kept = read.slice(0, MAX_TOKENS);
    return {
      tokens: kept.map(({ text }) => text),
      spans: 'tokens' in input ? null : kept.map(({ start, end }) => ({ start, end })),
      omitted: read.slice(MAX_TOKENS).map(({ text }) => text),
      unknown: unknown.slice(0, MAX_TOKENS),
      notRead: notRead(all, positions.slice(0, MAX_TOKENS)),
      ids: deleteWords(ids.slice(0, MAX_TOKENS), deleted),
    };
  }

  #model(): ModelInUse {
    if (this.#loaded) return this.#loaded;
    throw new LensError({ name: 'NoModelError', where: 'engine', problem: 'no model is loaded', advice: 'Load a model first.' });
  }
}

/**
 * What is explained: s_target - s_contrast, or s_target alone. Of a class whose score is always 0 there is nothing to explain but
 * that it is not the other one: one sigmoid output s is two classes of the scores 0 and s, and the first is explained by -s.
 */
function chosenClasses(
  { target, contrast = null }: Pick<ExplainRequest, 'target' | 'contrast'>,
  predicted: number,
  constantClass: number | null,
): { target: number; contrast: number | null } {
  const chosen = target === 'predicted' ? predicted : target;
  if (chosen === constantClass) return { target: chosen, contrast: 1 - chosen };
  return { target: chosen, contrast: contrast === chosen ? null : contrast };
}

/** The words between and behind those at `positions`; where the sentence was cut, none beyond. */
function notRead(all: readonly { readonly text: string }[], positions: readonly number[]): NotRead[] {
  if (positions.length === all.length) return [];
  const end = positions.length === MAX_TOKENS ? (positions.at(-1) ?? 0) + 1 : all.length;
  const read = new Set(positions);
  let before = 0;
  return all.slice(0, end).flatMap(({ text: word }, position) => {
    if (!read.has(position)) return [{ word, before }];
    before++;
    return [];
  });
}

function methodResult(id: MethodId, run: MethodRun, bidirectional: boolean): MethodResult {
  const base = { id, parameters: run.parameters, words: Array.from(run.words) };
  if (!run.ledger) return base;
  const { left, right, rest, bias, stabiliser } = run.ledger;
  return { ...base, left: Array.from(left), ...(bidirectional ? { right: Array.from(right) } : {}), rest, bias, stabiliser };
}
