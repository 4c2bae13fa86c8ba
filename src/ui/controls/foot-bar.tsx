import { type ReactNode, useEffect, useState } from 'react';
import controls from '../controls.module.css';
import { Raised } from '../layout/index.ts';
import styles from './foot-bar.module.css';

interface FootBarProps {
  readonly label: string;
  /** The heading of the place that says it in full: the bar is there only while that lies beneath the screen's edge. */
  readonly headingId: string;
  /** On the button that leads there. */
  readonly action: string;
  /** Another bar may stand at the foot: this one stands above it. */
  readonly lifted?: boolean;
  /** One line. */
  readonly children: ReactNode;
}

/** While a place is still beneath the screen's edge: what came of something done above, so that it is answered at once. */
export function FootBar({ label, headingId, action, lifted = false, children }: FootBarProps) {
  if (!useBeneathScreen(headingId)) return null;
  const show = () => {
    const heading = document.getElementById(headingId);
    heading?.scrollIntoView({ block: 'center' });
    heading?.focus({ preventScroll: true });
  };
  return (
    <Raised as="aside" aria-label={label} data-lifted={lifted || undefined} className={`screen-only ${styles.bar}`}>
      {/* The place's own status says it to screen readers. */}
      <p className={styles.text}>{children}</p>
      <button type="button" className={controls.button} onClick={show}>
        {action}
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
