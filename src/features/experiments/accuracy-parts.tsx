import { useMemo, useState } from 'react';
import { type Band, type Dataset, type Share, sentencesOfBand, sentencesOfCell } from '../../engine/experiment-protocol.ts';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import { LineChart } from '../../ui/charts/line-chart.tsx';
import { MatrixChart } from '../../ui/charts/matrix-chart.tsx';
import { Columns, Note, Row } from '../../ui/layout/index.ts';
import { formatCount, formatPercent } from '../../ui/text/format-number.ts';
import { accuracyReading, bandName } from './accuracy-reading.ts';
import { accuracyTables } from './accuracy-tables.ts';
import type { ExperimentParts, ResultProps } from './experiment-parts.ts';
import { FigureCard } from './figure-card.tsx';
import { percent, wilson } from './figures-text.ts';
import styles from './parts.module.css';
import { SentenceScatter } from './sentence-scatter.tsx';
import { percentInterval } from './slice-names.ts';
import { SliceTable } from './slice-table.tsx';

export const ACCURACY_PARTS: ExperimentParts<'accuracy'> = {
  id: 'accuracy',
  title: 'Accuracy',
  question: 'How often is the model correct, and does it know when it is?',
  method:
    'Every sentence with a known true class is classified. Binary accuracy leaves neutral sentences out and compares p(positive) + p(very positive) with p(negative) + p(very negative), as in Socher et al. 2013. The expected calibration error (Guo et al. 2017) is the mean distance between confidence and accuracy over bins of equal width.',
  Result: AccuracyFigures,
  reading: accuracyReading,
  tables: accuracyTables,
};

function AccuracyFigures({ result, dataset, textOf, onSentence, onSentences }: ResultProps<'accuracy'>) {
  const { classes } = dataset;
  const figures = useMemo(() => ({ sentences: result.sentences, predictions: result }), [result]);
  const { confusion } = result;
  if (result.count === 0) return null;
  const rowTotals = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
  return (
    <Columns least="figure" className={styles.figures}>
      <Row as="dl" gap={6} align="start" className={styles.big}>
        <BigShare name={`${classes.length} classes`} share={result} />
        {result.binary && <BigShare name="Binary, without neutral" share={result.binary} />}
        <div>
          <dt>Calibration error (ECE)</dt>
          <dd>
            {percent(result.calibration.error)}
            <Note as="small" size="xs">
              over {result.calibration.bins.length} bins of confidence
            </Note>
          </dd>
        </div>
      </Row>
      <FigureCard
        title="True and predicted class"
        name="confusion"
        note="Number of sentences in each cell; the shading shows their share of the true class."
        hint="Click a cell to list its sentences in Explain."
      >
        <MatrixChart
          summary="Confusion matrix: true classes in rows, predicted classes in columns."
          rows={classes}
          columns={classes}
          rowTitle="true"
          columnTitle="predicted"
          shade={(row, column) => (confusion[row]?.[column] ?? 0) / Math.max(1, rowTotals[row] ?? 0)}
          text={(row, column) => formatCount(confusion[row]?.[column] ?? 0)}
          name={(row, column) =>
            `True ${classes[row]}, predicted ${classes[column]}: ${formatCount(confusion[row]?.[column] ?? 0)} sentences, list them`
          }
          onActivate={(row, column) =>
            onSentences(sentencesOfCell(dataset, result, row, column), `true ${classes[row]}, predicted ${classes[column]}`)
          }
        />
      </FigureCard>
      <Reliability result={result} />
      <Bands
        title="By length"
        name="length"
        unit="words"
        bands={result.byLength}
        dataset={dataset}
        result={result}
        onSentences={onSentences}
      />
      <Bands
        title="By unknown words"
        name="unknown-words"
        unit="unknown"
        bands={result.byUnknown}
        dataset={dataset}
        result={result}
        onSentences={onSentences}
      />
      <SliceTable
        note="Share of correct predictions in parts of the data, with its 95 % interval (Wilson 1927)."
        dataset={dataset}
        slices={result.bySlice}
        columns={['Accuracy', '95 % interval']}
        cells={({ correct, sentences }) => shareCells(correct, sentences.length)}
        all={{ count: result.count, cells: shareCells(result.correct, result.count) }}
        onSentences={onSentences}
      />
      <SentenceScatter dataset={dataset} figures={figures} first={['length', 'true']} textOf={textOf} onSentence={onSentence} />
    </Columns>
  );
}

function shareCells(correct: number, count: number): string[] {
  return [percent(correct / count), percentInterval(wilson(correct, count))];
}

function BigShare({ name, share: { correct, count } }: { readonly name: string; readonly share: Share }) {
  const [low, high] = wilson(correct, count);
  const counts = `${formatCount(correct)} of ${formatCount(count)}; 95 % interval ${percent(low)} to ${percent(high)}`;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {percent(correct / count)}
        <Note as="small" size="xs">
          {count > 0 ? counts : 'no such sentences'}
        </Note>
      </dd>
    </div>
  );
}

function Reliability({ result: { calibration } }: Pick<ResultProps<'accuracy'>, 'result'>) {
  const filled = calibration.bins.filter(({ count }) => count > 0);
  const [active, setActive] = useState(filled.length - 1);
  const x = filled.map(({ confidence }) => confidence);
  return (
    <FigureCard
      title="Calibration"
      name="calibration"
      note="Below the dotted line the model is overconfident, above it underconfident. Empty bins are not drawn."
    >
      <LineChart
        title="Accuracy by confidence"
        summary={`Reliability diagram: mean confidence and accuracy of ${filled.length} bins; the expected calibration error is ${percent(calibration.error)}.`}
        series={[
          { id: 'model', label: 'accuracy', look: 0, x, y: filled.map(({ accuracy }) => accuracy) },
          { id: 'even', label: 'equal', look: 'baseline', x, y: x },
        ]}
        xTitle="mean confidence of a bin"
        yTitle="share of correct predictions"
        formatX={formatPercent}
        formatY={formatPercent}
        includeY={[0, 1]}
        active={active}
        onActive={setActive}
        noteAt={(id, at) =>
          id === 'model' ? `${formatCount(filled.find(({ confidence }) => confidence === at)?.count ?? 0)} sentences` : undefined
        }
      />
    </FigureCard>
  );
}

interface BandsProps extends Pick<ResultProps<'accuracy'>, 'result' | 'onSentences'> {
  readonly dataset: Dataset;
  readonly title: string;
  readonly name: 'length' | 'unknown-words';
  readonly unit: string;
  readonly bands: readonly Band[];
}

function Bands({ title, name, unit, bands, dataset, result, onSentences }: BandsProps) {
  const kind = name === 'length' ? 'length' : 'unknown';
  return (
    <FigureCard
      title={title}
      name={name}
      note="Share of correct predictions, with its 95 % interval; the dotted line is the share of all."
      hint="Click a bar to list its sentences."
    >
      <BarChart
        summary={`Share of correct predictions ${title.toLowerCase()}, with its 95 % interval; dotted: of all sentences.`}
        xTitle="share of correct predictions"
        formatX={formatPercent}
        domain={[0, 1]}
        reference={{ value: result.correct / result.count, label: 'all' }}
        action="list the sentences"
        onActivate={(id) => {
          const band = bands.find(({ from }) => String(from) === id);
          if (band) onSentences(sentencesOfBand(dataset, result, kind, band), bandName(band, unit));
        }}
        bars={bands.map((band) => {
          const [low, high] = wilson(band.correct, band.count);
          const value = band.count > 0 ? band.correct / band.count : Number.NaN;
          const text = band.count > 0 ? `${percent(value)} of ${formatCount(band.count)}` : 'none';
          return { id: String(band.from), label: bandName(band, unit), value, text, low, high };
        })}
      />
    </FigureCard>
  );
}
