import type { ReactNode } from 'react';
import { Box, type BoxProps } from './box.tsx';
import styles from './callout.module.css';

interface CalloutProps extends BoxProps {
  /** 'accent': asks for attention; 'danger': something is wrong; 'sunken': tells by the way; 'framed': a result, a question. */
  readonly tone?: 'accent' | 'danger' | 'sunken' | 'framed';
  /** A sign before the text. */
  readonly icon?: ReactNode;
  /** Buttons right of the text, beneath it where there is no room. */
  readonly actions?: ReactNode;
}

/** A notice that stands out from what is about it. */
export function Callout({ tone = 'accent', icon, actions, children, ...rest }: CalloutProps) {
  return (
    <Box kit={[styles.callout, styles[tone]]} {...rest}>
      <div className={styles.body}>
        {icon && <span className={styles.icon}>{icon}</span>}
        <div className={styles.text}>{children}</div>
      </div>
      {actions}
    </Box>
  );
}
