import type { Explanation } from '../../engine/protocol.ts';
import { unreadNote } from '../../state/sentence/index.ts';
import { Callout } from '../../ui/layout/index.ts';
import styles from './token-status.module.css';

/** Which words of the sentence the model does not read, and why; nothing where it reads all. */
export function UnreadWords({ explanation }: { readonly explanation: Explanation }) {
  const note = unreadNote(explanation);
  if (note === null) return null;
  return (
    <Callout className={styles.omitted}>
      <p role="status">
        <strong>{note}</strong> They are struck through below and count for nothing; blanking them out changes nothing.
      </p>
    </Callout>
  );
}
