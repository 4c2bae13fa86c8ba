import { outcomeOf } from './faithfulness.ts';
import type { ExplainedSentence, MethodSteps } from './method.ts';
import { targetOf } from './target.ts';

/**
 * Occlusion by score: s(x) - s(x without word t), the embedding zeroed where it stands (Li et al. 2016, eq. 1; Arras et al. 2019, section 3).
 * What a word really takes away: claims are held against it.
 */
export function occlusion(sentence: ExplainedSentence): MethodSteps {
  return occluded(sentence, 'score');
}

/** The same of the target's probability; with a contrast, of that given one of the two classes. */
export function occlusionP(sentence: ExplainedSentence): MethodSteps {
  return occluded(sentence, 'probability');
}

/** Losses of score of the words of a span alone; 0 elsewhere. */
export function lossesWithin(sentence: ExplainedSentence, span: readonly [from: number, to: number]): MethodSteps {
  return occluded(sentence, 'score', span);
}

/** Words deleted between two pauses: a scan goes by twos. */
const AT_A_TIME = 2;

function* occluded(
  { model, ids, scores, targetWeights }: ExplainedSentence,
  measure: 'score' | 'probability',
  [first, end]: readonly [first: number, end: number] = [0, ids.length],
): MethodSteps {
  const { target, contrast } = targetOf(targetWeights);
  const outcome = (found: Float64Array) => outcomeOf(found, target, contrast, model.output)[measure];
  const [from, to] = model.read();
  const words = new Float64Array(ids.length);
  const positions = [...ids.keys()].slice(first, end).filter((t) => t >= from && t < to && ids[t] !== -1);
  const C = scores.length;
  const whole = outcome(scores);
  for (let done = 0; done < positions.length; done += AT_A_TIME) {
    yield done / positions.length;
    const some = positions.slice(done, done + AT_A_TIME);
    const found = model.deletionScan(
      some.map((t) => [t]),
      1,
    );
    for (const [k, t] of some.entries()) words[t] = whole - outcome(found.subarray(k * C, (k + 1) * C));
  }
  return { parameters: {}, words };
}
