import { useEffect, useState } from 'react';
import { useExamples } from '../../state/examples/index.ts';
import { useLink } from '../../state/link/index.ts';
import { latePart } from '../../ui/late/late-part.tsx';
import { Stack } from '../../ui/layout/index.ts';
import styles from './link-notice.module.css';

const LinkNotes = latePart({
  name: 'Notes about this link',
  load: async () => (await import('./link-notes.tsx')).LinkNotes,
});

/** What of the link that was opened could not be used, and why its sentence is not there yet. */
export function LinkNotice() {
  const problems = useLink((state) => state.problems);
  const absent = useExamples((state) => state.sst.status === 'absent' || state.sst.status === 'downloading');
  const waiting = useLink((state) => state.waiting?.sentence);
  // A live region speaks of what comes into it, not of what it begins with.
  const [speaks, setSpeaks] = useState(false);
  useEffect(() => setSpeaks(true), []);
  const awaited = waiting?.kind === 'example' && absent ? waiting.example.number : null;
  return (
    <Stack role="status" aria-label="About the link" className={styles.region}>
      {speaks && (awaited !== null || problems.length > 0) && <LinkNotes problems={problems} awaited={awaited} />}
    </Stack>
  );
}
