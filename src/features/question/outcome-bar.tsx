import { useEffect, useState } from 'react';
import { useWhatIf } from '../../state/what-if/index.ts';
import controls from '../../ui/controls.module.css';
import { Raised } from '../../ui/layout/index.ts';
import { formatOutcome } from '../../ui/text/format-outcome.ts';
import styles from './outcome-bar.module.css';

const HEADING_ID = 'what-if-heading';

/** While the panel is still beneath the screen's edge: what the edits bring about, in one line, so that an edit is answered at once. */
export function OutcomeBar() {
  const beneath = useBeneathScreen(HEADING_ID);
  const compared = useWhatIf((state) => state.compared);
  if (!beneath || !compared) return null;
  const { before, after } = compared;
  const [was, is] = [before, after].map((of) => `${of.model.classes[of.predicted] ?? ''} ${formatOutcome(of, of.predicted)}`);
  const show = () => {
    const heading = document.getElementById(HEADING_ID);
    heading?.scrollIntoView({ block: 'center' });
    heading?.focus({ preventScroll: true });
  };
  return (
    <Raised as="aside" aria-label="Outcome of the edits" className={styles.bar}>
      {/* The panel's own status says it to screen readers. */}
      <p className={styles.text}>
        {was} → <strong>{is}</strong>
      </p>
      <button type="button" className={controls.button} onClick={show}>
        See what changed
      </button>
    </Raised>
  );
}

/** Whether an element lies wholly below what is on the screen. */
function useBeneathScreen(id: string): boolean {
  const [beneath, setBeneath] = useState(false);
  useEffect(() => {
    const element = document.getElementById(id);
    if (!element) return;
    const observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1);
      if (last) setBeneath(!last.isIntersecting && last.boundingClientRect.top > 0);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [id]);
  return beneath;
}
