import { useMemo, useState } from 'react';
import type { Explanation, Faithfulness, MethodId } from '../../engine/protocol.ts';
import { useFigureToSave } from '../../state/figures/index.ts';
import { RANDOM_ORDERS, targetName, targetScoreName, type Unit, unitOf, useFaithfulness } from '../../state/sentence/index.ts';
import { LineChart, type LineChartProps } from '../../ui/charts/line-chart.tsx';
import { extent, type LineSeries, nearestStep } from '../../ui/charts/line-chart-scale.ts';
import { SaveFigure } from '../../ui/controls/save-figure.tsx';
import { Columns } from '../../ui/layout/index.ts';
import { drawOnPaper } from '../../ui/paper/draw-on-paper.tsx';
import { capitalised } from '../../ui/text/capitalised.ts';
import { digitsFor, formatCount, formatFixed, formatPercent } from '../../ui/text/format-number.ts';
import { DeletionReadout } from './deletion-readout.tsx';
import { deletedAt, deletedText, deletionSeries, stepsIn } from './deletion-series.ts';

interface DeletionCurvesProps {
  readonly explanation: Explanation;
  readonly result: Faithfulness;
  readonly methods: readonly MethodId[];
}

const SCORES_INCLUDE = [0];
const PROBABILITIES_INCLUDE = [0, 1];

/** The deletion curves of score and probability, side by side, and what stands at the step looked at. */
export function DeletionCurves({ explanation, result, methods }: DeletionCurvesProps) {
  // Until the person looks elsewhere: the first deletion.
  const [step, setStep] = useState<number | null>(null);
  const steps = stepsIn(result);
  const active = step === null ? Math.min(1, steps.length - 1) : nearestStep(steps, step);
  const scores = useMemo(() => deletionSeries(result, methods, 'scores'), [result, methods]);
  const probabilities = useMemo(() => deletionSeries(result, methods, 'probabilities'), [result, methods]);
  // Where the output is a number, the score is that.
  const isNumber = explanation.probabilities.length === 0;
  const digits = digitsFor(Math.max(...extent(scores.flatMap(({ y }) => y)).map(Math.abs)));
  const formatScore = (score: number) => formatFixed(score, digits);
  const unit = unitOf(explanation);
  const shared = {
    xTitle: `${unit}s blanked out`,
    formatX: formatCount,
    wholeX: true,
    active,
    onActive: (index: number) => setStep(steps[index] ?? 0),
    noteAt: (id: string, at: number) => deletedText(deletedAt(result, id, at)),
  };
  const scoreChart: LineChartProps = {
    ...shared,
    title: scoreTitle(explanation),
    summary: summary(scores, formatScore, unit),
    series: scores,
    yTitle: targetScoreName(explanation),
    formatY: formatScore,
    includeY: SCORES_INCLUDE,
  };
  const probabilityChart: LineChartProps = {
    ...shared,
    title: probabilityTitle(explanation),
    summary: summary(probabilities, formatPercent, unit),
    series: probabilities,
    yTitle: 'probability',
    formatY: formatPercent,
    includeY: PROBABILITIES_INCLUDE,
  };
  return (
    <div>
      <Columns least="figure" gap={4}>
        <Curves {...scoreChart} explanation={explanation} />
        {!isNumber && <Curves {...probabilityChart} explanation={explanation} />}
      </Columns>
      <DeletionReadout
        result={result}
        step={steps[active] ?? 0}
        scores={scores}
        probabilities={isNumber ? null : probabilities}
        formatScore={formatScore}
        scoreName={targetScoreName(explanation)}
        unit={unit}
      />
    </div>
  );
}

/** One chart, which can be saved. */
function Curves({ explanation, ...chart }: LineChartProps & { readonly explanation: Explanation }) {
  const saveFigure = useFigureToSave((state) => state.save);
  const seed = useFaithfulness((state) => state.seed);
  const save = () =>
    saveFigure({
      title: chart.title,
      caption: `${chart.summary} Shaded: between the 5th and 95th percentile of ${RANDOM_ORDERS} random orders; dotted: their mean.`,
      fileName: `deletion-${chart.yTitle}`.replaceAll(/[^a-z]+/g, '-'),
      origin: { explanation, method: 'Deletion in each method’s order', parameters: { random_orders: RANDOM_ORDERS, seed } },
      draw: (width) => drawOnPaper(<LineChart {...chart} />, width),
    });
  return <LineChart {...chart} action={<SaveFigure title={chart.title} onSave={save} />} />;
}

function scoreTitle(explanation: Explanation): string {
  return `${capitalised(targetScoreName(explanation))} of “${targetName(explanation)}”`;
}

function probabilityTitle(explanation: Explanation): string {
  const title = `Probability of “${explanation.model.classes[explanation.target] ?? ''}”`;
  return explanation.contrast === undefined ? title : `${title}, given one of the two classes`;
}

/** Where each line starts, and where it stands half way: lines of all orders end alike. */
function summary(series: readonly LineSeries[], format: (value: number) => string, unit: Unit): string {
  const [first] = series;
  const x = first?.x ?? [];
  const half = Math.floor(x.length / 2);
  const values = series.map(({ label, y }) => `${label} ${format(y[half] ?? Number.NaN)}`);
  return (
    `Deletion curves: ${format(first?.y[0] ?? Number.NaN)} with all ${unit}s, ${format(first?.y.at(-1) ?? Number.NaN)} with none; ` +
    `with ${formatCount(x[half] ?? 0)} blanked out ${values.join(', ')}.`
  );
}
