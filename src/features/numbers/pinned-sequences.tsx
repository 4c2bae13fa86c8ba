import { useEffect, useMemo } from 'react';
import { METHOD_NAMES } from '../../engine/protocol.ts';
import { useLook } from '../../state/display/index.ts';
import { type SequencePin, type ShownSequence, useSequencePins } from '../../state/numbers/index.ts';
import controls from '../../ui/controls.module.css';
import { ColourLegend } from '../../ui/heat-map/colour-legend.tsx';
import { formatLimit } from '../../ui/heat-map/scale-note.ts';
import { Card, CardHead, Note, Row, SectionHead, Stack, Title } from '../../ui/layout/index.ts';
import { formatCount, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import { limitOf } from './limit-of.ts';
import { differenceOf, type MethodValues, type Shape } from './pinned-difference.ts';
import type { PlotData } from './plot/draw.ts';
import type { Span } from './plot/layout.ts';
import { type Cursor, Plot } from './plot/plot.tsx';
import type { PlotColours } from './plot/use-plot-look.ts';

const NO_LANES: readonly number[] = [];

interface PinnedSequencesProps {
  readonly sequence: ShownSequence;
  readonly explained: number;
  /** Which time steps the model read. */
  readonly read: Shape['read'];
  readonly methods: readonly MethodValues[];
  readonly span: Span;
  readonly cursor: Cursor | null;
  readonly onSpan: (span: Span) => void;
  readonly onCursor: (cursor: Cursor) => void;
}

/** What became of the last pin, where it was asked for. */
export function PinMessage() {
  const message = useSequencePins((state) => state.message);
  return (
    <Note as="div" role="status">
      {message}
    </Note>
  );
}

/** Sequences set aside, and one of them beside the one that is explained. */
export function PinnedSequences(props: PinnedSequencesProps) {
  const { pins, compared } = useSequencePins();
  const compare = useSequencePins((state) => state.compare);
  const remove = useSequencePins((state) => state.remove);
  useEffect(() => void useSequencePins.getState().load(), []);
  const pin = pins.find(({ id }) => id === compared);
  return (
    <section aria-labelledby="numbers-pins" hidden={pins.length === 0}>
      <SectionHead id="numbers-pins">Pinned sequences</SectionHead>
      <Stack gap={3}>
        {pins.map(({ id, name, length, features, model }) => (
          <Row key={id} gap={2} role="group" aria-label={name}>
            <span>{name}</span>
            <Note size="xs">
              {formatCount(length)} × {formatCount(features.length)}, {model.name}
            </Note>
            <button type="button" className={controls.chip} onClick={() => compare(id === compared ? null : id)}>
              {id === compared ? 'Stop comparing' : 'Compare'}
            </button>
            <button type="button" className={controls.quiet} aria-label={`Remove ${name}`} onClick={() => remove(id)}>
              Remove
            </button>
          </Row>
        ))}
        {pin && <Comparison {...props} pin={pin} />}
      </Stack>
    </section>
  );
}

function Comparison({ pin, sequence, explained, read, methods, ...place }: PinnedSequencesProps & { readonly pin: SequencePin }) {
  const shape = { length: sequence.length, features: sequence.features, stepNames: sequence.words ?? sequence.times, read };
  const isAlike = pin.length === shape.length && pin.features.join() === shape.features.join();
  // Not while a pointer goes over them: the figures are drawn anew for other values.
  const both = useMemo(
    () =>
      METHOD_NAMES.flatMap(({ id, label, signed }) => {
        const [own, other] = [methods.find((one) => one.id === id), pin.methods.find((one) => one.id === id)];
        return own && other ? [{ label, signed, other, ...compared(own, other, isAlike) }] : [];
      }),
    [pin, methods, isAlike],
  );
  return (
    <Stack gap={3}>
      <Note>
        What is explained of {pin.target} is {formatFixed(pin.explained)} there and {formatFixed(explained)} here: a difference of{' '}
        {formatSigned(explained - pin.explained)}.
      </Note>
      {both.length === 0 && <Note>No method shown here was pinned there: choose one of both under “Methods”.</Note>}
      {!isAlike && (
        <Note>
          It has {formatCount(pin.length)} steps of {pin.features.join(', ').slice(0, 80)}: another shape, so there is no
          difference to be drawn.
        </Note>
      )}
      {both.map(({ label, signed, other, difference, limit, differenceLimit }) => (
        <Card key={label}>
          <Stack gap={3}>
            <Figure
              {...place}
              title={`${label}, pinned`}
              signed={signed}
              shape={pin}
              values={other}
              given={pin.given}
              limit={limit}
              span={isAlike ? place.span : { from: 0, to: pin.length }}
            />
            {difference && (
              <Figure
                {...place}
                title={`${label}: this less the pinned one`}
                signed
                shape={shape}
                values={difference}
                given={sequence.given}
                limit={differenceLimit}
                span={place.span}
              />
            )}
          </Stack>
        </Card>
      ))}
    </Stack>
  );
}

/** The difference, where there is one, and of what size the colours are: one for both sequences, so that they can be compared. */
function compared(own: MethodValues, other: MethodValues, isAlike: boolean) {
  const difference = isAlike ? differenceOf(own, other) : null;
  const sizeOf = ({ inputs, steps }: MethodValues) => limitOf(inputs ?? steps);
  const limit = Math.max(sizeOf(other), isAlike ? sizeOf(own) : 0);
  return { difference, limit, differenceLimit: difference ? sizeOf(difference) : 0 };
}

interface FigureProps {
  readonly title: string;
  readonly signed: boolean;
  readonly shape: Shape;
  readonly values: MethodValues;
  readonly given: Float64Array;
  /** Of the colours. */
  readonly limit: number;
  readonly span: Span;
  readonly cursor: Cursor | null;
  readonly onSpan: (span: Span) => void;
  readonly onCursor: (cursor: Cursor) => void;
}

function Figure({ title, signed, shape, values, given, limit, span, cursor, onSpan, onCursor }: FigureProps) {
  const { palette, gamma } = useLook();
  const { length, features, stepNames, read } = shape;
  const { inputs, steps, sums } = values;
  const [from, to] = read;
  const data: PlotData = useMemo(
    () => ({ F: features.length, given, inputs, steps, sums, features, stepNames, lanes: NO_LANES, read: { from, to } }),
    [given, inputs, steps, sums, features, stepNames, from, to],
  );
  const colours: PlotColours = useMemo(
    () => ({ palette, gamma, cellLimit: limit, sumLimit: limitOf(steps) }),
    [palette, gamma, limit, steps],
  );
  const strongest = formatLimit(limit);
  return (
    <div>
      <CardHead>
        <Title>{title}</Title>
        {/* Where nothing has a value there is no colour to explain. */}
        {limit > 0 && (
          <ColourLegend
            signed={signed}
            low={signed ? `−${strongest}` : 'none'}
            high={signed ? `+${strongest}` : strongest}
            size="small"
            colours={{ palette, gamma }}
          />
        )}
      </CardHead>
      <Plot
        label={`${title}, of ${length} time steps`}
        describedBy="numbers-help"
        data={data}
        colours={colours}
        length={length}
        span={span}
        cursor={cursor}
        drags={false}
        onSpan={onSpan}
        onCursor={onCursor}
        onLane={doNothing}
        onDrag={doNothing}
      />
    </div>
  );
}

/** Lines are shown above the sequence itself. */
function doNothing(): void {}
