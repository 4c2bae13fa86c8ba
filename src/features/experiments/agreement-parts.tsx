import { useState } from 'react';
import {
  type Coefficient,
  type Compared,
  mostDisagreeing,
  type PairCorrelations,
  summaryOf,
} from '../../engine/experiment-protocol.ts';
import type { MethodId } from '../../engine/protocol.ts';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import { MatrixChart } from '../../ui/charts/matrix-chart.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import controls from '../../ui/controls.module.css';
import { Card, Columns, Row, Title } from '../../ui/layout/index.ts';
import { formatCount, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import { agreementReading, agreementTables, binsOf, pairName } from './agreement-reading.ts';
import type { ExperimentParts, ResultProps } from './experiment-parts.ts';
import { FigureCard } from './figure-card.tsx';
import { methodLabel } from './figures-text.ts';
import styles from './parts.module.css';

export const AGREEMENT_PARTS: ExperimentParts<'agreement'> = {
  id: 'agreement',
  title: 'Agreement of methods',
  question: 'Do the methods rank the words of a sentence alike, and where do they not?',
  method:
    'In each sentence the words’ values by two methods are compared by rank correlation (Spearman 1904; Kendall 1938, tau-b), of the values with their signs or of their sizes. Sensitivity has no sign: for its pairs only sizes are a fair comparison.',
  Result: AgreementFigures,
  reading: agreementReading,
  tables: agreementTables,
};

const LISTED = 15;

function AgreementFigures(props: ResultProps<'agreement'>) {
  const { result, textOf, onSentence, onSentences } = props;
  const [compared, setCompared] = useState<Compared>('magnitudes');
  const [coefficient, setCoefficient] = useState<Coefficient>('spearman');
  const [pairId, setPairId] = useState('0');
  const pair = result.pairs[Number(pairId)] ?? result.pairs[0];
  return (
    <>
      <Row gap={4} align="end">
        <Segmented
          label="What is compared"
          value={compared}
          onChange={setCompared}
          segments={[
            { value: 'magnitudes', label: 'Sizes' },
            { value: 'values', label: 'Values with sign' },
          ]}
        />
        <Segmented
          label="Coefficient"
          value={coefficient}
          onChange={setCoefficient}
          segments={[
            { value: 'spearman', label: 'Spearman' },
            { value: 'kendall', label: 'Kendall' },
          ]}
        />
      </Row>
      <Columns least="figure" className={styles.figures}>
        <FigureCard
          title="Mean rank correlation of each pair"
          name={`pairs-${compared}-${coefficient}`}
          note={`1: the same order of words; 0: no relation; −1: the opposite order.${areMany(result) ? ' Choose a cell to see that pair.' : ' The line is one standard deviation over the sentences.'}`}
          wide={areMany(result)}
        >
          <Pairs result={result} compared={compared} coefficient={coefficient} onPair={setPairId} />
        </FigureCard>
        {pair && (
          <FigureCard title={`Sentences by agreement: ${pairName(pair)}`} name={`distribution-${pair.first}-${pair.second}`}>
            {result.pairs.length > 1 && (
              <select
                className={controls.input}
                aria-label="Pair"
                value={pairId}
                onChange={({ target }) => setPairId(target.value)}
              >
                {result.pairs.map((one, index) => (
                  <option key={pairName(one)} value={index}>
                    {pairName(one)}
                  </option>
                ))}
              </select>
            )}
            <Distribution pair={pair} compared={compared} coefficient={coefficient} result={result} onSentences={onSentences} />
          </FigureCard>
        )}
      </Columns>
      {pair && (
        <Card as="section">
          <Title below={1}>Where they disagree most: {pairName(pair)}</Title>
          <ol>
            {mostDisagreeing(result, pair, compared, coefficient, LISTED).map(({ sentence, correlation }) => (
              <li key={sentence}>
                <button type="button" className={styles.sentence} onClick={() => onSentence(sentence)}>
                  <b>{formatSigned(correlation)}</b>
                  <span>{textOf(sentence)}</span>
                </button>
              </li>
            ))}
          </ol>
        </Card>
      )}
    </>
  );
}

interface DistributionProps extends Pick<ResultProps<'agreement'>, 'result' | 'onSentences'> {
  readonly pair: PairCorrelations;
  readonly compared: Compared;
  readonly coefficient: Coefficient;
}

function Distribution({ pair, compared, coefficient, result, onSentences }: DistributionProps) {
  const bins = binsOf(pair[compared][coefficient], result.sentences);
  return (
    <BarChart
      summary={`Number of sentences by rank correlation of ${pairName(pair)}.`}
      action="list the sentences"
      onActivate={(id) => {
        const bin = bins[Number(id)];
        if (bin) onSentences(bin.sentences, `${pairName(pair)} from ${formatFixed(bin.from, 1)} to ${formatFixed(bin.to, 1)}`);
      }}
      bars={bins.map(({ from, to, sentences }, index) => ({
        id: String(index),
        label: `${formatSigned(from, 1)} to ${formatSigned(to, 1)}`,
        value: sentences.length,
        text: formatCount(sentences.length),
      }))}
    />
  );
}

/** Pairs that bars are drawn for: those of three methods. */
const MOST_BARS = 3;
/** Room for "−0.12". */
const CELL = 40;

function areMany({ pairs }: ResultProps<'agreement'>['result']): boolean {
  return pairs.length > MOST_BARS;
}

interface PairsProps extends Pick<ResultProps<'agreement'>, 'result'> {
  readonly compared: Compared;
  readonly coefficient: Coefficient;
  readonly onPair: (index: string) => void;
}

/** The mean of each pair: as bars, or of many methods as a table of cells. */
function Pairs({ result, compared, coefficient, onPair }: PairsProps) {
  const { pairs } = result;
  const summary = `Mean ${coefficient === 'spearman' ? 'Spearman' : 'Kendall'} correlation of the words’ ${compared === 'values' ? 'values' : 'sizes'} for each pair of methods`;
  if (!areMany(result)) {
    return (
      <BarChart
        summary={`${summary}, and one standard deviation.`}
        domain={[0, 1]}
        bars={pairs.map((one, index) => {
          const { mean, deviation } = summaryOf(one, compared, coefficient);
          const text = Number.isFinite(deviation) ? `${formatFixed(mean)} ± ${formatFixed(deviation)}` : formatFixed(mean);
          return { id: String(index), label: pairName(one), value: mean, text, low: mean - deviation, high: mean + deviation };
        })}
      />
    );
  }
  const methods: readonly MethodId[] = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))];
  const labels = methods.map(methodLabel);
  const placeOf = (row: number, column: number) =>
    pairs.findIndex(
      ({ first, second }) =>
        first === methods[Math.min(row, column)] && second === methods[Math.max(row, column)] && row !== column,
    );
  const meanOf = (row: number, column: number) => {
    const pair = pairs[placeOf(row, column)];
    return pair ? summaryOf(pair, compared, coefficient).mean : Number.NaN;
  };
  return (
    <MatrixChart
      summary={`${summary}.`}
      rows={labels}
      columns={labels}
      rowTitle=""
      columnTitle=""
      leastCell={CELL}
      shade={(row, column) => meanOf(row, column) || 0}
      text={(row, column) => (row === column ? '' : formatFixed(meanOf(row, column)))}
      name={(row, column) =>
        row === column
          ? `${labels[row]} with itself`
          : `${labels[row]} and ${labels[column]}: ${formatFixed(meanOf(row, column))}`
      }
      onActivate={(row, column) => {
        const place = placeOf(row, column);
        if (place >= 0) onPair(String(place));
      }}
    />
  );
}
