import { memo } from 'react';
import type { Dataset, Occurrence } from '../../engine/experiment-protocol.ts';
import { useLook } from '../../state/display/index.ts';
import { type ColourScale, colourScale } from '../../ui/heat-map/colour-scale.ts';
import { formatCount, formatSigned } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import { sidesOf } from './concordance-rows.ts';
import styles from './context.module.css';
import { wordsIn } from './context-reading.ts';

interface ConcordanceProps {
  readonly dataset: Dataset;
  readonly occurrences: readonly Occurrence[];
  /** Words on each side. */
  readonly side: number;
  /** The absolute value that gets the full colour. */
  readonly limit: number;
  /** Of the values. */
  readonly digits: number;
  /** Sentences are explained for classes of their own, which are told. */
  readonly showsClass: boolean;
  readonly onSentence: (sentence: number) => void;
}

/** A row an occurrence, the word beneath itself; where there is little room, a row is a line of text that breaks. */
export const Concordance = memo(function Concordance(props: ConcordanceProps) {
  const { dataset, occurrences, side, limit, digits, showsClass, onSentence } = props;
  const scale = colourScale(limit, useLook());
  return (
    <ol className={styles.rows} data-classes={showsClass || undefined}>
      {occurrences.map(({ sentence, position, target, value, values }) => {
        const words = wordsIn(dataset, sentence);
        const { left, right } = sidesOf(position, words.length, side);
        return (
          <li key={`${sentence}-${position}`}>
            <button type="button" className={styles.row} onClick={() => onSentence(sentence)}>
              <b className={styles.value}>{formatSigned(value, digits)}</b>{' '}
              <span className={styles.left}>
                <span>
                  {left.isCut && '… '}
                  <Words words={words} values={values} {...left} scale={scale} />
                </span>
              </span>
              <Word word={words[position] ?? ''} value={value} scale={scale} isOwn />
              <span className={styles.right}>
                {' '}
                <Words words={words} values={values} {...right} scale={scale} />
                {right.isCut && ' …'}
              </span>{' '}
              <small className={styles.where}>
                {showsClass && `${shortName(dataset.classes[target] ?? '')} · `}no. {formatCount(sentence + 1)}
              </small>
            </button>
          </li>
        );
      })}
    </ol>
  );
});

interface WordsProps {
  readonly words: readonly string[];
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly scale: ColourScale;
}

function Words({ words, values, from, to, scale }: WordsProps) {
  return words.slice(from, to).map((word, k) => {
    const position = from + k;
    return <Word key={position} word={word} value={values[position] ?? 0} scale={scale} isOwn={false} />;
  });
}

interface WordProps {
  readonly word: string;
  readonly value: number;
  readonly scale: ColourScale;
  /** It is the one that is looked for. */
  readonly isOwn: boolean;
}

function Word({ word, value, scale, isOwn }: WordProps) {
  const { background, ink } = scale.themedCell(value);
  return (
    <>
      <bdi className={isOwn ? styles.own : styles.word} style={{ background, color: ink }}>
        {shortName(word)}
      </bdi>{' '}
    </>
  );
}
