import { useId } from 'react';
import { useModel, useModels, useTrust } from '../../../state/models/index.ts';
import { ErrorBanner } from '../../../ui/controls/error-banner.tsx';
import controls from '../../../ui/controls.module.css';
import { Note, Row, Stack, Title } from '../../../ui/layout/index.ts';
import { REFERENCE_FIELD } from './reference-field.ts';
import { ReferenceHelp } from './reference-help.tsx';
import { ReferenceFile, ReferenceInput } from './reference-input.tsx';
import { TrustMark } from './trust-mark.tsx';
import { trustOf } from './trust-of.ts';
import styles from './trust-panel.module.css';
import { TrustProblems } from './trust-problems.tsx';
import { TrustResult, TrustStatus } from './trust-result.tsx';
import { askFor } from './trust-texts.ts';

/** Whether the model in use computes what the user's program computes: scores given, held against ours. Nothing for the bundled one. */
export function TrustPanel() {
  const headingId = useId();
  const model = useModels(({ models, currentId }) => models.find(({ id }) => id === currentId));
  if (!model || trustOf(model) === 'bundled') return null;
  return (
    <Stack as="section" parted aria-labelledby={headingId}>
      <Row gap={4} spread>
        <Title id={headingId}>
          Does “<bdi>{model.name}</bdi>” compute what your program computes?
        </Title>
        <TrustMark model={model} full />
      </Row>
      <TrustForm unchecked={trustOf(model) === 'unverified'} />
    </Stack>
  );
}

function TrustForm({ unchecked }: { readonly unchecked: boolean }) {
  const info = useModel((state) => state.info);
  const text = useTrust((state) => state.text);
  const file = useTrust((state) => state.file);
  const busy = useTrust((state) => state.status !== 'idle');
  const problems = useTrust((state) => state.problems);
  const error = useTrust((state) => state.error);
  const { setText, takeFile, check } = useTrust.getState();
  if (!info) return null;
  return (
    <>
      <p className={styles.text}>
        {unchecked && 'Unverified: nothing shows yet that it computes what your program computes. '}
        {askFor(info)}
      </p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void check();
        }}
      >
        <ReferenceInput id={REFERENCE_FIELD} model={info} text={text} onText={setText} />
        <Row gap={2} className={styles.actions}>
          <button type="submit" className={`${controls.button} ${controls.primary}`} aria-disabled={busy}>
            Check
          </button>
          <ReferenceFile onFile={(given) => void takeFile(given)} />
          <TrustStatus />
          <ReferenceHelp model={info} />
        </Row>
      </form>
      {file && <Note className={styles.given}>Given: {file.name}</Note>}
      {problems.length > 0 && <TrustProblems problems={problems} />}
      {error && <ErrorBanner title="The scores could not be compared" error={error} />}
      <TrustResult />
    </>
  );
}
