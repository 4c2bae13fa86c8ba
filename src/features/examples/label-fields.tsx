import { MAX_LABELS, type SentenceLabel } from '../../engine/protocol.ts';
import { useSentenceFile } from '../../state/examples/index.ts';
import controls from '../../ui/controls.module.css';
import { DataTable, Disclosure, ScrollArea } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import styles from './label-fields.module.css';

const UNKNOWN = 'unknown';

/** What each label of the file is read as, to be settled one by one. */
export function LabelFields() {
  const labels = useSentenceFile((state) => state.settled?.labels);
  const classes = useSentenceFile((state) => state.read?.classes);
  const said = useSentenceFile((state) => state.options.labels);
  const { change } = useSentenceFile.getState();
  if (!labels || labels.length === 0 || !classes) return null;
  const settle = (label: string, value: string) =>
    void change({ labels: { ...said, [label]: value === UNKNOWN ? null : (classes[Number(value)] ?? null) } });
  const unknown = labels.filter(({ gold }) => gold < 0).length;
  return (
    <Disclosure className={styles.labels} summary={summaryOf(labels.length, unknown)}>
      <ScrollArea label="Labels of the file" maxHeight="16rem">
        <DataTable look="lined" size="xs" scrolls className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Label, sentences</th>
              <th scope="col">Read as</th>
            </tr>
          </thead>
          <tbody>
            {labels.map((one) => (
              <LabelRow key={one.label} {...one} classes={classes} settle={settle} />
            ))}
          </tbody>
        </DataTable>
      </ScrollArea>
      {labels.length === MAX_LABELS && <p>The {MAX_LABELS} most frequent.</p>}
    </Disclosure>
  );
}

function summaryOf(count: number, unknown: number): string {
  const labels = count === 1 ? '1 label' : `${count} labels`;
  return `What the labels mean: ${labels}${unknown > 0 ? `, ${unknown} unknown` : ''}`;
}

interface LabelRowProps extends SentenceLabel {
  readonly classes: readonly string[];
  readonly settle: (label: string, value: string) => void;
}

function LabelRow({ label, count, gold, classes, settle }: LabelRowProps) {
  return (
    <tr>
      <th scope="row" className={styles.label} title={label}>
        <span className={styles.name}>{label}</span> {formatCount(count)}
      </th>
      <td>
        <select
          className={`${controls.input} ${styles.select}`}
          aria-label={`“${label}” is read as`}
          value={gold < 0 ? UNKNOWN : String(gold)}
          onChange={(event) => settle(label, event.target.value)}
        >
          <option value={UNKNOWN}>{UNKNOWN}</option>
          {classes.map((name, place) => (
            <option key={name} value={place}>
              {name}
            </option>
          ))}
        </select>
      </td>
    </tr>
  );
}
