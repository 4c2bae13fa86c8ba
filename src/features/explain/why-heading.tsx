import type { ReactNode } from 'react';
import type { Explanation } from '../../engine/protocol.ts';
import { ColourLegend } from '../../ui/colour-legend.tsx';
import { digitsFor, formatSigned } from '../../ui/format-number.ts';
import { type StrongWord, strongestWords } from './strongest-words.ts';
import styles from './why-heading.module.css';

const STRONGEST = 3;

interface WhyHeadingProps {
  readonly explanation: Explanation | null;
  /** Buttons right of the question. */
  readonly tools?: ReactNode;
}

/** The question the heat maps answer, its answer in one line, and what the colours mean. */
export function WhyHeading({ explanation, tools }: WhyHeadingProps) {
  const target = explanation?.model.classes[explanation.target] ?? 'this class';
  return (
    <header className={styles.header}>
      <h2 id="why-heading" className={styles.title}>
        {explanation ? (
          <>
            Why “<bdi>{target}</bdi>”?
          </>
        ) : (
          'Why?'
        )}
      </h2>
      {tools && <div className={styles.tools}>{tools}</div>}
      <div className={styles.legend}>
        <ColourLegend
          signed
          low="speaks against"
          high={
            <>
              speaks for <strong>{target}</strong>
            </>
          }
        />
      </div>
      <p className={styles.answer}>{explanation && <Answer explanation={explanation} />}</p>
      <p className={styles.note}>no colour: no influence · full colour: the largest value of each method</p>
    </header>
  );
}

function Answer({ explanation }: { readonly explanation: Explanation }) {
  const values = explanation.methods.find(({ id }) => id === 'lrp')?.words ?? [];
  const digits = digitsFor(Math.max(0, ...values.map(Math.abs)));
  const strongFor = strongestWords(explanation.tokens, values, 1, STRONGEST);
  const strongAgainst = strongestWords(explanation.tokens, values, -1, STRONGEST);
  return (
    <>
      <Side name="Most for" words={strongFor} digits={digits} />
      <Side name="Most against" words={strongAgainst} digits={digits} />
    </>
  );
}

function Side({
  name,
  words,
  digits,
}: {
  readonly name: string;
  readonly words: readonly StrongWord[];
  readonly digits: number;
}) {
  return (
    <span className={styles.side}>
      {name}:{' '}
      {words.length === 0
        ? 'no strong word'
        : words.map(({ position, word, value }, index) => (
            <span key={position}>
              {index > 0 && ' · '}
              <bdi className={styles.word}>{word}</bdi> <span className={styles.number}>{formatSigned(value, digits)}</span>
            </span>
          ))}
    </span>
  );
}
