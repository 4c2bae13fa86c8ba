import { useMemo } from 'react';
import { type NumbersExplanation, type NumbersResult, scaledValue } from '../../engine/numbers-protocol.ts';
import type { ModelInfo } from '../../engine/protocol.ts';
import { useLook } from '../../state/display/index.ts';
import { useFigureToSave } from '../../state/figures/index.ts';
import { type ShownSequence, useNumbers } from '../../state/numbers/index.ts';
import { SaveChips } from '../../ui/controls/save-chips.tsx';
import { SaveFigure } from '../../ui/controls/save-figure.tsx';
import { ColourLegend } from '../../ui/heat-map/colour-legend.tsx';
import { formatLimit } from '../../ui/heat-map/scale-note.ts';
import { Card, CardHead, Note, Row, Title } from '../../ui/layout/index.ts';
import { limitOf } from './limit-of.ts';
import styles from './method-figure.module.css';
import type { PlotData } from './plot/draw.ts';
import type { Span } from './plot/layout.ts';
import { type Cursor, Plot } from './plot/plot.tsx';
import type { PlotColours } from './plot/use-plot-look.ts';
import { figureOf, fileName, numbersCsv, numbersJson } from './sequence-files.ts';

interface MethodFigureProps {
  readonly info: ModelInfo;
  readonly label: string;
  readonly signed: boolean;
  readonly result: NumbersResult;
  readonly sequence: ShownSequence;
  readonly explanation: NumbersExplanation;
  readonly span: Span;
  readonly cursor: Cursor | null;
  readonly lanes: readonly number[];
  readonly drags: boolean;
  readonly onSpan: (span: Span) => void;
  readonly onCursor: (cursor: Cursor) => void;
  readonly onLane: (feature: number) => void;
}

/** A method's relevance over time and features, with the lines of some features above it. */
export function MethodFigure(props: MethodFigureProps) {
  const { info, label, signed, result, sequence, explanation, span, lanes, ...place } = props;
  const { palette, gamma } = useLook();
  const edits = useNumbers((state) => state.edits);
  const edit = useNumbers((state) => state.edit);
  const saveFigure = useFigureToSave((state) => state.save);
  const F = sequence.features.length;
  const [from, to] = explanation.read;
  // The figure is drawn anew for another object: not while a pointer goes over it.
  const data: PlotData = useMemo(
    () => ({
      F,
      given: sequence.given,
      inputs: result.inputs,
      steps: result.steps,
      sums: result.features,
      features: sequence.features,
      stepNames: sequence.words ?? sequence.times,
      lanes,
      read: { from, to },
    }),
    [F, sequence, result, lanes, from, to],
  );
  const colours: PlotColours = useMemo(
    () => ({ palette, gamma, cellLimit: limitOf(result.inputs ?? result.steps), sumLimit: limitOf(result.steps) }),
    [palette, gamma, result],
  );
  const onDrag = (step: number, feature: number, value: number) => {
    const others = edits.filter((one) => !(one.kind === 'set' && one.step === step && one.feature === feature));
    edit([...others, { kind: 'set', step, feature, value: scaledValue(value, feature, sequence.scaling) }]);
  };
  const source = { data, colours, label, result, sequence, explanation, span, info };
  const strongest = formatLimit(colours.cellLimit);
  return (
    <Card>
      <CardHead>
        <Title>{label}</Title>
        <ColourLegend
          signed={signed}
          low={signed ? `against (−${strongest})` : 'none'}
          high={signed ? `for (+${strongest})` : strongest}
          size="small"
          colours={{ palette, gamma }}
        />
        <Row gap={1} className={styles.tools}>
          <SaveFigure title={label} onSave={() => saveFigure(figureOf(source))} />
          <SaveChips
            label={`Save the numbers of ${label}`}
            kinds={[
              {
                label: 'CSV',
                title: 'A line per value: step, feature, value, scaled value, relevance; all digits',
                name: `${fileName(result)}.csv`,
                make: () => new Blob([numbersCsv(source)], { type: 'text/csv;charset=utf-8' }),
              },
              {
                label: 'JSON',
                title: 'The whole result, for programs',
                name: `${fileName(result)}.json`,
                make: () => new Blob([numbersJson(source)], { type: 'application/json' }),
              },
            ]}
          />
        </Row>
      </CardHead>
      {!result.inputs && (
        <Note size="xs" below={1}>
          This method has values for whole time steps: it does not tell features apart.
        </Note>
      )}
      <Plot
        label={`${label}: relevance of ${sequence.length} time steps and ${F} ${F === 1 ? 'feature' : 'features'}`}
        describedBy="numbers-help"
        data={data}
        colours={colours}
        length={sequence.length}
        span={span}
        onDrag={onDrag}
        {...place}
      />
    </Card>
  );
}
