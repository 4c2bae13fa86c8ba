import { memo } from 'react';
import type { ModelInfo } from '../../engine/protocol.ts';
import { type Example, markOf, PHENOMENA } from '../../state/examples/index.ts';
import { noteOf, useNotes } from '../../state/notes/index.ts';
import { isLoneValue, predictedName } from '../../state/sentence/index.ts';
import { NoteIcon } from '../../ui/controls/icons.tsx';
import { formatFixed, formatPercent } from '../../ui/text/format-number.ts';
import styles from './example-row.module.css';
import { LitText } from './lit-text.tsx';

interface ExampleRowProps {
  readonly example: Example;
  /** Whether the gold labels of the set are of these classes. */
  readonly hasGold: boolean;
  readonly classes: readonly string[];
  /** Null while it is not known yet. */
  readonly predicted: number | null;
  readonly output: ModelInfo['output'];
  /** Probability of the predicted class, or where the output is a number, the highest one. */
  readonly confidence: number;
}

/** What stands in one row of the list: number, tag, gold and predicted label, sentence. */
export const ExampleRow = memo(function ExampleRow({
  example,
  hasGold,
  classes,
  output,
  predicted,
  confidence,
}: ExampleRowProps) {
  const note = useNotes((state) => noteOf(state, example.text)?.note);
  const phenomenon = PHENOMENA.find(({ id }) => id === example.phenomenon);
  return (
    <>
      <span className={styles.meta}>
        <span className={styles.number}>#{example.number}</span>
        {phenomenon && (
          <span className={styles.tag} title={phenomenon.explanation}>
            {phenomenon.label}
          </span>
        )}
        {note && (
          <span className={styles.note} title={note}>
            <NoteIcon written />
            <span className="visually-hidden">, has a note</span>
          </span>
        )}
        <PredictionMark
          gold={hasGold ? example.gold : null}
          classes={classes}
          output={output}
          predicted={predicted}
          confidence={confidence}
        />
      </span>
      <span className={styles.text}>
        <LitText text={example.text} />
      </span>
    </>
  );
});

type PredictionMarkProps = Omit<ExampleRowProps, 'example' | 'hasGold'> & { readonly gold: number | null };

/** `−− → −`: gold, then predicted; a wrong one has a cross and says so. Without a gold label the predicted one alone. */
function PredictionMark({ gold, classes, output, predicted, confidence }: PredictionMarkProps) {
  const comparable = gold !== null;
  const goldMark = comparable ? `${markOf(gold, classes)} → ` : '';
  const goldText = comparable ? `true label ${classes[gold]}, ` : '';
  if (predicted === null) {
    return (
      <span className={styles.mark}>
        <span className={styles.classes} aria-hidden="true">
          {goldMark}…<span className={styles.confidence} />
        </span>
        <span className="visually-hidden">, {goldText}not predicted yet: </span>
      </span>
    );
  }
  const wrong = comparable && predicted !== gold;
  const outcome = comparable ? (wrong ? ', incorrect' : ', correct') : '';
  const model = { classes, output };
  const share = output === 'linear' ? formatFixed(confidence) : formatPercent(confidence);
  const title = isLoneValue(model)
    ? `value ${share}`
    : `${goldText}${predictedName(model)} ${classes[predicted]} (${share})${outcome}`;
  return (
    <span className={styles.mark} data-wrong={wrong} title={title}>
      <span aria-hidden="true">
        {wrong && <span className={styles.cross}>✗ </span>}
        <span className={styles.classes}>
          {goldMark}
          {!isLoneValue(model) && markOf(predicted, classes)}
        </span>
        <span className={styles.confidence}>{share}</span>
      </span>
      <span className="visually-hidden">, {title}: </span>
    </span>
  );
}
