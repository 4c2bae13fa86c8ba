import { useEffect } from 'react';
import type { Explanation } from '../../engine/protocol.ts';
import { targetScoreName, unitOf, useConservation } from '../../state/sentence/index.ts';
import { Note, Row, Stack, Title } from '../../ui/layout/index.ts';
import { Term } from '../../ui/terms/term.tsx';
import { formatFixed } from '../../ui/text/format-number.ts';
import styles from './conservation-check.module.css';
import { residualOf, residualText, verdict, wholeOf } from './conservation-text.ts';
import { wholeName } from './ledger-entries.ts';
import { useSettled } from './use-settled.ts';

/** Typing comes first. */
const PAUSE_MS = 150;
/** float64 has 15 to 17 digits. */
const DIGITS = 12;

/** The paper's check of the arithmetic: with bias factor 1 and the chosen eps, words, padding and initial states make up the score. */
export function ConservationCheck({ explanation }: { readonly explanation: Explanation }) {
  const settled = useSettled(explanation, explanation, PAUSE_MS);
  const check = useConservation((state) => state.check);
  const result = useConservation((state) => state.result);
  const checked = useConservation((state) => state.checked);
  const error = useConservation((state) => state.error);
  useEffect(() => void check(settled), [check, settled]);

  const show = (value: number | undefined) => (value === undefined ? '–' : formatFixed(value, DIGITS));
  const pads = explanation.methods.some(({ padding }) => padding !== undefined);
  const unit = unitOf(explanation);
  const scoreName = targetScoreName(checked ?? explanation);
  return (
    <Stack parted gap={0} className={styles.check} stale={checked !== explanation}>
      <Title size="s">
        <Term id="conservation">Conservation</Term> check
      </Title>
      <Note className={styles.line}>
        The same explanation with bias factor 1, whatever is set above. Now nothing may leak, so {wholeName(unit, pads)} must add
        up to the {scoreName}.
      </Note>
      <Row as="dl" gap={6} align="start" className={styles.figures}>
        <Figure
          name={`Σ ${unit}s + ${pads ? 'padding + ' : ''}initial states`}
          value={show(result ? wholeOf(result) : undefined)}
        />
        <Figure name={scoreName} value={show(result?.score)} />
        <Figure name="residual" value={result ? residualText(residualOf(result)) : '–'} strong />
      </Row>
      <Note className={styles.line}>
        {error ? `The check failed: ${error.where} ${error.problem}.` : result && verdict(result)}
      </Note>
    </Stack>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly strong?: boolean;
}

function Figure({ name, value, strong = false }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-strong={strong || undefined}>{value}</dd>
    </div>
  );
}
