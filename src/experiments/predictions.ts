/** What the model says of each sentence that an experiment goes over, beside what it measures. */
import type { ModelConfig } from '../model/model-data.ts';
import { argmax, probabilitiesOf } from '../model/softmax.ts';

export interface Predictions {
  /** [n] */
  readonly predicted: Uint8Array;
  /** [n] probability of the predicted class; NaN where the output is a number. */
  readonly confidence: Float64Array;
  /** [n] probability of the true class; NaN where that is not known either. */
  readonly trueProbability: Float64Array;
}

/** Of the sentences of a job, one after the other. */
export class PredictionLog {
  readonly #predicted: number[] = [];
  readonly #confidence: number[] = [];
  readonly #trueProbability: number[] = [];

  /** @param scores [C] @param gold true class; -1: not known @returns [C] probabilities; none where the output is a number */
  add(scores: ArrayLike<number>, gold: number, output: ModelConfig['output']): number[] {
    const probabilities = probabilitiesOf(scores, output);
    const best = argmax(scores);
    this.#predicted.push(best);
    this.#confidence.push(probabilities[best] ?? Number.NaN);
    this.#trueProbability.push(probabilities[gold] ?? Number.NaN);
    return probabilities;
  }

  predictions(): Predictions {
    return {
      predicted: Uint8Array.from(this.#predicted),
      confidence: Float64Array.from(this.#confidence),
      trueProbability: Float64Array.from(this.#trueProbability),
    };
  }
}

/** @param parts in the order of the jobs */
export function joinPredictions(parts: readonly Predictions[]): Predictions {
  return {
    predicted: Uint8Array.from(parts.flatMap(({ predicted }) => [...predicted])),
    confidence: Float64Array.from(parts.flatMap(({ confidence }) => [...confidence])),
    trueProbability: Float64Array.from(parts.flatMap(({ trueProbability }) => [...trueProbability])),
  };
}
