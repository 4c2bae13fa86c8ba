import { type ReactNode, useMemo, useState } from 'react';
import type { Dataset } from '../../engine/experiment-protocol.ts';
import { ScatterChart } from '../../ui/charts/scatter-chart.tsx';
import type { ScatterMark } from '../../ui/charts/scatter-layout.ts';
import controls from '../../ui/controls.module.css';
import { DataTable, Disclosure, Field, Note, Row, ScrollArea } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import type { ListedSentences } from './experiment-parts.ts';
import { FigureCard } from './figure-card.tsx';
import parts from './parts.module.css';
import { type AxisId, axesOf, outcomesOf, type SentenceAxis, type SentenceFigures } from './scatter-axes.ts';
import styles from './sentence-scatter.module.css';

interface SentenceScatterProps extends Pick<ListedSentences, 'textOf' | 'onSentence'> {
  readonly dataset: Dataset;
  readonly figures: SentenceFigures;
  /** What is laid out across and up at first. */
  readonly first: readonly [x: AxisId, y: AxisId];
  /** Chooses what `figures` hold. */
  readonly choice?: ReactNode;
}

const KINDS: readonly { readonly label: string; readonly mark: ScatterMark }[] = [
  { label: 'correct', mark: 'dot' },
  { label: 'incorrect', mark: 'cross' },
  { label: 'true class not known', mark: 'ring' },
];

/** Each sentence a point, by two of its figures. */
export function SentenceScatter({ dataset, figures, first, choice, textOf, onSentence }: SentenceScatterProps) {
  const [chosen, setChosen] = useState(first);
  const [active, setActive] = useState<number | null>(null);
  const axes = useMemo(() => axesOf(dataset, figures), [dataset, figures]);
  const outcomes = useMemo(() => outcomesOf(dataset, figures), [dataset, figures]);
  const [x, y] = chosen.map((id, k) => axes.find((one) => one.id === id) ?? axes[k] ?? axes[0]);
  const kinds = useMemo(() => KINDS.filter((_, kind) => outcomes.includes(kind)), [outcomes]);
  const points = useMemo(() => {
    const places = KINDS.map((kind) => kinds.indexOf(kind));
    return { x: x?.values ?? [], y: y?.values ?? [], kind: outcomes.map((kind) => places[kind] ?? 0) };
  }, [x, y, outcomes, kinds]);
  if (!x || !y || figures.sentences.length === 0) return null;
  const place = (point: number) => figures.sentences[point] ?? 0;
  const facts = (point: number) =>
    [...new Set([x, y])]
      .map((one) => `${one.label} ${one.format(one.values[point] ?? Number.NaN)}`)
      .concat(KINDS[outcomes[point] ?? 2]?.label ?? '')
      .join(', ');
  const open = (point: number) => onSentence(place(point));
  const left = points.kind.length - drawnCount(x, y);

  return (
    <FigureCard
      title="Sentence by sentence"
      name={`scatter-${x.id}-${y.id}`}
      note={`Each mark is a sentence.${left > 0 ? ` ${formatCount(left)} without both values ${left === 1 ? 'is' : 'are'} not drawn.` : ''}`}
      hint="Click a mark to explain its sentence; with the keyboard, the arrow keys go from mark to mark and Enter explains."
      wide
    >
      <Row gap={3} below={2} align="end" className="screen-only">
        <AxisChoice label="Across" axes={axes} value={x.id} onChange={(id) => setChosen([id, y.id])} />
        <AxisChoice label="Up" axes={axes} value={y.id} onChange={(id) => setChosen([x.id, id])} />
        {choice}
      </Row>
      <ScatterChart
        summary={`Sentences by ${x.title} (across) and ${y.title} (up): ${summaryOf(outcomes)}.`}
        points={points}
        kinds={kinds}
        x={x}
        y={y}
        name={(point) => `${textOf(place(point))} ${facts(point)}`}
        active={active}
        onActive={setActive}
        onActivate={open}
      />
      <div className={`screen-only ${styles.told}`}>
        {active === null ? (
          <Note>Point at a mark to read its sentence.</Note>
        ) : (
          <button type="button" className={`${parts.sentence} ${parts.beside}`} onClick={() => open(active)}>
            <span className={styles.text}>{textOf(place(active))}</span>
            <Note as="small" size="xs">
              {facts(active)}
            </Note>
          </button>
        )}
      </div>
      <Disclosure summary="The marks as a table" lazy>
        <PointTable x={x} y={y} outcomes={outcomes} textOf={(point) => textOf(place(point))} />
      </Disclosure>
    </FigureCard>
  );
}

function drawnCount(x: SentenceAxis, y: SentenceAxis): number {
  return x.values.reduce((sum, value, k) => sum + (Number.isFinite(value) && Number.isFinite(y.values[k]) ? 1 : 0), 0);
}

function summaryOf(outcomes: Uint8Array): string {
  return KINDS.flatMap(({ label }, kind) => {
    const count = outcomes.reduce((sum, one) => sum + (one === kind ? 1 : 0), 0);
    return count > 0 ? [`${formatCount(count)} ${label}`] : [];
  }).join(', ');
}

interface AxisChoiceProps {
  readonly label: string;
  readonly axes: readonly SentenceAxis[];
  readonly value: AxisId;
  readonly onChange: (id: AxisId) => void;
}

function AxisChoice({ label, axes, value, onChange }: AxisChoiceProps) {
  return (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          className={controls.input}
          value={value}
          onChange={({ target }) => onChange(axes.find((one) => one.id === target.value)?.id ?? value)}
        >
          {axes.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** More rows than that are in the file alone. */
const MOST_ROWS = 2500;

interface PointTableProps {
  readonly x: SentenceAxis;
  readonly y: SentenceAxis;
  readonly outcomes: Uint8Array;
  readonly textOf: (point: number) => string;
}

function PointTable({ x, y, outcomes, textOf }: PointTableProps) {
  const shown = Array.from(outcomes.subarray(0, MOST_ROWS).keys());
  return (
    <>
      <ScrollArea label="The marks as a table" maxHeight="18rem">
        <DataTable size="xs" scrolls>
          <thead>
            <tr>
              <th scope="col">sentence</th>
              <th scope="col">{x.label}</th>
              {y.id !== x.id && <th scope="col">{y.label}</th>}
              <th scope="col">prediction</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((point) => (
              <tr key={point}>
                <th scope="row" className={styles.cell}>
                  {textOf(point)}
                </th>
                <td>{x.format(x.values[point] ?? Number.NaN)}</td>
                {y.id !== x.id && <td>{y.format(y.values[point] ?? Number.NaN)}</td>}
                <td>{KINDS[outcomes[point] ?? 2]?.label}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </ScrollArea>
      {outcomes.length > MOST_ROWS && <Note>The first {formatCount(MOST_ROWS)}; the file “sentences” has all.</Note>}
    </>
  );
}
