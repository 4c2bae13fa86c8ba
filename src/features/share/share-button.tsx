import { useId, useState } from 'react';
import { linkHere, MAX_LINKED_CHARACTERS } from '../../state/link/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import { CheckIcon, LinkIcon } from '../../ui/controls/icons.tsx';
import { placeBeneath } from '../../ui/controls/place-beneath.ts';
import controls from '../../ui/controls.module.css';
import { latePart } from '../../ui/late/late-part.tsx';
import { Raised } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import styles from './share-button.module.css';

const SharePanel = latePart({
  name: 'What can be shared',
  load: async () => (await import('./share-panel.tsx')).SharePanel,
});

/** Copies the link to what the page shows; the panel beneath shows it where the browser refuses, and has what a link cannot hold: a session. */
export function ShareButton() {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState('');
  const [link, setLink] = useState<string | null>(null);

  async function share(): Promise<void> {
    const here = linkHere();
    setCopied('');
    setLink(null);
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
        popoverTarget={id}
        onClick={() => !open && void share()}
      >
        {open && copied ? <CheckIcon /> : <LinkIcon />}
        <span className={controls.label}>Share</span>
      </button>
      <span role="status" className="visually-hidden">
        {open && copied}
      </span>
      <Raised
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Share"
        className={styles.panel}
        onToggle={(event) => {
          setOpen(event.newState === 'open');
          if (event.newState === 'open') placeBeneath(event.currentTarget);
        }}
      >
        {open && <SharePanel copied={copied} link={link} limits={limits()} />}
      </Raised>
    </span>
  );
}

/** What the link does not hold. */
function limits(): string {
  const { text, example } = useExplain.getState();
  if ((example && example.set !== 'file') || text.length <= MAX_LINKED_CHARACTERS) return '';
  return `It holds the first ${formatCount(MAX_LINKED_CHARACTERS)} of the sentence’s ${formatCount(text.length)} characters.`;
}
