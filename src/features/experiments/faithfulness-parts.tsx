import { useMemo, useState } from 'react';
import type { FaithfulnessResult, Summary } from '../../engine/experiment-protocol.ts';
import { BarChart, type ChartBar } from '../../ui/charts/bar-chart.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import controls from '../../ui/controls.module.css';
import { Columns, Field } from '../../ui/layout/index.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import type { ExperimentParts, ResultProps } from './experiment-parts.ts';
import {
  amountOf,
  faithfulnessReading,
  faithfulnessTables,
  RANKS,
  type Rank,
  rowsOf,
  standardError,
  TRUTH,
} from './faithfulness-reading.ts';
import { FigureCard } from './figure-card.tsx';
import { methodLabel } from './figures-text.ts';
import styles from './parts.module.css';
import type { SentenceFigures } from './scatter-axes.ts';
import { SentenceScatter } from './sentence-scatter.tsx';
import { estimateText } from './slice-names.ts';
import { SliceTable } from './slice-table.tsx';

export const FAITHFULNESS_PARTS: ExperimentParts<'faithfulness'> = {
  id: 'faithfulness',
  title: 'Faithfulness',
  question: 'Do the explanations agree with what blanking words out really does?',
  method:
    'DeYoung et al. 2020 (ERASER). Comprehensiveness: how far the class’s probability, or, for a model that gives a number, its value, drops when the highest-ranked 1 to 50 % of the words are blanked out; sufficiency: how far it drops when only they are kept; each is the mean over the shares (AOPC). In addition, each word is blanked out alone, and the ranking of these measured effects is compared with the method’s.',
  Result: FaithfulnessFigures,
  reading: faithfulnessReading,
  tables: faithfulnessTables,
};

function FaithfulnessFigures({ result, output, dataset, textOf, onSentence, onSentences }: ResultProps<'faithfulness'>) {
  const [rank, setRank] = useState<Rank>('spearman');
  const [method, setMethod] = useState(0);
  const figures = useMemo(() => figuresOf(result, method, rank), [result, method, rank]);
  const rows = rowsOf(result);
  const amount = amountOf(output);
  return (
    <Columns least="figure" className={styles.figures}>
      <FigureCard
        title="Comprehensiveness"
        name="comprehensiveness"
        note={`Drop in the ${amount} when the highest-ranked words are blanked out: the higher the better. Mean and 95 % interval.`}
      >
        <BarChart
          summary={`Drop in the ${amount} when the highest-ranked words are blanked out (AOPC comprehensiveness): mean and 95 % interval, the higher the better.`}
          xTitle={`comprehensiveness: mean drop in the ${amount}`}
          formatX={tick}
          bars={rows.map(({ id, label, row }) => bar(id, label, row.comprehensiveness.aopc))}
        />
      </FigureCard>
      <FigureCard
        title="Sufficiency"
        name="sufficiency"
        note={`Drop in the ${amount} when only the highest-ranked words are kept: the lower the better. Mean and 95 % interval.`}
      >
        <BarChart
          summary={`Drop in the ${amount} when only the highest-ranked words are kept (AOPC sufficiency): mean and 95 % interval, the lower the better.`}
          xTitle={`sufficiency: mean drop in the ${amount}`}
          formatX={tick}
          bars={rows.map(({ id, label, row }) => bar(id, label, row.sufficiency.aopc))}
        />
      </FigureCard>
      <FigureCard
        title="Rank correlation with the effect of blanking out each word"
        name={`rank-correlation-${rank}`}
        note={`1: the method ranks the words of a sentence as their effects do; 0: no relation. Sensitivity has no sign, so that only sizes are a fair comparison for it.${result.methods.some(({ id }) => id === TRUTH) ? ` ${methodLabel(TRUTH)} is that effect itself.` : ''}`}
      >
        <Segmented
          label="Coefficient"
          value={rank}
          onChange={setRank}
          segments={RANKS.map(({ id, label }) => ({ value: id, label }))}
        />
        <BarChart
          summary={`Mean rank correlation of each method with the effect of blanking out each word, ${RANKS.find(({ id }) => id === rank)?.label}, with its 95 % interval.`}
          xTitle={`mean rank correlation, ${RANKS.find(({ id }) => id === rank)?.label}`}
          formatX={tick}
          domain={[0, 1]}
          bars={result.methods.map((method) => bar(method.id, methodLabel(method.id), method[rank]))}
        />
      </FigureCard>
      <SliceTable
        wide
        note={`Mean rank correlation with the effect of blanking out each word (${RANKS.find(({ id }) => id === rank)?.label}) in parts of the data, with its 95 % interval (bootstrap of the sentences).`}
        dataset={dataset}
        slices={result.bySlice}
        columns={result.methods.map(({ id }) => methodLabel(id))}
        cells={({ means }) => means[rank].map(estimateText)}
        all={{ count: result.sentences.length, cells: result.methods.map((method) => summaryText(method[rank])) }}
        onSentences={onSentences}
      />
      <SentenceScatter
        dataset={dataset}
        figures={figures}
        first={['confidence', 'faithfulness']}
        textOf={textOf}
        onSentence={onSentence}
        choice={
          <Field label="Faithfulness of">
            {(id) => (
              <select
                id={id}
                className={controls.input}
                value={method}
                onChange={({ target }) => setMethod(Number(target.value))}
              >
                {result.methods.map((one, index) => (
                  <option key={one.id} value={index}>
                    {methodLabel(one.id)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        }
      />
    </Columns>
  );
}

function figuresOf(
  { sentences, predictions, methods, bySentence }: FaithfulnessResult,
  method: number,
  rank: Rank,
): SentenceFigures {
  const [id, values] = [methods[method]?.id, bySentence[rank][method]];
  if (!id || !values) return { sentences, predictions };
  const label = `${methodLabel(id)}, ${RANKS.find((one) => one.id === rank)?.label}`;
  return { sentences, predictions, faithfulness: { label, values } };
}

/** As of the bars: the interval of a mean of many. */
function summaryText(summary: Summary): string {
  const half = 1.96 * standardError(summary);
  return estimateText({ count: summary.count, mean: summary.mean, low: summary.mean - half, high: summary.mean + half });
}

const tick = (value: number) => formatFixed(value, 2);

function bar(id: string, label: string, summary: Summary): ChartBar {
  const { mean } = summary;
  const half = 1.96 * standardError(summary);
  return { id, label, value: mean, text: formatFixed(mean, 3), low: mean - half, high: mean + half };
}
