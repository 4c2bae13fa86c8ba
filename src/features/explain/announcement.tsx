import type { Explanation } from '../../engine/protocol.ts';
import { failureText, outputNote, targetName, unreadNote, useExplain } from '../../state/sentence/index.ts';
import { digitsFor, formatSigned } from '../../ui/text/format-number.ts';
import { formatOutcome } from '../../ui/text/format-outcome.ts';
import { shortName } from '../../ui/text/short-name.ts';
import { strongestWords } from './strongest-words.ts';
import { useSettled } from './use-settled.ts';

/** Long enough that a screen reader is not interrupted at every letter. */
const PAUSE_MS = 900;

/** Tells screen readers the prediction, the target and the strongest words, once typing has come to rest. */
export function Announcement() {
  const text = useExplain(({ status, response }) => {
    if (status === 'empty') return 'Nothing to explain: the field is empty.';
    return status === 'current' && response ? inWords(response.explanation) : '';
  });
  return (
    <p className="visually-hidden" aria-live="polite">
      {useSettled(text, '', PAUSE_MS)}
    </p>
  );
}

function inWords(explanation: Explanation): string {
  const { model, tokens, predicted, methods } = explanation;
  const lrp = methods.find(({ id }) => id === 'lrp')?.words ?? [];
  const digits = digitsFor(Math.max(0, ...lrp.map(Math.abs)));
  const list = (sign: 1 | -1) =>
    strongestWords(tokens, lrp, sign, 2)
      .map(({ word, value }) => `${shortName(word)} ${formatSigned(value, digits)}`)
      .join(', ');
  const [strongFor, strongAgainst] = [list(1), list(-1)];
  return [
    `Prediction: ${model.classes[predicted]}, ${formatOutcome(explanation, predicted)}.`,
    outputNote(model),
    unreadNote(explanation),
    `Explained: ${targetName(explanation)}.`,
    ...(explanation.failed ?? []).map(failureText),
    strongFor && `Most for: ${strongFor}.`,
    strongAgainst && `Most against: ${strongAgainst}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
