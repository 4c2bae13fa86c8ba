/** What is said of a phrase, in words. Pure. */
import type { Phrase, PhraseMeasure, PhraseResult, Span } from '../../engine/methods-protocol.ts';
import type { Explanation } from '../../engine/protocol.ts';
import { isLoneValue, targetName, targetScoreName, unitOf } from '../../state/sentence/index.ts';
import { digitsFor, formatFixed, formatSigned } from '../../ui/text/format-number.ts';

/** As the page calls them elsewhere: a word is blanked out or removed. */
export const MEASURE_NAMES: Readonly<Record<PhraseMeasure, string>> = {
  cd: 'Contextual decomposition',
  lrp: 'LRP',
  occlusion: 'Real loss, blanked out',
  removal: 'Real loss, removed',
};

export const PHRASE_MEASURES: readonly PhraseMeasure[] = ['cd', 'lrp', 'occlusion', 'removal'];

/** The words of a span, as they are quoted. */
export function phraseOf(tokens: readonly string[], [from, to]: Span): string {
  return tokens.slice(from, to).join(' ');
}

/** 'words 2 to 4 of 9' */
export function placeOf(explanation: Pick<Explanation, 'tokens' | 'numbers'>, [from, to]: Span): string {
  const unit = unitOf(explanation);
  const where = to - from === 1 ? `${unit} ${from + 1}` : `${unit}s ${from + 1} to ${to}`;
  return `${where} of ${explanation.tokens.length}`;
}

/** Digits that let all values of a phrase be read side by side. */
export function digitsOfPhrase({ measures }: Pick<Phrase, 'measures'>): number {
  return digitsFor(Math.max(0, ...measures.flatMap(({ joint, interaction }) => [Math.abs(joint), Math.abs(interaction)])));
}

export function sumOf({ words }: Pick<PhraseResult, 'words'>): number {
  return words.reduce((sum, value) => sum + value, 0);
}

/** One plain sentence: what the figures of this measure say. @param score of the whole sentence */
export function meaningOf(result: PhraseResult, explanation: Explanation, score: number, digits: number): string {
  const unit = unitOf(explanation);
  const name = targetScoreName(explanation);
  const whose = isLoneValue(explanation.model) ? `the ${name}` : `the ${name} of “${targetName(explanation)}”`;
  const { joint, interaction } = result;
  switch (result.id) {
    case 'cd':
      return `Through the gates of the LSTM these ${unit}s bring ${formatSigned(joint, digits)} to ${whose}; ${comparedWithParts(interaction, unit, digits)}.`;
    case 'lrp':
      return `LRP deals ${whose} out to single ${unit}s: a phrase has the sum of its ${unit}s, and no interaction.`;
    default: {
      const how =
        result.id === 'occlusion' ? `blanked out (embeddings of 0, everything in its place)` : `removed (a shorter sentence)`;
      const done = explanation.numbers ? how.replace('embeddings', 'numbers').replace('sentence', 'input') : how;
      const change = `${joint < 0 ? 'rises' : 'falls'} from ${formatFixed(score, digits)} to ${formatFixed(score - joint, digits)}`;
      const sum = sumOf(result);
      const alone = `one at a time, their changes add up to a ${sum < 0 ? 'rise' : 'fall'} of ${formatFixed(Math.abs(sum), digits)}`;
      return `With these ${unit}s ${done}, ${whose} ${change}; ${alone}.`;
    }
  }
}

function comparedWithParts(interaction: number, unit: string, digits: number): string {
  const size = formatFixed(Math.abs(interaction), digits);
  if (Number(size) === 0) return `that is what each ${unit} brings alone`;
  return `that is ${size} ${interaction > 0 ? 'more' : 'less'} than each ${unit} brings alone`;
}

/** For screen readers, in one breath. */
export function phraseInWords({ measures, span }: Phrase, { tokens }: Explanation): string {
  const digits = digitsOfPhrase({ measures });
  const figures = measures.map(
    ({ id, joint, interaction }) =>
      `${MEASURE_NAMES[id]} ${formatSigned(joint, digits)}${id === 'lrp' ? '' : `, interaction ${formatSigned(interaction, digits)}`}`,
  );
  return `Phrase “${phraseOf(tokens, span)}”: ${figures.join('; ')}.`;
}
