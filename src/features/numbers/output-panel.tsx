import type { ModelInfo } from '../../engine/protocol.ts';
import { type Baseline, useNumbers, useNumbersFile } from '../../state/numbers/index.ts';
import { isLoneValue, outputNote, predictedName } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import { ClassCards } from '../../ui/heat-map/class-cards.tsx';
import { Field, Note, Row } from '../../ui/layout/index.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';

/** Other sequences that are offered to hold the output against. */
const OFFERED = 200;

/** What the model makes of the sequence; which of it is explained, and against what. */
export function OutputPanel({ info }: { readonly info: ModelInfo }) {
  const { explanation, target, setTarget } = useNumbers();
  const predicted = explanation?.predicted ?? null;
  const note = outputNote(info);
  return (
    <section aria-labelledby="numbers-output">
      <Row below={1}>
        <h2 id="numbers-output" className="eyebrow">
          Output
        </h2>
      </Row>
      {note && <Note below={2}>{note}</Note>}
      <ClassCards
        classes={info.classes}
        probabilities={explanation?.probabilities ?? null}
        scores={explanation?.scores ?? null}
        isNumber={info.output === 'linear'}
        predicted={predicted}
        predictedName={predictedName(info)}
        target={explanation ? (target === 'predicted' ? predicted : target) : null}
        contrast={explanation?.contrast ?? null}
        labelledBy="numbers-output"
        onChoose={(index) => setTarget(index === predicted ? 'predicted' : index)}
      />
      <BaselineField info={info} />
    </section>
  );
}

function BaselineField({ info }: { readonly info: ModelInfo }) {
  const { baseline, setBaseline, explanation, index } = useNumbers();
  const sequences = useNumbersFile((state) => state.table?.sequences) ?? [];
  const own = sequences[index];
  const length = own ? own.to - own.from : 0;
  const others = [...sequences.entries()].filter(([k, { from, to }]) => k !== index && to - from === length).slice(0, OFFERED);
  const name = isLoneValue(info) ? 'value' : 'score';
  return (
    <Row above={3}>
      <Field label={`Why this ${name}, rather than`} hint={explanation && baselineText(name, explanation)}>
        {(id, hintId) => (
          <select
            id={id}
            aria-describedby={hintId}
            className={controls.input}
            value={String(baseline)}
            onChange={(event) => setBaseline(baselineOf(event.target.value))}
          >
            <option value="none">nothing: the {name} as it is</option>
            <option value="zero">that of zeros (as the model reads them)</option>
            <option value="mean">that of every feature at its mean</option>
            {others.map(([k, sequence]) => (
              <option key={`baseline-${k}`} value={k}>
                that of {k + 1}: {shortName(sequence.name, 50)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Row>
  );
}

function baselineOf(value: string): Baseline {
  return value === 'none' || value === 'zero' || value === 'mean' ? value : Number(value);
}

function baselineText(
  name: string,
  { baseline, explained, scores, target }: NonNullable<ReturnType<typeof useNumbers.getState>['explanation']>,
): string {
  const own = formatFixed(scores[target] ?? Number.NaN);
  if (!baseline) return `The ${name} ${own} is explained.`;
  const held = formatFixed(baseline.scores[target] ?? Number.NaN);
  const other = held.startsWith('−') ? `(${held})` : held;
  return (
    `Explained is the difference ${own} − ${other} = ${formatFixed(explained)}: each number is the relevance here less that at the same ` +
    'time step and feature of what it is held against.'
  );
}
