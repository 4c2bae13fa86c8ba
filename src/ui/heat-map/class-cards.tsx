import { useId } from 'react';
import { formatFixed, formatPercent } from '../text/format-number.ts';
import { shortName } from '../text/short-name.ts';
import styles from './class-cards.module.css';

interface ClassCardsProps {
  /** C class names. */
  readonly classes: readonly string[];
  /** C each, or null where there is nothing to tell yet. */
  readonly probabilities: readonly number[] | null;
  readonly scores: readonly number[] | null;
  /** The output is a number for each class, and no probability. */
  readonly isNumber: boolean;
  readonly predicted: number | null;
  /** What that one is called; '': it needs no name. */
  readonly predictedName: string;
  readonly target: number | null;
  /** The class that the target is compared with. */
  readonly contrast: number | null;
  readonly labelledBy: string;
  readonly onChoose: (target: number) => void;
}

/** A longer name may not find room. */
const SHORT_NAME = 12;

/** One cell a class, all in a row where there are few; a radio group, so that the arrow keys choose as a click does. Bars are ink: colour means relevance alone. */
export function ClassCards(props: ClassCardsProps) {
  const { classes, probabilities, scores, isNumber, predicted, predictedName, target, contrast, labelledBy, onChoose } = props;
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} className={styles.cards}>
      {classes.map((label, index) => {
        const probability = probabilities?.[index] ?? Number.NaN;
        const score = formatFixed(scores?.[index] ?? Number.NaN);
        const marks = [
          index === predicted ? predictedName : '',
          index === target && classes.length > 1 ? 'target' : '',
          index === contrast ? 'compared' : '',
        ].filter((mark) => mark !== '');
        return (
          <label key={cardKey(index)} className={styles.card} title={label.length > SHORT_NAME ? shortName(label) : undefined}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              checked={index === target}
              disabled={!scores}
              onChange={() => onChoose(index)}
            />
            <span className={styles.inside}>
              <span className={styles.name} dir="auto">
                {label}
              </span>{' '}
              <span className={styles.percent}>{isNumber ? score : formatPercent(probability)}</span>{' '}
              {!isNumber && (
                <span className={styles.track} aria-hidden="true">
                  <span className={styles.bar} style={{ width: `${Number.isFinite(probability) ? 100 * probability : 0}%` }} />
                </span>
              )}
              <span className={styles.foot}>
                <span className={styles.marks}>
                  {marks.map((mark) => (
                    <span key={mark} className={styles.mark}>
                      {mark}{' '}
                    </span>
                  ))}
                </span>
                {!isNumber && (
                  <span className={styles.score}>
                    <span className={styles.scoreName}>score </span>
                    {score}
                  </span>
                )}
              </span>
            </span>
          </label>
        );
      })}
    </div>
  );
}

/** Class names need not differ, but their places do. */
function cardKey(index: number): string {
  return `class-${index}`;
}
