/** Predictions for many sentences. */
import { LensError } from '../model/errors.ts';
import { argmax } from '../model/softmax.ts';
import { Breather } from './breather.ts';
import type { ModelInUse } from './model-in-use.ts';
import { type Classification, MAX_TOKENS } from './protocol.ts';
import { scoresOf } from './read-input.ts';
import { inputError } from './requests.ts';

/** In chunks, with a pause between them in which other requests are answered. @throws LensError InputError that names the sentence */
export async function classify(
  model: ModelInUse,
  signal: AbortSignal,
  sentences: readonly (readonly string[])[],
  onProgress?: (done: number, total: number) => void,
): Promise<Classification> {
  const { network, vocabulary, config } = model;
  if (config.input === 'numbers')
    throw inputError('sentences', 'are words', 'a model that reads words', 'one that reads numbers');
  const predicted = new Uint8Array(sentences.length);
  const confidence = new Float32Array(sentences.length);
  const unknown = new Uint16Array(sentences.length);
  const breather = new Breather(signal);
  try {
    for (const [index, tokens] of sentences.entries()) {
      if (await breather.pause()) onProgress?.(index, sentences.length);
      if (tokens.length === 0) throw inputError(`sentence ${index + 1}`, 'is empty', 'at least one word', 'none');
      const found = vocabulary.read(tokens);
      const ids = found.ids.subarray(0, MAX_TOKENS);
      const scores = inSentence(index, () => scoresOf(model, { ids, rows: null }));
      const best = argmax(scores);
      predicted[index] = best;
      confidence[index] = (config.output === 'linear' ? scores : network.probabilities(scores))[best] ?? 0;
      unknown[index] = found.unknown.slice(0, MAX_TOKENS).filter(Boolean).length;
    }
  } finally {
    breather.close();
  }
  onProgress?.(sentences.length, sentences.length);
  return { predicted, confidence, unknown };
}

/** What goes wrong names the sentence. */
function inSentence<Result>(index: number, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof LensError)
      throw new LensError({ ...error.fields, where: `sentence ${index + 1}, ${error.fields.where}` });
    throw error;
  }
}
