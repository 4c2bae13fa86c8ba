import { useId } from 'react';
import { useModel, useModels, useTrust } from '../../../state/models/index.ts';
import { ErrorBanner } from '../../../ui/controls/error-banner.tsx';
import { FilePicker } from '../../../ui/controls/file-picker.tsx';
import controls from '../../../ui/controls.module.css';
import { Note, Row, Stack, Title } from '../../../ui/layout/index.ts';
import { REFERENCE_FIELD } from './reference-field.ts';
import { ReferenceHelp } from './reference-help.tsx';
import { TrustMark } from './trust-mark.tsx';
import { trustOf } from './trust-of.ts';
import styles from './trust-panel.module.css';
import { TrustProblems } from './trust-problems.tsx';
import { TrustResult, TrustStatus } from './trust-result.tsx';
import { examplePlaceholder } from './trust-rows.ts';

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
      <TrustForm verified={model.verified !== null} />
    </Stack>
  );
}

function TrustForm({ verified }: { readonly verified: boolean }) {
  const id = REFERENCE_FIELD;
  const classes = useModel((state) => state.info?.classes ?? null);
  const text = useTrust((state) => state.text);
  const file = useTrust((state) => state.file);
  const busy = useTrust((state) => state.status !== 'idle');
  const problems = useTrust((state) => state.problems);
  const error = useTrust((state) => state.error);
  const setText = useTrust((state) => state.setText);
  const check = useTrust((state) => state.check);
  return (
    <>
      <p className={styles.text}>
        {!verified && 'Unverified: nothing says yet that it computes what your program computes. '}
        Give scores of your own program for a few sentences, before softmax; they are compared with this page’s.
      </p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void check();
        }}
      >
        <label htmlFor={id} className={styles.label}>
          Reference scores: a sentence a line, words -&gt; {classes ? classes.length : 'all'} scores
        </label>
        <textarea
          id={id}
          className={`${controls.input} ${styles.field}`}
          rows={5}
          value={text}
          placeholder={examplePlaceholder(classes?.length ?? 2)}
          dir="auto"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.target.value)}
        />
        <Note id={`${id}-hint`} className={styles.hint}>
          Words separated by spaces, as your vocabulary has them. Order of the scores: {orderOf(classes ?? [])}.
        </Note>
        <Row gap={2} className={styles.actions}>
          <button type="submit" className={`${controls.button} ${controls.primary}`} aria-disabled={busy || !classes}>
            Check
          </button>
          <ScoresFile />
          <TrustStatus />
          <ReferenceHelp />
        </Row>
      </form>
      {file && <Note className={styles.hint}>Given: {file.name}</Note>}
      {problems.length > 0 && <TrustProblems problems={problems} />}
      {error && <ErrorBanner title="The scores could not be compared" error={error} />}
      <TrustResult />
    </>
  );
}

const NAMED_CLASSES = 12;

function orderOf(classes: readonly string[]): string {
  const named = classes.slice(0, NAMED_CLASSES).join(', ');
  return classes.length > NAMED_CLASSES ? `${named} and ${classes.length - NAMED_CLASSES} more` : named;
}

function ScoresFile() {
  const takeFile = useTrust((state) => state.takeFile);
  return (
    <FilePicker
      label="Choose a file…"
      className={controls.button ?? ''}
      accept=".txt,.tsv,.json,.jsonl,.ndjson,text/plain,application/json"
      onFiles={([file]) => file && void takeFile(file)}
    />
  );
}
