import { useState } from 'react';
import type { DeletionCurves } from '../../engine/experiment-protocol.ts';
import { LineChart } from '../../ui/charts/line-chart.tsx';
import type { LineSeries } from '../../ui/charts/line-chart-scale.ts';
import controls from '../../ui/controls.module.css';
import { Columns } from '../../ui/layout/index.ts';
import { formatPercent } from '../../ui/text/format-number.ts';
import { deletionReading } from './deletion-reading.ts';
import { deletionTables } from './deletion-tables.ts';
import type { ExperimentParts, ResultProps } from './experiment-parts.ts';
import { FigureCard } from './figure-card.tsx';
import { methodLabel, methodLook, sentenceCount } from './figures-text.ts';
import styles from './parts.module.css';

export const DELETION_PARTS: ExperimentParts<'deletion'> = {
  id: 'deletion',
  title: 'Word deletion',
  question: 'Do the words that a method ranks highest carry the prediction?',
  method:
    'The deletion experiment of Arras et al. 2017. Words are ranked by each method for the true class. In sentences that the model classifies correctly, the most relevant word is blanked out first; in those it classifies incorrectly, the least relevant. Blanking a word out sets its embedding to zero. The faster accuracy falls, or rises, the better the ranking. Random orders are the baseline.',
  Result: DeletionFigures,
  reading: deletionReading,
  tables: deletionTables,
};

function DeletionFigures({ result, settings, onSentences }: ResultProps<'deletion'>) {
  const [active, setActive] = useState(settings.deletions);
  const show = (curves: DeletionCurves, label: string) => () => onSentences(curves.sentences, label);
  return (
    <Columns least="figure" className={styles.figures}>
      <Curves
        title="Classified correctly at first"
        name="initially-correct"
        note={`${sentenceCount(result.initiallyCorrect.sentences.length)}, most relevant word first: lower is better.`}
        curves={result.initiallyCorrect}
        active={active}
        onActive={setActive}
        onList={show(result.initiallyCorrect, 'classified correctly, in the deletion experiment')}
      />
      <Curves
        title="Classified incorrectly at first"
        name="initially-false"
        note={`${sentenceCount(result.initiallyFalse.sentences.length)}, least relevant word first: higher is better.`}
        curves={result.initiallyFalse}
        active={active}
        onActive={setActive}
        onList={show(result.initiallyFalse, 'classified incorrectly, in the deletion experiment')}
      />
    </Columns>
  );
}

interface CurvesProps {
  readonly title: string;
  readonly name: string;
  readonly note: string;
  readonly curves: DeletionCurves;
  readonly active: number;
  readonly onActive: (step: number) => void;
  readonly onList: () => void;
}

function Curves({ title, name, note, curves, active, onActive, onList }: CurvesProps) {
  const series = seriesOf(curves);
  if (curves.sentences.length === 0) {
    return (
      <FigureCard title={title} name={name} note="No sentence of this data set is one of these.">
        {null}
      </FigureCard>
    );
  }
  return (
    <FigureCard title={title} name={name} note={note}>
      <LineChart
        title="Accuracy by words blanked out"
        summary={`${title}: accuracy after each word blanked out, by LRP, Gradient × Input, Sensitivity and in random order.`}
        series={series}
        xTitle="words blanked out"
        yTitle="accuracy"
        formatX={String}
        formatY={formatPercent}
        wholeX
        includeY={[0, 1]}
        active={active}
        onActive={onActive}
      />
      <button type="button" data-screen-only className={controls.quiet} onClick={onList}>
        List these sentences
      </button>
    </FigureCard>
  );
}

/** A line a method; the random orders' mean with the band from their lowest to their highest run. */
function seriesOf({ methods, random }: DeletionCurves): LineSeries[] {
  const known = methods.filter(({ count }) => count > 0);
  const lines: LineSeries[] = known.map(({ id, accuracy }) => ({
    id,
    label: methodLabel(id),
    look: methodLook(id),
    x: Array.from(accuracy.keys()),
    y: accuracy,
  }));
  if (random.runs.length === 0) return lines;
  const { mean, low, high } = random;
  return [...lines, { id: 'random', label: 'random', look: 'baseline', x: Array.from(mean.keys()), y: mean, low, high }];
}
