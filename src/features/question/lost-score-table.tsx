import type { MethodName } from '../../engine/protocol.ts';
import { useDisplay } from '../../state/display/index.ts';
import { targetName, targetScoreName, type Unit, unitOf, useWithOutcomes } from '../../state/sentence/index.ts';
import type { Compared } from '../../state/what-if/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import { useMediaQuery } from '../../ui/hooks/use-media-query.ts';
import { DataTable, Note, ScrollArea, Stack, Title } from '../../ui/layout/index.ts';
import { digitsFor, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import { editName } from './edit-names.ts';
import styles from './lost-score-table.module.css';
import { comparedMethods, type LostScore, lostScores, signAgreement } from './lost-scores.ts';
import tables from './tables.module.css';

const TITLE_ID = 'lost-scores-title';
/** Columns of methods that find room on a phone. */
const FEW = 3;

/** Beside what each edit really took from the score: what the methods had said of the word. */
export function LostScoreTable({ compared }: { readonly compared: Compared }) {
  const { edits, effects } = compared;
  const before = useWithOutcomes(compared.before);
  const shown = useDisplay((state) => state.methods);
  const methods = comparedMethods(before, shown);
  const score = targetScoreName(before);
  const unit = unitOf(before);
  const narrow = useMediaQuery('(max-width: 34rem)');
  const rows = effects ? lostScores(compared, before, methods, effects) : null;
  return (
    <Stack as="section" gap={0} above={5} aria-labelledby={TITLE_ID}>
      <Title id={TITLE_ID}>
        What each method said about {edits.length === 1 ? `this ${unit}` : `these ${unit}s`}, and what actually happened
      </Title>
      {rows && (
        <>
          <ScrollArea label="What each method said, table">
            <DataTable look="lined" className={tables.table} scrolls={methods.length > FEW}>
              <thead>
                <tr>
                  {!narrow && <th scope="col">{unit}</th>}
                  {methods.map(({ id, label, signed }) => (
                    <th key={id} scope="col">
                      {label}
                      {!signed && <span className={tables.kind}>unsigned</span>}
                    </th>
                  ))}
                  <th scope="col">{score} lost when blanked out</th>
                  <th scope="col">{score} lost by the edit</th>
                </tr>
              </thead>
              {rows.map((row) => (
                <Row key={row.key} row={row} methods={methods} digits={digitsOf(rows)} narrow={narrow} unit={unit} />
              ))}
            </DataTable>
          </ScrollArea>
          <Note above={2} className={styles.verdict}>
            {verdict(rows, methods, unit)}
          </Note>
        </>
      )}
      <Note above={1}>
        Lost: the {score} of {targetName(before)} before the edit minus the {score} after it, each edit on its own.{' '}
        {reading(unit)}
        {edits.some(({ kind }) => kind !== 'delete') && ` ${deletionOnly(unit)}`}
        {edits.length > 1 &&
          ` ${unit === 'row' ? 'Rows' : 'Words'} work together, so the losses of single edits need not add up.`}
      </Note>
    </Stack>
  );
}

const reading = (unit: Unit) =>
  `If a ${unit}’s relevance has the sign, and roughly the size, of what blanking it out takes away, that speaks for the method. No method ` +
  `promises it, though: LRP divides up the score of the ${unit === 'row' ? 'rows as they are' : 'sentence as it is'}, Gradient × Input estimates the loss from the slope at ` +
  'that point, and Sensitivity only says how strongly the score reacts, never in which direction.';
const deletionOnly = (unit: Unit) =>
  `Compare the methods with “when blanked out”: they judge the ${unit} that was there, not one that replaces it, nor how the other ${unit}s ` +
  'move up when it is removed.';

interface RowProps {
  readonly row: LostScore;
  readonly methods: readonly MethodName[];
  readonly digits: number;
  /** The word in a line of its own, above its numbers. */
  readonly narrow: boolean;
  readonly unit: Unit;
}

function Row({ row: { word, edit, predicted, deleted, edited }, methods, digits, narrow, unit }: RowProps) {
  const name = (
    <>
      <ShortName name={word} />
      {edit && <span className={narrow ? tables.beside : tables.kind}> {editName(edit)}</span>}
    </>
  );
  const strong = edit === null || undefined;
  const numbers = (
    <>
      {methods.map(({ id, signed }, index) => {
        const value = predicted[index] ?? Number.NaN;
        return <td key={id}>{signed ? formatSigned(value, digits) : formatFixed(value, digits)}</td>;
      })}
      <td>{formatLost(deleted, digits, unit)}</td>
      <td>{formatLost(edited, digits, unit)}</td>
    </>
  );
  if (!narrow) {
    return (
      <tbody>
        <tr data-strong={strong}>
          <th scope="row">{name}</th>
          {numbers}
        </tr>
      </tbody>
    );
  }
  return (
    <tbody>
      <tr data-strong={strong}>
        <th scope="rowgroup" colSpan={methods.length + 2}>
          {name}
        </th>
      </tr>
      <tr data-strong={strong} data-below="">
        {numbers}
      </tr>
    </tbody>
  );
}

function formatLost(value: number | null, digits: number, unit: Unit): string {
  return value === null ? `no ${unit} left` : formatSigned(value, digits);
}

function digitsOf(rows: readonly LostScore[]): number {
  const values = rows.flatMap(({ predicted, deleted, edited }) => [...predicted, deleted ?? 0, edited ?? 0]);
  return digitsFor(Math.max(...values.map(Math.abs)));
}

function verdict(rows: readonly LostScore[], methods: readonly MethodName[], unit: Unit): string {
  const told = methods.flatMap(({ label, signed }, column) => {
    if (!signed) return [];
    const { agree, of } = signAgreement(rows, column);
    if (of === 0) return `${label} has no sign to compare`;
    if (of === 1) return `${label} ${agree === 1 ? 'has that sign too' : 'has the opposite sign'}`;
    return `${label} has that sign for ${agree} of ${of} ${unit}s`;
  });
  return `The sign of the loss when blanked out: ${told.join(', ')}.`;
}
