import { type ComponentType, useMemo, useState } from 'react';
import { METHOD_NAMES, type ModelInfo } from '../../engine/protocol.ts';
import { useNumbers, useSequencePins } from '../../state/numbers/index.ts';
import { SlidersIcon } from '../../ui/controls/icons.tsx';
import { Popover, type PopoverContentProps } from '../../ui/controls/popover.tsx';
import { RetryBanner } from '../../ui/controls/retry-banner.tsx';
import controls from '../../ui/controls.module.css';
import { Note, Row, Stack } from '../../ui/layout/index.ts';
import { formatCount, formatPercent } from '../../ui/text/format-number.ts';
import { AsTypedRows } from './as-typed-rows.tsx';
import { LedgerPanel } from './ledger-panel.tsx';
import { MethodFigure } from './method-figure.tsx';
import { OutputPanel } from './output-panel.tsx';
import { PinMessage, PinnedSequences } from './pinned-sequences.tsx';
import { Dock } from './plot/dock.tsx';
import { type Span, zoomed } from './plot/layout.ts';
import type { Cursor } from './plot/plot.tsx';
import { SequenceChoice } from './sequence-choice.tsx';
import { strongestFeatures } from './strongest-features.ts';
import { ValuesTable } from './values-table.tsx';
import { WhatIf } from './what-if.tsx';

interface ExplainedSequenceProps {
  readonly info: ModelInfo;
  readonly methodMenu: ComponentType<PopoverContentProps>;
}

/** One sequence: what the model makes of it, and which time steps and features speak for that. */
export function ExplainedSequence({ info, methodMenu }: ExplainedSequenceProps) {
  const error = useNumbers((state) => state.error);
  const refresh = useNumbers((state) => state.refresh);
  return (
    <Stack gap={4}>
      <SequenceChoice />
      {error && (
        <RetryBanner title="This sequence could not be explained" error={error} stays={false} retry={() => void refresh()} />
      )}
      <OutputPanel info={info} />
      <Figures key={info.sha256} info={info} methodMenu={methodMenu} />
    </Stack>
  );
}

const NO_LANES: readonly number[] = [];

/** The figures of one sequence look at the same steps and the same place. */
function Figures({ info, methodMenu }: ExplainedSequenceProps) {
  const { explanation, explainedSequence: sequence, status, progress } = useNumbers();
  const strongest = useMemo(
    () => (explanation && sequence ? strongestFeatures(explanation.methods, sequence.features.length) : NO_LANES),
    [explanation, sequence],
  );
  const wanted = useNumbers((state) => state.span);
  const setSpan = useNumbers((state) => state.look);
  const values = useMemo(
    () => (explanation?.methods ?? []).map(({ id, inputs, steps, features: sums }) => ({ id, inputs, steps, sums })),
    [explanation],
  );
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const [chosenLanes, setLanes] = useState<readonly number[] | null>(null);
  const [drags, setDrags] = useState(false);
  if (!explanation || !sequence) return <p role="status">{status === 'failed' ? '' : 'Computing …'}</p>;

  const { length } = sequence;
  const span: Span =
    wanted && wanted.from < length ? { from: wanted.from, to: Math.min(wanted.to, length) } : { from: 0, to: length };
  const place = cursor && cursor.step < length ? cursor : null;
  const lanes = chosenLanes ?? strongest;
  const onLane = (feature: number) =>
    setLanes(lanes.includes(feature) ? lanes.filter((one) => one !== feature) : [...lanes, feature]);
  const shown = METHOD_NAMES.flatMap(({ id, label, signed }) =>
    explanation.methods.flatMap((result) => (result.id === id ? [{ label, signed, result }] : [])),
  );
  const middle = (span.from + span.to) / 2;
  const isWhole = span.to - span.from === length;
  return (
    <Stack gap={4} stale={status === 'waiting' && shown.length === 0}>
      <section aria-labelledby="numbers-why">
        <Row gap={2} spread below={2}>
          <h2 id="numbers-why" className="eyebrow">
            Which time steps and features
          </h2>
          <Row gap={1}>
            <button type="button" className={controls.chip} aria-disabled={isWhole} onClick={() => setSpan(null)}>
              All steps
            </button>
            <button
              type="button"
              className={controls.chip}
              onClick={() => setSpan(zoomed(span, place?.step ?? middle, 0.5, length))}
            >
              Closer
            </button>
            <button
              type="button"
              className={controls.chip}
              aria-disabled={isWhole}
              onClick={() => setSpan(zoomed(span, middle, 2, length))}
            >
              Farther
            </button>
            <button type="button" className={controls.chip} onClick={() => useSequencePins.getState().pinCurrent()}>
              Pin
            </button>
            <Popover label="Methods" icon={<SlidersIcon />} content={methodMenu} />
          </Row>
        </Row>
        <Stack gap={3}>
          <PinMessage />
          {shown.map(({ label, signed, result }, index) => (
            <MethodFigure
              key={result.id}
              info={info}
              label={label}
              signed={signed}
              result={result}
              sequence={sequence}
              explanation={explanation}
              span={span}
              cursor={place}
              lanes={index === 0 ? lanes : NO_LANES}
              drags={drags && index === 0}
              onSpan={setSpan}
              onCursor={setCursor}
              onLane={onLane}
            />
          ))}
          {explanation.failed.map(({ id, error }) => (
            <Note key={id}>
              {METHOD_NAMES.find((method) => method.id === id)?.label} has no values: {error.problem}
            </Note>
          ))}
          {status === 'waiting' && shown.length > 0 && (
            <Note as="div">Other methods are computed: {formatPercent(progress)} done.</Note>
          )}
          <Dock sequence={sequence} results={shown} cursor={place} />
          <Note id="numbers-help" size="xs">
            Steps {formatCount(span.from + 1)} to {formatCount(span.to)} of {formatCount(length)}. Drag over the figure to see a
            span closer; click a feature’s name to show or hide its line. Keys: arrows, + and − to zoom, Enter for a line.
          </Note>
        </Stack>
      </section>
      <WhatIf
        sequence={sequence}
        explanation={explanation}
        shown={shown}
        span={span}
        cursor={place}
        drags={drags}
        onDrags={setDrags}
        info={info}
      />
      <PinnedSequences
        sequence={sequence}
        explained={explanation.explained}
        read={explanation.read}
        methods={values}
        span={span}
        cursor={place}
        onSpan={setSpan}
        onCursor={setCursor}
      />
      <LedgerPanel sequence={sequence} explanation={explanation} info={info} />
      <ValuesTable sequence={sequence} explanation={explanation} span={span} />
      <AsTypedRows sequence={sequence} />
    </Stack>
  );
}
