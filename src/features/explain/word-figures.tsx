import type { ReactNode } from 'react';
import { type Explanation, METHOD_NAMES } from '../../engine/protocol.ts';
import { useModel } from '../../state/models/index.ts';
import { targetName, unitOf, unreadNote, useClassMatrix } from '../../state/sentence/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import { isUnread } from '../../ui/heat-map/unread-word.ts';
import { Note } from '../../ui/layout/index.ts';
import { digitsFor, EXPONENT, formatCount, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import { ranksBySize } from './strongest-words.ts';
import { unknownMeaning } from './unknown-meaning.ts';
import styles from './word-dock.module.css';

interface WordFiguresProps {
  readonly explanation: Explanation;
  /** Every class by one method is on show, rather than every method. */
  readonly byClass: boolean;
  readonly position: number;
}

/** What every method, or one method for every class, gives one word: four digits; its menu has all. */
export function WordFigures({ explanation, byClass, position }: WordFiguresProps) {
  const { tokens, unknown, read } = explanation;
  const unkToken = useModel((state) => state.info?.unkToken ?? null);
  return (
    <div className={styles.figures}>
      <div className={styles.word}>
        <ShortName name={tokens[position] ?? ''} />
        <Note as="span" size="xs">
          {unitOf(explanation)} {formatCount(position + 1)} of {formatCount(tokens.length)}
          {!byClass && `, for ${targetName(explanation)}`}
        </Note>
      </div>
      {byClass ? <ByClass position={position} /> : <ByMethod explanation={explanation} position={position} />}
      {unknown[position] && <p className={styles.remark}>{unknownMeaning(unkToken)}</p>}
      {isUnread(read, position) && <p className={styles.remark}>{unreadNote(explanation)} Its values are 0.</p>}
    </div>
  );
}

function ByMethod({ explanation, position }: Pick<WordFiguresProps, 'explanation' | 'position'>) {
  return METHOD_NAMES.map(({ id, label, signed }) => {
    const result = explanation.methods.find((method) => method.id === id);
    if (!result) return null;
    const { words, left, right, standardErrors } = result;
    const show = formatOf(words, signed);
    return (
      <Figures key={id}>
        <Figure name={label} value={show(words[position])} rank={ranksBySize(words)[position]} />
        {left && right && <Figure name="left to right" value={show(left[position])} />}
        {right && <Figure name="right to left" value={show(right[position])} />}
        {standardErrors && <Figure name="standard error" value={show(standardErrors[position])} />}
      </Figures>
    );
  });
}

function ByClass({ position }: { readonly position: number }) {
  const answer = useClassMatrix((state) => state.answer);
  if (!answer) return null;
  const { explanation, matrix } = answer;
  const method = METHOD_NAMES.find(({ id }) => id === matrix.method);
  const show = formatOf(matrix.values.flat(), method?.signed ?? true);
  return (
    <Figures>
      {matrix.values.map((values, index) => (
        <Figure
          key={classKey(index)}
          name={`${index === 0 ? `${method?.label}: ` : ''}${explanation.model.classes[index] ?? ''}`}
          value={show(values[position])}
          rank={ranksBySize(values)[position]}
        />
      ))}
    </Figures>
  );
}

/** Class names need not differ, but their places do. */
function classKey(index: number): string {
  return `class-${index}`;
}

function Figures({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.figures}>{children}</dl>;
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  /** By size, among the words. */
  readonly rank?: number | undefined;
}

function Figure({ name, value, rank }: FigureProps) {
  return (
    <div className={styles.figure} data-strong={rank !== undefined || undefined}>
      <dt>{name}</dt>
      <dd>
        {value}
        {rank !== undefined && <span className={styles.rank}> rank {rank}</span>}
      </dd>
    </div>
  );
}

/** Two digits more than a heat map has room for. */
function formatOf(values: readonly number[], signed: boolean): (value: number | undefined) => string {
  const digits = digitsFor(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  const precise = digits === EXPONENT ? EXPONENT : digits + 2;
  return (value = Number.NaN) => (signed ? formatSigned : formatFixed)(value, precise);
}
