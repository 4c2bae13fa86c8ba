import { autoUpdate, flip, offset, type ReferenceType, shift, useFloating } from '@floating-ui/react-dom';
import type { ReactNode } from 'react';
import styles from './tooltip.module.css';

export interface TooltipProps {
  readonly id: string;
  /** The same object while it is the same place. */
  readonly anchor: ReferenceType;
  /** Where it stands if there is room. */
  readonly placement: 'top' | 'right' | 'bottom';
  readonly children: ReactNode;
}

/** One for a whole view: it moves from anchor to anchor. */
export function Tooltip({ id, anchor, placement, children }: TooltipProps) {
  const { refs, floatingStyles } = useFloating({
    elements: { reference: anchor },
    placement,
    strategy: 'fixed',
    middleware: [offset(8), flip({ padding: 8, fallbackAxisSideDirection: 'start' }), shift({ padding: 8 })],
    whileElementsMounted: autoUpdate,
  });
  return (
    <div ref={refs.setFloating} id={id} role="tooltip" className={styles.tooltip} style={floatingStyles}>
      {children}
    </div>
  );
}
