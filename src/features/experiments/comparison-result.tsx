import { useMemo } from 'react';
import { BOOTSTRAP } from '../../engine/experiment-protocol.ts';
import type { Comparison } from '../../state/experiments/index.ts';
import { namesBeside } from '../../state/second/index.ts';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import { DataTable, Disclosure, Note, ScrollArea, Stack, Title } from '../../ui/layout/index.ts';
import { formatCount, formatSigned } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import {
  comparisonReading,
  comparisonTables,
  differenceText,
  figureLabel,
  intervalText,
  isBeyondChance,
  shortLabel,
  valueText,
} from './comparison-reading.ts';
import { DifferingSentences } from './differing-sentences.tsx';
import type { ListedSentences } from './experiment-parts.ts';
import { FigureCard, FigureContext } from './figure-card.tsx';
import { provenanceBeside, provenanceLines } from './result-files.ts';
import { ResultTables } from './result-tables.tsx';

interface ComparisonResultProps extends ListedSentences {
  readonly comparison: Comparison;
}

/** An experiment by two models: figures side by side with the intervals of their differences, and the sentences where they differ. */
export function ComparisonResult({ comparison, ...sentences }: ComparisonResultProps) {
  const { a, b, figures, estimates } = comparison;
  const names = namesBeside(a.request.model, b.request.model);
  const [first, second] = [shortName(names[0]), shortName(names[1])];
  const tables = useMemo(() => comparisonTables(comparison), [comparison]);
  const provenance = useMemo(() => provenanceBeside(comparison, import.meta.env.APP_VERSION), [comparison]);
  const fileName = `lrp-lens-${a.request.id}-${a.request.set.id}-beside`;
  const source = useMemo(() => ({ footer: provenanceLines(provenance), provenance, fileName }), [provenance, fileName]);
  const known = estimates.map((estimate, k) => ({ estimate, figure: figures[k] })).filter(({ figure }) => figure !== undefined);
  return (
    <Stack as="section" aria-label="Two models" gap={3}>
      <Title as="h2" size="l">
        {first} and {second}
      </Title>
      <Note>{comparisonReading(comparison, [first, second])}</Note>
      <FigureContext value={source}>
        <FigureCard
          title={`Difference: ${second} − ${first}`}
          name="differences"
          note="The line is the 95 % interval. Where it crosses 0, the models may differ only by which sentences happen to be here."
        >
          <Stack gap={4}>
            <BarChart
              xTitle="difference"
              formatX={(value) => formatSigned(value, 2)}
              summary={`Difference of each figure, ${second} less ${first}, with its 95 % interval.`}
              bars={known.flatMap(({ estimate, figure }, k) =>
                figure
                  ? [
                      {
                        id: String(k),
                        label: shortLabel(figure),
                        value: estimate.difference,
                        text: differenceText(figure, estimate.difference),
                        low: estimate.low,
                        high: estimate.high,
                      },
                    ]
                  : [],
              )}
            />
            <ScrollArea label="Figures of both models">
              <DataTable look="lined" scrolls>
                <thead>
                  <tr>
                    {['figure', first, second, 'difference', '95 % interval'].map((head) => (
                      <th key={head} scope="col">
                        {head}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {known.map(
                    ({ estimate, figure }) => figure && <FigureRow key={figureLabel(figure)} {...{ figure, estimate }} />,
                  )}
                </tbody>
              </DataTable>
            </ScrollArea>
          </Stack>
        </FigureCard>
      </FigureContext>
      <Disclosure summary="How the intervals are made">
        <Note>
          Paired bootstrap (Efron and Tibshirani 1993, sections 6.2 and 13.3; for the sentences of a test set as in Koehn 2004):
          as many sentences as there are, drawn with replacement, {formatCount(BOOTSTRAP.draws)} times from seed {BOOTSTRAP.seed}.
          Both models are measured on the same draw, so that what makes a sentence hard for both cancels out. The interval lies
          between the 2.5th and the 97.5th percentile of the differences. Each interval stands for itself: of twenty differences
          that are nothing but chance, one is expected to lie beyond it.
        </Note>
      </Disclosure>
      <DifferingSentences comparison={comparison} names={[first, second]} {...sentences} />
      <ResultTables title="Both models as tables" tables={tables} provenance={provenance} fileName={fileName} />
    </Stack>
  );
}

interface FigureRowProps {
  readonly figure: Comparison['figures'][number];
  readonly estimate: Comparison['estimates'][number];
}

function FigureRow({ figure, estimate }: FigureRowProps) {
  const difference = differenceText(figure, estimate.difference);
  return (
    <tr>
      <th scope="row">{figureLabel(figure)}</th>
      <td>{valueText(figure, estimate.a)}</td>
      <td>{valueText(figure, estimate.b)}</td>
      <td>{isBeyondChance(estimate) ? <b>{difference}</b> : difference}</td>
      <td>{intervalText(figure, estimate)}</td>
    </tr>
  );
}
