import { useState } from 'react';
import { DELETED_SHARES, type MethodStudy, type NumbersStudy } from '../../engine/numbers-protocol.ts';
import { METHOD_NAMES, type MethodId } from '../../engine/protocol.ts';
import { useNumbers, useNumbersFile, useNumbersStudy } from '../../state/numbers/index.ts';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import { LineChart } from '../../ui/charts/line-chart.tsx';
import type { LineSeries } from '../../ui/charts/line-chart-scale.ts';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import controls from '../../ui/controls.module.css';
import { Card, Columns, DataTable, Note, Row, SectionHead, Stack, Title } from '../../ui/layout/index.ts';
import { digitsFor, formatCount, formatFixed, formatPercent, formatSigned } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';

/** Experiments over all sequences of the file: whether what methods rank highest carries the output, where relevance lies, and whether methods agree. */
export function Study() {
  const { status, progress, error, study, run, cancel } = useNumbersStudy();
  const count = useNumbersFile((state) => state.table?.sequences.length ?? 0);
  const isRunning = status === 'running';
  return (
    <section aria-labelledby="numbers-study">
      <SectionHead id="numbers-study">Over all sequences of the file</SectionHead>
      <Card>
        <Stack gap={3}>
          <Note>
            Every sequence is explained by the methods shown; then the time steps, and the features, that a method gives most are
            set to zeros. The faster the score falls, the better the ranking.
          </Note>
          <Row gap={3}>
            <button type="button" className={controls.button} onClick={() => (isRunning ? cancel() : void run())}>
              {isRunning ? 'Cancel' : `Run over ${formatCount(count)} ${count === 1 ? 'sequence' : 'sequences'}`}
            </button>
            {isRunning && <progress className={controls.progress} aria-label="Sequences done" max={1} value={progress} />}
          </Row>
          {error && <ErrorBanner title="The experiment ended early" error={error} />}
          {study && <Result study={study} />}
        </Stack>
      </Card>
    </section>
  );
}

function labelOf(id: MethodId): string {
  return METHOD_NAMES.find((method) => method.id === id)?.label ?? id;
}

function Result({ study }: { readonly study: NumbersStudy }) {
  const all = useNumbersFile((state) => state.table?.sequences.length ?? 0);
  const byFeature = study.methods.filter((method) => method.byFeature !== null);
  return (
    <Stack gap={4}>
      {study.sequences < all && (
        <Note>
          {formatCount(study.sequences)} of {formatCount(all)} sequences took part, evenly over the file.
        </Note>
      )}
      <Columns least="figure" gap={4}>
        <Deletion study={study} kind="steps" />
        {byFeature.length > 0 && <Deletion study={study} kind="features" />}
        <Positions study={study} />
        {byFeature.map((method) => (
          <Features key={method.id} method={method} />
        ))}
      </Columns>
      <Agreement study={study} />
      <Strongest study={study} />
    </Stack>
  );
}

function Deletion({ study, kind }: { readonly study: NumbersStudy; readonly kind: 'steps' | 'features' }) {
  const [active, setActive] = useState(2);
  const line = (id: string, label: string, look: LineSeries['look'], y: readonly number[]): LineSeries => ({
    id,
    label,
    look,
    x: kind === 'steps' ? DELETED_SHARES : [...y.keys()],
    y,
  });
  const series = [
    ...study.methods.flatMap((method, k) => {
      const changes = method[kind];
      return changes ? [line(method.id, labelOf(method.id), k, changes)] : [];
    }),
    line('random', 'random order', 'baseline', study.random[kind] ?? []),
  ];
  const what = kind === 'steps' ? 'time steps' : 'features';
  const largest = series.reduce((most, { y }) => Math.max(most, ...y.map(Math.abs)), 0);
  const digits = digitsFor(largest / 10);
  return (
    <LineChart
      title={`The score without the most relevant ${what}`}
      summary={`Mean change of the score as ${what} are deleted, those that a method gives most first, beside random orders.`}
      series={series}
      xTitle={kind === 'steps' ? 'share of the time steps deleted' : 'features deleted'}
      yTitle="change of the score"
      formatX={(x) => (kind === 'steps' ? formatPercent(x) : String(x))}
      formatY={(y) => formatSigned(y, digits)}
      wholeX={kind === 'features'}
      active={active}
      onActive={setActive}
    />
  );
}

function Positions({ study }: { readonly study: NumbersStudy }) {
  const [active, setActive] = useState(0);
  const series = study.methods.map(
    (method, k): LineSeries => ({
      id: method.id,
      label: labelOf(method.id),
      look: k,
      x: method.byPosition.map((_, interval) => interval + 1),
      y: method.byPosition,
    }),
  );
  return (
    <LineChart
      title="Where in time relevance lies"
      summary="Mean share of absolute relevance in each tenth of a sequence, from its beginning to its end."
      series={series}
      xTitle="tenth of the sequence"
      yTitle="share of absolute relevance"
      formatX={String}
      formatY={formatPercent}
      wholeX
      includeY={ZERO}
      active={active}
      onActive={setActive}
    />
  );
}

const ZERO = [0];
/** Features with a bar. */
const BARS = 12;

function Features({ method }: { readonly method: MethodStudy }) {
  const features = useNumbersFile((state) => state.table?.features) ?? [];
  const shares = method.byFeature ?? [];
  const order = [...shares.keys()].sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0)).slice(0, BARS);
  const label = labelOf(method.id);
  return (
    <div>
      <Title size="s">Which features, by {label}</Title>
      <BarChart
        xTitle="share of absolute relevance"
        formatX={formatPercent}
        summary={`Mean share of absolute relevance by ${label} that each feature gets.`}
        bars={order.map((k) => ({
          id: String(k),
          label: features[k] ?? '',
          value: shares[k] ?? Number.NaN,
          text: formatPercent(shares[k] ?? Number.NaN),
        }))}
      />
      {shares.length > BARS && (
        <Note size="xs">
          The {BARS} largest of {formatCount(shares.length)}.
        </Note>
      )}
    </div>
  );
}

function Agreement({ study }: { readonly study: NumbersStudy }) {
  if (study.agreement.length === 0) return <Note>Show another method to see whether it agrees.</Note>;
  return (
    <DataTable look="lined">
      <caption>Do methods order the time steps alike?</caption>
      <thead>
        <tr>
          <th scope="col">methods</th>
          <th scope="col">mean rank correlation</th>
        </tr>
      </thead>
      <tbody>
        {study.agreement.map(({ first, second, steps }) => (
          <tr key={`${first}-${second}`}>
            <th scope="row">
              {labelOf(first)} and {labelOf(second)}
            </th>
            <td>{formatFixed(steps)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** Sequences that are listed. */
const LISTED = 8;

/** Those whose score falls most: a click explains one. */
function Strongest({ study }: { readonly study: NumbersStudy }) {
  const taken = useNumbersStudy((state) => state.taken);
  const sequences = useNumbersFile((state) => state.table?.sequences) ?? [];
  const choose = useNumbers((state) => state.choose);
  const [method] = study.methods;
  if (!method || taken.length < 2) return null;
  const { drops } = method;
  const order = [...drops.keys()]
    .filter((n) => !Number.isNaN(drops[n]))
    .sort((a, b) => (drops[a] ?? 0) - (drops[b] ?? 0))
    .slice(0, LISTED);
  return (
    <DataTable look="lined">
      <caption>Where the score falls most without the tenth of the steps that {labelOf(method.id)} gives most</caption>
      <thead>
        <tr>
          <th scope="col">sequence</th>
          <th scope="col">change of the score</th>
        </tr>
      </thead>
      <tbody>
        {order.map((n) => {
          const index = taken[n] ?? 0;
          return (
            <tr key={index}>
              <th scope="row">
                <button
                  type="button"
                  className={controls.link}
                  onClick={() => {
                    choose(index);
                    document.getElementById('numbers-output')?.scrollIntoView();
                  }}
                >
                  {index + 1}: {shortName(sequences[index]?.name || 'the whole file', 60)}
                </button>
              </th>
              <td>{formatSigned(drops[n] ?? Number.NaN)}</td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
