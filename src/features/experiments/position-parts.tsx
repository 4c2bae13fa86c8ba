import { useState } from 'react';
import { POSITION_PARTS, type PositionPart, type ResultOf } from '../../engine/experiment-protocol.ts';
import type { MethodId } from '../../engine/protocol.ts';
import { LineChart } from '../../ui/charts/line-chart.tsx';
import type { LineSeries } from '../../ui/charts/line-chart-scale.ts';
import { Columns } from '../../ui/layout/index.ts';
import { formatPercent } from '../../ui/text/format-number.ts';
import type { ExperimentParts, ResultProps } from './experiment-parts.ts';
import { FigureCard } from './figure-card.tsx';
import { listed, methodLabel, methodLook } from './figures-text.ts';
import styles from './parts.module.css';
import { PART_NAMES, positionReading, positionTables } from './position-reading.ts';

export const POSITION_PARTS_VIEW: ExperimentParts<'position'> = {
  id: 'position',
  title: 'Relevance by position',
  question: 'Which part of a sentence do the encoders look at?',
  method:
    'After Arras et al. 2017. Each sentence is cut into equal intervals; a word that lies in two is shared between them. What counts is the absolute value, as a share of the sentence’s sum, averaged over sentences, for the whole model and for each encoder alone.',
  Result: PositionFigures,
  reading: positionReading,
  tables: positionTables,
};

const NOTES: Readonly<Record<PositionPart, string>> = {
  whole: 'Both encoders together. The dotted line shows equal shares.',
  left: 'Reads from the first word to the last.',
  right: 'Reads from the last word to the first.',
};

function PositionFigures({ result, settings, bidirectional }: ResultProps<'position'>) {
  const [active, setActive] = useState(settings.intervals - 1);
  const x = Array.from({ length: settings.intervals }, (_, i) => i + 1);
  const even: LineSeries = { id: 'even', label: 'even', look: 'baseline', x, y: x.map(() => 1 / settings.intervals) };
  // Of one direction the left encoder is the whole model.
  const possible = bidirectional ? POSITION_PARTS : POSITION_PARTS.filter((part) => part === 'whole');
  const parts = possible.filter((part) => result.curves.some((curve) => curve.part === part && isDefined(curve)));
  return (
    <Columns least="figure" className={styles.figures}>
      {parts.map((part) => (
        <FigureCard
          key={part}
          title={PART_NAMES[part]}
          name={part}
          note={bidirectional ? NOTES[part] + askedAsAWhole(result, part) : 'The dotted line shows equal shares.'}
        >
          <LineChart
            title="Share of the absolute relevance"
            summary={`${PART_NAMES[part]}: mean share of absolute relevance in each of ${settings.intervals} intervals of the sentence.`}
            series={[
              ...result.curves
                .filter((curve) => curve.part === part && isDefined(curve))
                .map(({ method, intervals }) => ({
                  id: method,
                  label: methodLabel(method),
                  look: methodLook(method),
                  x,
                  y: intervals.map(({ mean }) => mean),
                })),
              even,
            ]}
            xTitle="interval of the sentence, from its beginning"
            formatX={String}
            formatY={formatPercent}
            wholeX
            includeY={[0]}
            active={active}
            onActive={setActive}
          />
        </FigureCard>
      ))}
    </Columns>
  );
}

/** Methods that have values for the whole model and none for this encoder. */
function askedAsAWhole({ curves }: ResultOf<'position'>, part: PositionPart): string {
  const has = (method: MethodId, of: PositionPart) =>
    curves.some((curve) => curve.method === method && curve.part === of && isDefined(curve));
  const whole = curves.filter((curve) => curve.part === 'whole').map(({ method }) => method);
  const missing = whole.filter((method) => has(method, 'whole') && !has(method, part)).map(methodLabel);
  if (missing.length === 0) return '';
  return ` Not here: ${listed(missing)}, which ${missing.length === 1 ? 'asks' : 'ask'} the network as a whole.`;
}

/** Whether there is any sentence in which not all relevances are 0. */
function isDefined({ intervals }: ResultOf<'position'>['curves'][number]): boolean {
  return intervals.some(({ count }) => count > 0);
}
