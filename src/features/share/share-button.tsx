import { useEffect, useId, useRef, useState } from 'react';
import { linkHere, MAX_LINKED_CHARACTERS } from '../../state/link/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import { Dialog } from '../../ui/controls/dialog.tsx';
import { CheckIcon, LinkIcon } from '../../ui/controls/icons.tsx';
import controls from '../../ui/controls.module.css';
import { useFading } from '../../ui/hooks/use-fading.ts';
import { Note, Raised, Stack } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import styles from './share-button.module.css';

const CONFIRMED_MS = 4000;

/** Copies the link to what the page shows; where the browser refuses, shows it for copying by hand. */
export function ShareButton() {
  const [copied, setCopied] = useState('');
  const [link, setLink] = useState<string | null>(null);

  useFading(copied, CONFIRMED_MS, () => setCopied(''));

  async function share(): Promise<void> {
    const here = linkHere();
    setCopied('');
    try {
      await navigator.clipboard.writeText(here);
      setCopied(`Link copied. ${limits()}`);
    } catch {
      // Refused by the person or the browser, or the page is not served over https: navigator.clipboard is missing then.
      setLink(here);
    }
  }

  return (
    <span className={styles.share}>
      <button
        type="button"
        className={controls.button}
        aria-label="Share: copy a link to this explanation"
        title="Copy a link to this explanation"
        onClick={() => void share()}
      >
        {copied ? <CheckIcon /> : <LinkIcon />}
        <span className={controls.label}>Share</span>
      </button>
      <span role="status" className={styles.status}>
        {copied && (
          <Raised as="span" className={styles.copied}>
            {copied}
          </Raised>
        )}
      </span>
      <Dialog open={link !== null} title="Copy this link" onClose={() => setLink(null)}>
        {link !== null && <LinkField link={link} />}
      </Dialog>
    </span>
  );
}

function LinkField({ link }: { readonly link: string }) {
  const field = useRef<HTMLInputElement>(null);
  const noteId = useId();
  useEffect(() => {
    // After the dialogue has put the focus on its own first button.
    const frame = requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.select();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <Stack>
      <p>The browser did not let this page copy. The link is selected: copy it from here.</p>
      <input
        ref={field}
        className={`${controls.input} ${styles.field}`}
        readOnly
        value={link}
        aria-label="Link to this explanation"
        aria-describedby={noteId}
        onFocus={(event) => event.target.select()}
      />
      <Note id={noteId}>
        {limits()} What follows the # is never sent to a server: whoever opens the link reads the sentence in their own browser.
      </Note>
    </Stack>
  );
}

/** What the link does not hold. */
function limits(): string {
  const { text, example } = useExplain.getState();
  if ((example && example.set !== 'file') || text.length <= MAX_LINKED_CHARACTERS) return '';
  return `It holds the first ${formatCount(MAX_LINKED_CHARACTERS)} of the sentence’s ${formatCount(text.length)} characters.`;
}
