import type { NumbersExplanation } from '../../engine/numbers-protocol.ts';
import type { ModelInfo } from '../../engine/protocol.ts';
import { type Baseline, explainedOf, useNumbers, useNumbersFile } from '../../state/numbers/index.ts';
import { outputNote, predictedName, targetScore, targetScoreName } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import { ClassCards } from '../../ui/heat-map/class-cards.tsx';
import { Field, Note, Row, SectionHead } from '../../ui/layout/index.ts';
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
      <SectionHead id="numbers-output">Output</SectionHead>
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
      <Row gap={4} above={3} align="start">
        {info.classes.length > 1 && <ContrastField info={info} />}
        <BaselineField info={info} />
      </Row>
    </section>
  );
}

/** The output that the one explained is compared with: what speaks for the one rather than the other. */
function ContrastField({ info }: { readonly info: ModelInfo }) {
  const { contrast, setContrast, explanation } = useNumbers();
  const shown = explanation ? (explanation.contrast ?? null) : contrast;
  return (
    <Field label="Compared with">
      {(id) => (
        <select
          id={id}
          className={controls.input}
          value={String(shown)}
          onChange={(event) => setContrast(event.target.value === 'null' ? null : Number(event.target.value))}
        >
          <option value="null">no other output</option>
          {info.classes.map((label, index) =>
            index === explanation?.target ? null : (
              <option key={label} value={index}>
                {shortName(label, 50)}
              </option>
            ),
          )}
        </select>
      )}
    </Field>
  );
}

function BaselineField({ info }: { readonly info: ModelInfo }) {
  const { baseline, setBaseline, explanation, index } = useNumbers();
  const sequences = useNumbersFile((state) => state.table?.sequences) ?? [];
  const own = sequences[index];
  const length = own ? own.to - own.from : 0;
  const others = [...sequences.entries()].filter(([k, { from, to }]) => k !== index && to - from === length).slice(0, OFFERED);
  const name = explanation ? targetScoreName(explainedOf(info, explanation)) : info.output === 'linear' ? 'value' : 'score';
  return (
    <Field label={`Why this ${name}, rather than`} hint={explanation && baselineText(info, explanation)}>
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
  );
}

function baselineOf(value: string): Baseline {
  return value === 'none' || value === 'zero' || value === 'mean' ? value : Number(value);
}

function baselineText(info: ModelInfo, explanation: NumbersExplanation): string {
  const what = explainedOf(info, explanation);
  const name = targetScoreName(what);
  const own = formatFixed(targetScore(what));
  const { baseline, explained } = explanation;
  if (!baseline) return `The ${name} ${own} is explained.`;
  const held = formatFixed(targetScore({ ...what, scores: baseline.scores }));
  const other = held.startsWith('−') ? `(${held})` : held;
  return (
    `Explained is the difference ${own} − ${other} = ${formatFixed(explained)}: each number is the relevance here less that at the same ` +
    'time step and feature of what it is held against.'
  );
}
