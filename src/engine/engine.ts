/** The engine, in-thread: what the worker runs, and the scripts and tests use directly. */
import { runMethods } from '../explain/methods.ts';
import { readModel } from '../formats/read-model.ts';
import { Bilstm } from '../model/bilstm.ts';
import { LensError } from '../model/errors.ts';
import type { ModelData } from '../model/model-data.ts';
import { argmax, softmax } from '../model/softmax.ts';
import { nearSpellings } from '../model/spelling.ts';
import { type TokenizeOptions, tokenize } from '../model/tokenizer.ts';
import { Vocabulary } from '../model/vocabulary.ts';
import { Breather } from './breather.ts';
import { fetchModel } from './fetch-model.ts';
import {
  type Classification,
  type Engine,
  type ExplainRequest,
  type ExplainResponse,
  type LoadProgress,
  MAX_TOKENS,
  type MethodResult,
  type ModelInfo,
  type ModelSource,
  type SpellingSuggestion,
} from './protocol.ts';
import { checkOptions, deleteWords, finiteScores, inputError } from './requests.ts';

interface Loaded {
  readonly info: ModelInfo;
  readonly tokenizer: TokenizeOptions;
  readonly vocabulary: Vocabulary;
  readonly bilstm: Bilstm;
}

export class LocalEngine implements Engine {
  #loaded: Loaded | null = null;
  #loads = 0;

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
    const { info, bilstm, vocabulary } = this.#model();
    const options = checkOptions(request, info.classes);
    const { tokens, spans, omitted } = this.#sentence(request.input);
    const { ids, unknown } = vocabulary.lookUp(tokens);
    const kept = deleteWords(ids, request.deleted ?? []);

    const started = performance.now();
    const scores = finiteScores(bilstm.forward(kept));
    const predicted = argmax(scores);
    const target = request.target === 'predicted' ? predicted : request.target;
    const runs = runMethods(bilstm, scores, target, request.methods, options);
    const milliseconds = performance.now() - started;

    const methods = runs.map((run, index): MethodResult => {
      const id = request.methods[index] ?? 'lrp';
      const base = { id, parameters: run.parameters, words: Array.from(run.words) };
      if (!run.ledger) return base;
      const { left, right, rest, bias, stabiliser } = run.ledger;
      return { ...base, left: Array.from(left), right: Array.from(right), rest, bias, stabiliser };
    });
    return {
      explanation: {
        model: { name: info.name, sha256: info.sha256, classes: info.classes },
        tokens,
        unknown,
        scores: Array.from(scores),
        probabilities: softmax(scores),
        predicted,
        target,
        methods,
      },
      spans,
      omitted,
      milliseconds,
    };
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

  #sentence(input: ExplainRequest['input']): Pick<ExplainResponse, 'spans' | 'omitted'> & { tokens: string[] } {
    const all =
      'tokens' in input
        ? input.tokens.map((text) => ({ text, start: 0, end: 0 }))
        : tokenize(input.text, this.#model().tokenizer);
    if (all.length === 0) throw inputError('sentence', 'holds no word', 'at least one word', 'none');
    const kept = all.slice(0, MAX_TOKENS);
    return {
      tokens: kept.map((token) => token.text),
      spans: 'tokens' in input ? null : kept.map(({ start, end }) => ({ start, end })),
      omitted: all.slice(MAX_TOKENS).map((token) => token.text),
    };
  }

  #model(): Loaded {
    if (this.#loaded) return this.#loaded;
    throw new LensError({ name: 'NoModelError', where: 'engine', problem: 'no model is loaded', advice: 'Load a model first.' });
  }
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
