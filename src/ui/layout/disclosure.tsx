import { type DetailsHTMLAttributes, type ReactNode, useState } from 'react';
import styles from './disclosure.module.css';

interface DisclosureProps extends DetailsHTMLAttributes<HTMLDetailsElement> {
  /** What one clicks. */
  readonly summary: ReactNode;
  /** The children are drawn only while it is open: there may be hundreds of rows. */
  readonly lazy?: boolean;
}

/** Something for those who ask for it. */
export function Disclosure({ summary, lazy = false, className = '', onToggle, children, ...rest }: DisclosureProps) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className={`${styles.disclosure} ${className}`}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
        onToggle?.(event);
      }}
      {...rest}
    >
      <summary>{summary}</summary>
      {(open || !lazy) && children}
    </details>
  );
}
