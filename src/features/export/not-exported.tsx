import type { Layout } from '../../state/display/index.ts';
import { usePins } from '../../state/pins/index.ts';
import { useWhatIf } from '../../state/what-if/index.ts';
import { Note } from '../../ui/layout/index.ts';
import type { FormatId } from './formats.ts';
import styles from './not-exported.module.css';

interface NotExportedProps {
  readonly format: FormatId;
  /** undefined: nothing is ready to be exported yet. */
  readonly layout: Layout | undefined;
}

/** What is on the page, but not in the file; an export is one explanation of one sentence. */
export function NotExported({ format, layout }: NotExportedProps) {
  const edited = useWhatIf((state) => state.edits.length > 0);
  const compared = usePins((state) => state.shown.length > 0);
  return (
    <Note as="div" className={styles.notes} role="note" aria-label="What is not exported">
      {edited && (
        <p>The sentence is exported as written, without your what-if edits; “Make this my sentence” makes them part of it.</p>
      )}
      {compared && <p>Pinned explanations are not exported; “Swap with current” makes a pin the one that is.</p>}
      {layout === 'classes' && format === 'json' && (
        <p>JSON holds only the target’s values, as the command line gives them. CSV holds those of every class.</p>
      )}
    </Note>
  );
}
