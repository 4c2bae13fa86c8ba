import type { NumbersResult } from '../../../engine/numbers-protocol.ts';
import type { ShownSequence } from '../../../state/numbers/index.ts';
import { Note } from '../../../ui/layout/index.ts';
import { digitsFor, formatFixed, formatSigned } from '../../../ui/text/format-number.ts';
import styles from './dock.module.css';
import type { Cursor } from './plot.tsx';

interface DockProps {
  readonly sequence: ShownSequence;
  readonly results: readonly { readonly label: string; readonly result: NumbersResult }[];
  readonly cursor: Cursor | null;
}

/** What stands at the place that is looked at: it has a place of its own, so that nothing lies over the figure. */
export function Dock({ sequence, results, cursor }: DockProps) {
  return (
    <div className={styles.dock} role="status" data-empty={cursor === null || undefined}>
      {cursor ? (
        <Values sequence={sequence} results={results} cursor={cursor} />
      ) : (
        <Note size="xs">Point at the figure, or go over it with the arrow keys.</Note>
      )}
    </div>
  );
}

function Values({ sequence, results, cursor }: DockProps & { readonly cursor: Cursor }) {
  const { features, given, values } = sequence;
  const { step, row } = cursor;
  const at = step * features.length + row;
  const [value, read] = [given[at] ?? Number.NaN, values[at] ?? Number.NaN];
  return (
    <>
      <strong>{stepName(sequence, step)}</strong>
      <span>
        {features[row]} <b>{formatFixed(value, digitsFor(value))}</b>
        {read !== value && <> (scaled {formatFixed(read, digitsFor(read))})</>}
      </span>
      {results.map(({ label, result }) => {
        const sum = result.steps[step] ?? Number.NaN;
        const own = result.inputs?.[at];
        return (
          <span key={label}>
            {label} {own !== undefined && <b>{formatSigned(own, digitsFor(own))}</b>}
            {own !== undefined && ', '}
            whole step <b>{formatSigned(sum, digitsFor(sum))}</b>
          </span>
        );
      })}
    </>
  );
}

/** `step 12`, with the time or the word that stands there. */
export function stepName({ times, words }: Pick<ShownSequence, 'times' | 'words'>, step: number): string {
  const what = words?.[step] ?? times?.[step];
  return what === undefined ? `step ${step + 1}` : `step ${step + 1}: ${what}`;
}
