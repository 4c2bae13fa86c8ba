/** Predictions for a whole set of examples: computed in batches, so that they can be shown, paused and resumed. */
import type { Engine } from '../../engine/protocol.ts';
import type { Example } from './example.ts';

/** Predictions of one model for one set. The first `done` entries are there and never change; the rest is to come. */
export interface SetPredictions {
  /** The model's SHA-256. */
  readonly model: string;
  readonly done: number;
  readonly predicted: Uint8Array;
  /** Probability of the predicted class, or where the output is a number, the highest one. */
  readonly confidence: Float32Array;
  /** Number of unknown words. */
  readonly unknown: Uint16Array;
  /** Number of tokens. */
  readonly length: Uint16Array;
}

/** Small enough that the numbers on the page move and a pause costs little. */
const BATCH = 130;

export function noPredictions(model: string, count: number): SetPredictions {
  return {
    model,
    done: 0,
    predicted: new Uint8Array(count),
    confidence: new Float32Array(count),
    unknown: new Uint16Array(count),
    length: new Uint16Array(count),
  };
}

export function isComplete(predictions: SetPredictions): boolean {
  return predictions.done === predictions.predicted.length;
}

/**
 * Predicts what is missing in `start` and reports after every batch. Sentences without tokens are split by the model's tokeniser.
 *
 * @throws the signal's reason once it is aborted; what was reported by then is good and can be resumed from
 */
export async function predictExamples(
  signal: AbortSignal,
  engine: Pick<Engine, 'classify' | 'tokenize'>,
  examples: readonly Example[],
  start: SetPredictions,
  onBatch: (predictions: SetPredictions) => void,
): Promise<void> {
  let predictions = start;
  while (!isComplete(predictions)) {
    const from = predictions.done;
    const sentences = await tokensOf(signal, engine, examples.slice(from, from + BATCH));
    const { predicted, confidence, unknown } = await engine.classify(signal, sentences);
    signal.throwIfAborted();
    // Filled in place: copying the arrays at each batch would make the work quadratic for a large file.
    predictions.predicted.set(predicted, from);
    predictions.confidence.set(confidence, from);
    predictions.unknown.set(unknown, from);
    predictions.length.set(
      sentences.map((tokens) => tokens.length),
      from,
    );
    predictions = { ...predictions, done: from + sentences.length };
    onBatch(predictions);
  }
}

async function tokensOf(
  signal: AbortSignal,
  engine: Pick<Engine, 'tokenize'>,
  examples: readonly Example[],
): Promise<readonly (readonly string[])[]> {
  const untokenised = examples.flatMap(({ tokens, text }) => (tokens ? [] : [text]));
  if (untokenised.length === 0) return examples.flatMap(({ tokens }) => (tokens ? [tokens] : []));
  const split = (await engine.tokenize(signal, untokenised)).values();
  return examples.map(({ tokens }) => tokens ?? split.next().value ?? []);
}
