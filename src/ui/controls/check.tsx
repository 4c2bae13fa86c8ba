import type { InputHTMLAttributes, ReactNode } from 'react';
import styles from './check.module.css';

interface CheckProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'children' | 'type'> {
  readonly type?: 'checkbox' | 'radio';
  /** The label's own class. */
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A checkbox or a radio button with its label beside it. */
export function Check({ type = 'checkbox', className = '', children, ...input }: CheckProps) {
  return (
    <label className={`${styles.check} ${className}`}>
      <input type={type} {...input} />
      {children}
    </label>
  );
}
