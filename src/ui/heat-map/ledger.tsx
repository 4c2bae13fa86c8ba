import type { TermId } from '../terms/glossary.ts';
import { Term } from '../terms/term.tsx';
import { digitsFor, formatFixed, formatSigned } from '../text/format-number.ts';
import { shortName } from '../text/short-name.ts';
import styles from './ledger.module.css';

type LedgerKind = 'word' | 'words' | 'rest' | 'bias' | 'stabiliser' | 'padding' | 'total';

export interface LedgerEntry {
  /** word: one word, or several together · words: what all words so far add up to · total: what all parts add up to. */
  readonly kind: LedgerKind;
  readonly label: string;
  readonly value: number;
  /** What the label means, where it is not plain. */
  readonly term?: TermId;
}

interface LedgerProps {
  readonly caption: string;
  /** The parts in order, then the total they add up to. */
  readonly entries: readonly LedgerEntry[];
}

interface Bar extends LedgerEntry {
  readonly from: number;
  readonly to: number;
}

/** A waterfall: each part starts where the one before it ended. A table, so that it reads as one without the bars. */
export function Ledger({ caption, entries }: LedgerProps) {
  const bars = waterfall(entries);
  const low = Math.min(0, ...bars.flatMap(({ from, to }) => [from, to]));
  const high = Math.max(0, ...bars.flatMap(({ from, to }) => [from, to]));
  const place = (value: number) => (high > low ? (100 * (value - low)) / (high - low) : 0);
  const digits = digitsFor(Math.max(high, -low));
  return (
    <table className={styles.ledger}>
      <caption className="visually-hidden">{caption}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">part</th>
          <th scope="col">bar</th>
          <th scope="col">amount</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ kind, label, value, term, from, to }, index) => (
          <tr key={rowKey(index)} data-kind={kind}>
            <th scope="row" className={styles.label}>
              {term ? <Term id={term}>{label}</Term> : <bdi>{shortName(label)}</bdi>}
            </th>
            <td className={styles.chart}>
              <span className={styles.track} aria-hidden="true">
                <span className={styles.zero} style={{ left: `${place(0)}%` }} />
                <span
                  className={styles.bar}
                  data-kind={kind}
                  data-negative={value < 0 || undefined}
                  style={{ left: `${place(Math.min(from, to))}%`, width: `${Math.abs(place(to) - place(from))}%` }}
                />
              </span>
            </td>
            <td className={styles.value}>{(isSum(kind) ? formatFixed : formatSigned)(value, digits)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Two words may be the same. */
function rowKey(index: number): string {
  return `row-${index}`;
}

/** Sums begin at zero. */
function isSum(kind: LedgerKind): boolean {
  return kind === 'words' || kind === 'total';
}

function waterfall(entries: readonly LedgerEntry[]): Bar[] {
  let sum = 0;
  return entries.map((entry) => {
    const from = isSum(entry.kind) ? 0 : sum;
    const to = from + entry.value;
    sum = to;
    return { ...entry, from, to };
  });
}
