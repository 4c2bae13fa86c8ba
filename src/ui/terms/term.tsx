import { type PointerEvent, type ReactNode, useId, useState } from 'react';
import { latePart } from '../late/late-part.tsx';
import type { TermId } from './glossary.ts';
import styles from './term.module.css';

const TermCard = latePart({
  name: 'The explanation of this term',
  floats: true,
  load: async () => (await import('./term-card.tsx')).TermCard,
  waiting: null,
});

interface TermProps {
  readonly id: TermId;
  /** The term as it stands in the text. */
  readonly children: ReactNode;
}

/**
 * A technical term, dotted underneath, that says what it means when it is pointed at, focused or tapped. It is a button: not for a label,
 * a link or another button.
 */
export function Term({ id, children }: TermProps) {
  const cardId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  const onPointer = (isOver: boolean) => (event: PointerEvent) => {
    // A finger leaves as soon as it is lifted: there the tap's focus decides.
    if (event.pointerType !== 'touch') setOpen(isOver);
  };
  return (
    <span onPointerEnter={onPointer(true)} onPointerLeave={onPointer(false)}>
      <button
        ref={setAnchor}
        type="button"
        className={styles.term}
        // On paper it is a word among words (base.css).
        data-term
        aria-describedby={open ? cardId : undefined}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      {open && anchor && <TermCard cardId={cardId} term={id} anchor={anchor} onDismiss={() => setOpen(false)} />}
    </span>
  );
}
