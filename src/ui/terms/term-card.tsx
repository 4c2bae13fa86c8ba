import { Tooltip } from '../controls/tooltip.tsx';
import { GLOSSARY, type TermId } from './glossary.ts';
import styles from './term.module.css';

interface TermCardProps {
  readonly cardId: string;
  readonly term: TermId;
  readonly anchor: HTMLElement;
  readonly onDismiss: () => void;
}

/** What a term means, beside it. */
export function TermCard({ cardId, term, anchor, onDismiss }: TermCardProps) {
  const { name, text } = GLOSSARY[term];
  return (
    <Tooltip as="span" id={cardId} anchor={anchor} placement="top" onDismiss={onDismiss}>
      <span className={styles.card}>
        <strong>{name}.</strong> {text}
      </span>
    </Tooltip>
  );
}
