import { useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type Explanation, type LensErrorFields, METHODS } from '../../engine/protocol.ts';
import { matrixRows, useDisplay, useLook } from '../../state/display/index.ts';
import { useModel } from '../../state/models/index.ts';
import { predictedName, unitOf, useClassMatrix, useExplain } from '../../state/sentence/index.ts';
import { AlignedHeatMap } from '../../ui/heat-map/aligned-heat-map.tsx';
import { ColourLegend } from '../../ui/heat-map/colour-legend.tsx';
import { Card, CardHead, Note, Title } from '../../ui/layout/index.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import { formatOutcome } from '../../ui/text/format-outcome.ts';
import styles from './aligned-card.module.css';
import { EmptyMap } from './empty-map.tsx';
import { unknownMeaning } from './unknown-meaning.ts';

interface ClassMatrixCardProps {
  readonly explanation: Explanation | null;
  readonly tabRow: string;
  readonly tabStop: number;
}

/** One method's values for every class at once; computed only while it is on the page. */
export function ClassMatrixCard({ explanation, tabRow, tabStop }: ClassMatrixCardProps) {
  const look = useLook();
  const scaling = useDisplay(useShallow(({ scale, fixedLimit }) => ({ scale, fixedLimit })));
  const matrixMethod = useDisplay((state) => state.matrixMethod);
  const request = useClassMatrix((state) => state.request);
  const answer = useClassMatrix((state) => state.answer);
  const failure = useClassMatrix((state) => state.failure);
  const unkToken = useModel((state) => state.info?.unkToken ?? null);
  const output = useModel((state) => state.info?.output);
  const method = METHODS.find(({ id }) => id === (answer?.matrix.method ?? matrixMethod));

  useEffect(() => {
    if (explanation) void request(explanation, matrixMethod);
  }, [explanation, matrixMethod, request]);

  const rows = useMemo(() => {
    if (!answer) return [];
    return matrixRows(answer, scaling).map((row, index) => ({
      ...row,
      header: <ClassHeader explanation={answer.explanation} index={index} />,
    }));
  }, [answer, scaling]);

  return (
    <Card as="section" className={styles.card} aria-labelledby="matrix-heading">
      <CardHead>
        <Title id="matrix-heading" title={method?.hint}>
          {method?.label} for every class
        </Title>
        <Note>
          each row explains its own class’s {output === 'linear' ? 'value' : 'score'}
          {explanation?.contrast !== undefined && ', compared with no other'}
        </Note>
        {method && !method.signed && (
          <ColourLegend signed={false} size="small" low="weak effect" high="strong effect, in either direction" colours={look} />
        )}
      </CardHead>
      {explanation && answer && method ? (
        <AlignedHeatMap
          label={`${method.label}: every ${unitOf(answer.explanation)} for every class`}
          words={answer.matrix.tokens}
          unknown={answer.explanation.unknown}
          read={answer.explanation.read}
          unknownTitle={unknownMeaning(unkToken)}
          rows={rows}
          look={look}
          tabRow={tabRow}
          tabStop={tabStop}
        />
      ) : (
        <EmptyMap>{failure && matrixFailure(failure)}</EmptyMap>
      )}
    </Card>
  );
}

function matrixFailure({ where, problem, advice }: LensErrorFields): string {
  return `This sentence cannot be shown for every class. ${where}: ${problem}.${advice ? ` ${advice}` : ''}`;
}

/** A class with what the model gives it; a button that makes it the target. */
function ClassHeader({ explanation, index }: { readonly explanation: Explanation; readonly index: number }) {
  const { model, scores, probabilities, predicted, target } = explanation;
  const isNumber = probabilities.length === 0;
  const setTarget = useExplain((state) => state.setTarget);
  const marks = [index === predicted && predictedName(model), index === target && 'target'].filter(Boolean).join(' · ');
  return (
    <button
      type="button"
      className={styles.rowButton}
      aria-pressed={index === target}
      title="Explain this class"
      onClick={() => setTarget(index === predicted ? 'predicted' : index)}
    >
      <strong dir="auto">{model.classes[index]}</strong>
      <Note as="span" className={styles.detail}>
        {[formatFixed(scores[index] ?? Number.NaN), ...(isNumber ? [] : [formatOutcome(explanation, index)])].join(' · ')}
      </Note>
      <span className={styles.marks}>{marks}</span>
    </button>
  );
}
