import { useState } from 'react';
import { type NumbersExplanation, type NumbersResult, scaledValue } from '../../engine/numbers-protocol.ts';
import type { ModelInfo } from '../../engine/protocol.ts';
import { explainedOf, type NumbersEdit, predictedChange, type ShownSequence, useNumbers } from '../../state/numbers/index.ts';
import { targetName, targetScore, targetScoreName } from '../../state/sentence/index.ts';
import { Check } from '../../ui/controls/check.tsx';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import controls from '../../ui/controls.module.css';
import { Card, DataTable, Field, Note, Row, SectionHead, Stack } from '../../ui/layout/index.ts';
import { digitsFor, formatExact, formatFixed, formatPercent, formatSigned } from '../../ui/text/format-number.ts';
import { stepName } from './plot/dock.tsx';
import type { Span } from './plot/layout.ts';
import type { Cursor } from './plot/plot.tsx';

interface WhatIfProps {
  readonly info: ModelInfo;
  readonly sequence: ShownSequence;
  readonly explanation: NumbersExplanation;
  readonly shown: readonly { readonly label: string; readonly signed: boolean; readonly result: NumbersResult }[];
  readonly span: Span;
  readonly cursor: Cursor | null;
  readonly drags: boolean;
  readonly onDrags: (drags: boolean) => void;
}

/** The sequence changed, and what that does to the output, beside what each method would have it do. */
export function WhatIf(props: WhatIfProps) {
  const { sequence, span, cursor, drags, onDrags } = props;
  const edits = useNumbers((state) => state.edits);
  const edit = useNumbers((state) => state.edit);
  const error = useNumbers((state) => state.editError);
  const feature = cursor?.row ?? 0;
  const name = sequence.features[feature] ?? '';
  const isWhole = span.to - span.from === sequence.length;
  const hold = () =>
    edit([...edits.filter((one) => !(one.kind === 'hold' && one.feature === feature)), { kind: 'hold', feature }]);
  return (
    <section aria-labelledby="numbers-what-if">
      <SectionHead id="numbers-what-if">What if</SectionHead>
      <Card>
        <Stack gap={3}>
          <Row gap={3} align="end">
            <ValueField {...props} key={`${cursor?.step}-${feature}`} />
            <button type="button" className={controls.button} onClick={hold}>
              Hold {name} at its mean
            </button>
            <button
              type="button"
              className={controls.button}
              disabled={isWhole}
              title={isWhole ? 'Drag over the figure to choose a span first' : undefined}
              onClick={() => edit([...edits, { kind: 'cut', ...span }])}
            >
              {isWhole ? 'Cut the span shown' : `Cut steps ${span.from + 1} to ${span.to}`}
            </button>
            <Check checked={drags} onChange={() => onDrags(!drags)}>
              drag points of the lines
            </Check>
          </Row>
          {edits.length > 0 && <Edits sequence={sequence} edits={edits} onEdits={edit} />}
          {error && <ErrorBanner title="The edited sequence has no output" error={error} />}
          {edits.length > 0 ? <Outcome {...props} edits={edits} /> : <Note>Nothing is changed yet.</Note>}
        </Stack>
      </Card>
    </section>
  );
}

/** The value at the place that is looked at, as the file has it. */
function ValueField({ sequence, cursor }: WhatIfProps) {
  const edits = useNumbers((state) => state.edits);
  const edit = useNumbers((state) => state.edit);
  const { step, row: feature } = cursor ?? { step: 0, row: 0 };
  const at = step * sequence.features.length + feature;
  const [text, setText] = useState(String(sequence.given[at] ?? ''));
  const isNumber = text.trim() !== '' && Number.isFinite(Number(text));
  const set = (written: string) => {
    setText(written);
    const value = Number(written);
    if (written.trim() === '' || !Number.isFinite(value)) return;
    const others = edits.filter((one) => !(one.kind === 'set' && one.step === step && one.feature === feature));
    edit([...others, { kind: 'set', step, feature, value: scaledValue(value, feature, sequence.scaling) }]);
  };
  return (
    <Field label={`${sequence.features[feature]} at ${stepName(sequence, step)}`} problem={isNumber ? undefined : 'not a number'}>
      {(id, hintId) => (
        <input
          id={id}
          aria-describedby={hintId}
          aria-invalid={!isNumber}
          className={controls.input}
          inputMode="decimal"
          value={text}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Field>
  );
}

interface EditsProps {
  readonly sequence: ShownSequence;
  readonly edits: readonly NumbersEdit[];
  readonly onEdits: (edits: readonly NumbersEdit[]) => void;
}

function Edits({ sequence, edits, onEdits }: EditsProps) {
  return (
    <Row gap={2} role="group" aria-label="Changes">
      {edits.map((one, index) => (
        <button
          key={editText(sequence, one)}
          type="button"
          className={controls.chip}
          title="Take this change back"
          onClick={() => onEdits(edits.filter((_, k) => k !== index))}
        >
          {editText(sequence, one)} ×
        </button>
      ))}
      <button type="button" className={controls.quiet} onClick={() => onEdits([])}>
        Undo all
      </button>
    </Row>
  );
}

function editText(sequence: ShownSequence, edit: NumbersEdit): string {
  const { features } = sequence;
  if (edit.kind === 'hold') return `${features[edit.feature]} held at its mean`;
  if (edit.kind === 'cut') return `steps ${edit.from + 1} to ${edit.to} cut`;
  const scaledNote = sequence.scaling.kind === 'none' ? '' : ' (scaled)';
  return `${features[edit.feature]} at ${stepName(sequence, edit.step)} set to ${formatFixed(edit.value, digitsFor(edit.value))}${scaledNote}`;
}

function Outcome({ info, sequence, explanation, shown, edits }: WhatIfProps & { readonly edits: readonly NumbersEdit[] }) {
  const after = useNumbers((state) => state.after);
  if (!after) return <Note>Computing …</Note>;
  const { target } = explanation;
  const what = explainedOf(info, explanation);
  const name = targetScoreName(what);
  const [before, now] = [targetScore(what), targetScore({ ...what, scores: after.scores })];
  const change = now - before;
  const digits = digitsFor(Math.max(Math.abs(before), Math.abs(now)));
  const isOfDifference = explanation.baseline !== undefined;
  const moved = after.predicted !== explanation.predicted;
  return (
    <Stack gap={2}>
      <p role="status">
        The {name} of {targetName(what)} goes from <b>{formatFixed(before, digits)}</b> to{' '}
        <b title={formatExact(now)}>{formatFixed(now, digits)}</b>: {formatSigned(change, digits)}.
        {after.probabilities.length > 0 && (
          <>
            {' '}
            The probability of {info.classes[target]} is {formatPercent(after.probabilities[target] ?? Number.NaN)}.
          </>
        )}
        {moved && info.output !== 'linear' && <> The model now says {info.classes[after.predicted]}.</>}
      </p>
      <DataTable look="lined">
        <caption className="visually-hidden">What each method would have had the {name} change by</caption>
        <thead>
          <tr>
            <th scope="col">by</th>
            <th scope="col">change of the {name}</th>
            <th scope="col">off by</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">the model itself</th>
            <td>{formatSigned(change, digits)}</td>
            <td>–</td>
          </tr>
          {shown
            .filter(({ signed }) => signed)
            .map(({ label, result }) => {
              const predicted = predictedChange(result, sequence.values, sequence.features.length, edits);
              return (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{predicted === null ? '–' : formatSigned(predicted, digits)}</td>
                  <td>{predicted === null ? '–' : formatSigned(predicted - change, digits)}</td>
                </tr>
              );
            })}
        </tbody>
      </DataTable>
      <Note size="xs">
        A method would have each value’s relevance change as the value does (in the scale that the model reads), and a step that
        is cut take its relevance with it.
        {isOfDifference && ' With a baseline, relevance is that of the difference.'}
      </Note>
    </Stack>
  );
}
