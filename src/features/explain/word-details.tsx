import { type Explanation, METHOD_NAMES, type MethodResult } from '../../engine/protocol.ts';
import { useModel } from '../../state/models/index.ts';
import { targetName, unreadNote } from '../../state/sentence/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import { isUnread } from '../../ui/heat-map/unread-word.ts';
import { DataTable, Note, Row } from '../../ui/layout/index.ts';
import { formatCount, formatExact, formatExactSigned } from '../../ui/text/format-number.ts';
import { FeatureDetails } from './feature-details.tsx';
import { ranksBySize } from './strongest-words.ts';
import { unknownMeaning } from './unknown-meaning.ts';
import styles from './word-details.module.css';

interface WordDetailsProps {
  readonly explanation: Explanation;
  readonly position: number;
}

/** What every method says about one word, in full digits. */
export function WordDetails({ explanation, position }: WordDetailsProps) {
  const { tokens, unknown, read, numbers } = explanation;
  const unkToken = useModel((state) => state.info?.unkToken ?? null);
  return (
    <>
      <WordTitle tokens={tokens} position={position} unit={numbers ? 'row' : 'word'} />
      {unknown[position] && <p className={styles.unknown}>{unknownMeaning(unkToken)}</p>}
      {isUnread(read, position) && <p className={styles.unknown}>{unreadNote(explanation)} Its values are 0.</p>}
      <DataTable className={styles.table}>
        <thead>
          <tr>
            <th scope="col">for {targetName(explanation)}</th>
            <th scope="col">value</th>
            <th scope="col">rank</th>
          </tr>
        </thead>
        {METHOD_NAMES.map(({ id, label, signed }) => {
          const result = explanation.methods.find((method) => method.id === id);
          return result && <MethodRows key={id} label={label} signed={signed} result={result} position={position} />;
        })}
      </DataTable>
      {numbers && <FeatureDetails explanation={explanation} row={numbers[position] ?? []} position={position} />}
    </>
  );
}

interface WordTitleProps {
  readonly tokens: readonly string[];
  readonly position: number;
  readonly unit?: 'word' | 'row';
}

export function WordTitle({ tokens, position, unit = 'word' }: WordTitleProps) {
  return (
    <Row gap={4} align="baseline" spread className={styles.title}>
      <ShortName className={styles.word} name={tokens[position] ?? ''} />
      <Note as="span" size="xs">
        {unit} {formatCount(position + 1)} of {formatCount(tokens.length)}
      </Note>
    </Row>
  );
}

interface MethodRowsProps {
  readonly label: string;
  readonly signed: boolean;
  readonly result: MethodResult;
  readonly position: number;
}

function MethodRows({ label, signed, result, position }: MethodRowsProps) {
  const { words, left, right, standardErrors } = result;
  const format = signed ? formatExactSigned : formatExact;
  return (
    <tbody>
      <tr>
        <th scope="row">{label}</th>
        <td>{format(words[position] ?? Number.NaN)}</td>
        <td>{ranksBySize(words)[position]}</td>
      </tr>
      {left && right && <PartRow label="read left to right" value={format(left[position] ?? Number.NaN)} />}
      {right && <PartRow label="read right to left" value={format(right[position] ?? Number.NaN)} />}
      {standardErrors && <PartRow label="standard error" value={formatExact(standardErrors[position] ?? Number.NaN)} />}
    </tbody>
  );
}

function PartRow({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <tr className={styles.part}>
      <th scope="row">{label}</th>
      <td>{value}</td>
      <td />
    </tr>
  );
}
