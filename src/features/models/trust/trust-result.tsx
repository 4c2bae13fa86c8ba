import { useTrust } from '../../../state/models/index.ts';
import { CheckIcon, WarningIcon } from '../../../ui/controls/icons.tsx';
import controls from '../../../ui/controls.module.css';
import { Callout, Note, Stack, Title } from '../../../ui/layout/index.ts';
import styles from './trust-result.module.css';
import { TrustTable } from './trust-table.tsx';
import { usualCauses } from './trust-texts.ts';
import { verdictOf } from './trust-verdict.ts';

/** A check under way, and how it ended, for the eye and for screen readers. Always there, or what changes in it would not be told. */
export function TrustStatus() {
  const result = useTrust((state) => state.result);
  const status = useTrust((state) => state.status);
  if (status !== 'idle') {
    return <Note role="status">{status === 'checking' ? 'Comparing…' : 'Reading the model anew…'}</Note>;
  }
  return (
    <p role="status" className="visually-hidden">
      {result && verdictOf(result.check, result.references, result.model).headline}
    </p>
  );
}

/** What the last check came to, and what can be done about it. */
export function TrustResult() {
  const result = useTrust((state) => state.result);
  const status = useTrust((state) => state.status);
  const readGatesAs = useTrust((state) => state.readGatesAs);
  if (!result) return null;
  const { check, references, model } = result;
  const verdict = verdictOf(check, references, model);
  const { gateOrder } = verdict;
  const { verified } = check;
  return (
    <Stack>
      <Callout tone={verified ? 'framed' : 'danger'} icon={verified ? <CheckIcon /> : <WarningIcon />}>
        <Title as="p" size="s">
          {verdict.headline}
        </Title>
        {verdict.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {verdict.unexplained && <p>{usualCauses(model.input)}</p>}
        {gateOrder !== null && (
          <button
            type="button"
            className={`${controls.button} ${controls.primary} ${styles.mend}`}
            aria-disabled={status !== 'idle'}
            onClick={() => status === 'idle' && void readGatesAs(gateOrder)}
          >
            Read the gates as “{gateOrder}”
          </button>
        )}
      </Callout>
      <TrustTable check={check} references={references} model={model} />
    </Stack>
  );
}
