import { type Explanation, METHODS, type MethodResult } from '../../engine/protocol.ts';
import { useModel } from '../../state/models/index.ts';
import { targetName } from '../../state/sentence/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import { formatCount, formatExact } from '../../ui/text/format-number.ts';
import { ranksBySize } from './strongest-words.ts';
import { unknownMeaning } from './unknown-meaning.ts';
import styles from './word-details.module.css';

interface WordDetailsProps {
  readonly explanation: Explanation;
  readonly position: number;
}

/** What every method says about one word, in full digits. */
export function WordDetails({ explanation, position }: WordDetailsProps) {
  const { tokens, unknown } = explanation;
  const unkToken = useModel((state) => state.info?.unkToken ?? null);
  return (
    <>
      <WordTitle tokens={tokens} position={position} />
      {unknown[position] && <p className={styles.unknown}>{unknownMeaning(unkToken)}</p>}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">for {targetName(explanation)}</th>
            <th scope="col" className={styles.number}>
              value
            </th>
            <th scope="col" className={styles.number}>
              rank
            </th>
          </tr>
        </thead>
        {METHODS.map(({ id, label }) => {
          const result = explanation.methods.find((method) => method.id === id);
          return result && <MethodRows key={id} label={label} result={result} position={position} />;
        })}
      </table>
    </>
  );
}

interface WordTitleProps {
  readonly tokens: readonly string[];
  readonly position: number;
}

export function WordTitle({ tokens, position }: WordTitleProps) {
  return (
    <p className={styles.title}>
      <ShortName className={styles.word} name={tokens[position] ?? ''} />
      <span className={styles.place}>
        word {formatCount(position + 1)} of {formatCount(tokens.length)}
      </span>
    </p>
  );
}

interface MethodRowsProps {
  readonly label: string;
  readonly result: MethodResult;
  readonly position: number;
}

function MethodRows({ label, result, position }: MethodRowsProps) {
  const { words, left, right } = result;
  return (
    <tbody>
      <tr>
        <th scope="row">{label}</th>
        <td className={styles.number}>{formatExact(words[position] ?? Number.NaN)}</td>
        <td className={styles.number}>{ranksBySize(words)[position]}</td>
      </tr>
      {left && right && <PartRow label="read left to right" value={left[position]} />}
      {right && <PartRow label="read right to left" value={right[position]} />}
    </tbody>
  );
}

function PartRow({ label, value = Number.NaN }: { readonly label: string; readonly value: number | undefined }) {
  return (
    <tr className={styles.part}>
      <th scope="row">{label}</th>
      <td className={styles.number}>{formatExact(value)}</td>
      <td />
    </tr>
  );
}
