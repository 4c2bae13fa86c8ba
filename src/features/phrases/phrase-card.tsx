import type { FailedMeasure, Phrase, PhraseOutcome, PhraseResult } from '../../engine/methods-protocol.ts';
import { type Explanation, LensError } from '../../engine/protocol.ts';
import { targetName, targetScore, targetScoreName, unitOf } from '../../state/sentence/index.ts';
import { DataTable, Fact, Facts, Note, Stack, Title } from '../../ui/layout/index.ts';
import { Term } from '../../ui/terms/term.tsx';
import { formatFixed, formatPercent, formatSigned } from '../../ui/text/format-number.ts';
import styles from './phrase-card.module.css';
import { digitsOfPhrase, MEASURE_NAMES, meaningOf, PHRASE_MEASURES, sumOf } from './phrase-texts.ts';

interface PhraseCardProps {
  readonly phrase: Phrase;
  readonly explanation: Explanation;
}

/** What the words of a phrase do together, by every measure, and what the model says without them. */
export function PhraseCard({ phrase, explanation }: PhraseCardProps) {
  const digits = digitsOfPhrase(phrase);
  return (
    <Stack gap={4} className={styles.card}>
      <div className={styles.measures}>
        {PHRASE_MEASURES.map((id) => {
          const result = phrase.measures.find((one) => one.id === id);
          const failed = phrase.failed.find((one) => one.id === id);
          if (result) return <Measure key={id} result={result} explanation={explanation} digits={digits} />;
          return failed && <Failed key={id} failed={failed} />;
        })}
      </div>
      <Note>
        The <Term id="interaction">interaction</Term> is what the {unitOf(explanation)}s do together less what they do alone. LRP
        has none; <Term id="contextual-decomposition">contextual decomposition</Term> claims one, and the real losses tell how
        large it is.
      </Note>
      <Without phrase={phrase} explanation={explanation} />
    </Stack>
  );
}

interface MeasureProps {
  readonly result: PhraseResult;
  readonly explanation: Explanation;
  readonly digits: number;
}

function Measure({ result, explanation, digits }: MeasureProps) {
  return (
    <section aria-label={`Phrase by ${MEASURE_NAMES[result.id]}`} className={styles.measure}>
      <Title size="s">{MEASURE_NAMES[result.id]}</Title>
      <Facts names="s" className={styles.figures}>
        <Fact name="together">
          <strong>{formatSigned(result.joint, digits)}</strong>
        </Fact>
        <Fact name={`sum of ${unitOf(explanation)}s`}>{formatSigned(sumOf(result), digits)}</Fact>
        <Fact name="interaction">{formatSigned(result.interaction, digits)}</Fact>
      </Facts>
      <Note>{meaningOf(result, explanation, targetScore(explanation), digits)}</Note>
    </section>
  );
}

function Failed({ failed }: { readonly failed: FailedMeasure }) {
  const { problem, advice } = new LensError(failed.error).fields;
  return (
    <section aria-label={`Phrase by ${MEASURE_NAMES[failed.id]}`} className={styles.measure}>
      <Title size="s">{MEASURE_NAMES[failed.id]}</Title>
      <Note>
        No value: {problem.replace(/\.$/, '')}.{advice && ` ${advice}`}
      </Note>
    </section>
  );
}

/** The model's answer with the phrase, with its words blanked out, and without it. */
function Without({ phrase: { without }, explanation }: PhraseCardProps) {
  const rows: readonly { readonly name: string; readonly outcome: PhraseOutcome | null }[] = [
    { name: 'as written', outcome: explanation },
    { name: 'phrase blanked out', outcome: without.blanked },
    { name: 'phrase removed', outcome: without.removed },
  ];
  const { model, target, contrast } = explanation;
  const isNumber = explanation.probabilities.length === 0;
  const whose = contrast === undefined ? targetName(explanation) : (model.classes[target] ?? '');
  const scoreOf = ({ scores }: PhraseOutcome) => formatFixed(targetScore({ ...explanation, scores }));
  return (
    <DataTable look="lined" className={styles.without}>
      <caption className="visually-hidden">What the model says without the phrase</caption>
      <thead>
        <tr>
          <th scope="col">{explanation.numbers ? 'input' : 'sentence'}</th>
          <th scope="col">{targetScoreName(explanation)}</th>
          {!isNumber && (
            <>
              <th scope="col">
                <bdi>{whose}</bdi>
              </th>
              <th scope="col">prediction</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, outcome }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{outcome ? scoreOf(outcome) : '–'}</td>
            {!isNumber && (
              <>
                <td>{outcome ? formatPercent(outcome.probabilities[target] ?? Number.NaN) : '–'}</td>
                <td className={styles.prediction}>{outcome ? <Predicted outcome={outcome} explanation={explanation} /> : '–'}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** Stands out where it is another one. */
function Predicted({ outcome, explanation }: { readonly outcome: PhraseOutcome; readonly explanation: Explanation }) {
  const name = <bdi>{explanation.model.classes[outcome.predicted] ?? ''}</bdi>;
  return outcome.predicted === explanation.predicted ? name : <strong>{name}</strong>;
}
