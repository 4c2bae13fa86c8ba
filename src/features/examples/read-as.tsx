import { useState } from 'react';
import type { SettledSentences } from '../../engine/protocol.ts';
import { useExamples, useSentenceFile } from '../../state/examples/index.ts';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import { ShortName } from '../../ui/controls/short-name.tsx';
import controls from '../../ui/controls.module.css';
import { Disclosure, Stack } from '../../ui/layout/index.ts';
import { shortName } from '../../ui/text/short-name.ts';
import { FORMAT_NAMES } from './file-formats.ts';
import styles from './read-as.module.css';
import { ReadAsFields } from './read-as-fields.tsx';
import { ReadAsNotes } from './read-as-notes.tsx';

/** How the user's file is read, what came of it, and why it could not be. Its place stays the same, so that the focus does too. */
export function ReadAs() {
  const status = useSentenceFile((state) => state.status);
  const file = useSentenceFile((state) => state.file);
  const isOwnTab = useExamples(({ shown }) => shown === 'file');
  const isSet = useSentenceFile((state) => state.read?.file === state.file);
  if (!file || status === 'none') return null;
  // Beside another set only what is not the set 'file' (yet).
  if (!isOwnTab && isSet && status !== 'failed') return null;
  return <Reading key={`${file.name} ${file.bytes.length}`} name={file.name} />;
}

function Reading({ name }: { readonly name: string }) {
  const status = useSentenceFile((state) => state.status);
  const settled = useSentenceFile((state) => state.settled);
  const error = useSentenceFile((state) => state.error);
  const { giveUp, retry } = useSentenceFile.getState();
  const [folded, setFolded] = useState<boolean | null>(null);
  const isOpen = status === 'failed' || !(folded ?? settled?.columns.length === 0);
  return (
    <Stack as="section" gap={2} className={styles.reading} aria-label={`How ${name} is read`} aria-busy={status === 'reading'}>
      {error && (
        <ErrorBanner
          title={
            error.name === 'LoadError' ? `${shortName(name)} could not be read` : `${shortName(name)} cannot be read this way`
          }
          error={error}
          action={
            <span className={styles.actions}>
              {error.name === 'LoadError' && (
                <button type="button" className={controls.chip} onClick={retry}>
                  Retry
                </button>
              )}
              <button type="button" className={controls.chip} onClick={giveUp}>
                Dismiss
              </button>
            </span>
          }
        />
      )}
      {!settled && status === 'reading' && (
        <p role="status">
          Reading <ShortName name={name} /> …
        </p>
      )}
      {(settled || error) && (
        <Disclosure
          className={styles.details}
          summary={<span title={name}>Read as {settled ? summaryOf(settled) : '…'}</span>}
          open={isOpen}
          onToggle={({ currentTarget }) => currentTarget.open !== isOpen && setFolded(!currentTarget.open)}
        >
          <ReadAsFields />
        </Disclosure>
      )}
      {status === 'read' && <ReadAsNotes />}
    </Stack>
  );
}

function summaryOf({ format, columns, text, label }: SettledSentences): string {
  const parts = [FORMAT_NAMES[format], columns[text]?.name, label === null ? undefined : columns[label]?.name];
  return parts.filter((part) => part !== undefined).join(' · ');
}
