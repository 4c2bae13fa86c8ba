import { DataTable, Disclosure, ScrollArea } from '../layout/index.ts';
import styles from './line-chart.module.css';
import { type LineSeries, stepsOf, valueAt } from './line-chart-scale.ts';

interface LineChartTableProps {
  readonly title: string;
  readonly series: readonly LineSeries[];
  readonly xTitle: string;
  readonly formatX: (x: number) => string;
  readonly formatY: (y: number) => string;
  readonly noteAt: ((seriesId: string, x: number) => string | undefined) | undefined;
}

/** The chart's figures, drawn only once they are asked for: there may be hundreds of steps. */
export function LineChartTable(props: LineChartTableProps) {
  return (
    <Disclosure className={styles.details} summary={`${props.title}: the figures`} lazy>
      <Figures {...props} />
    </Disclosure>
  );
}

function Figures({ title, series, xTitle, formatX, formatY, noteAt }: LineChartTableProps) {
  return (
    <ScrollArea label={`${title}: the figures`} maxHeight="18rem">
      <DataTable size="xs" scrolls>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{xTitle}</th>
            {series.map(({ id, label }) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stepsOf(series).map((step) => (
            <tr key={step}>
              <th scope="row">{formatX(step)}</th>
              {series.map((line) => (
                <td key={line.id}>
                  {figure(line, step, formatY)}
                  <Note text={noteAt?.(line.id, step)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </ScrollArea>
  );
}

function Note({ text }: { readonly text: string | undefined }) {
  return text ? <bdi className={styles.note}>{text}</bdi> : null;
}

/** A value, with its band where it has one. */
function figure(line: LineSeries, step: number, formatY: (y: number) => string): string {
  const value = valueAt(line, step);
  if (value === undefined) return '';
  const index = line.x.indexOf(step);
  const [low, high] = [line.low?.[index], line.high?.[index]];
  return low === undefined || high === undefined ? formatY(value) : `${formatY(value)} (${formatY(low)} to ${formatY(high)})`;
}
