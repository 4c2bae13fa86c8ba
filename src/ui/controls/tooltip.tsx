import { autoUpdate, flip, offset, type ReferenceType, shift, useFloating } from '@floating-ui/react-dom';
import { type PointerEvent, type ReactNode, useEffect, useRef } from 'react';
import { Raised } from '../layout/index.ts';
import styles from './tooltip.module.css';

/** Pixels between anchor and tooltip; --gap in tooltip.module.css bridges them. */
const GAP = 8;

export interface TooltipProps {
  readonly id: string;
  /** 'span': it stands within a line of text. */
  readonly as?: 'div' | 'span';
  /** The same object while it is the same place. */
  readonly anchor: ReferenceType;
  /** Where it stands if there is room. */
  readonly placement: 'top' | 'right' | 'bottom';
  /** Escape was pressed, wherever the focus is. */
  readonly onDismiss: () => void;
  readonly children: ReactNode;
}

/**
 * One for a whole view: it moves from anchor to anchor. It can be pointed at, to read or copy it, and the gap between counts as part
 * of it; so it keeps pointer events from the view around it, which would take them for the anchor having been left (WCAG 1.4.13).
 */
export function Tooltip({ id, as = 'div', anchor, placement, onDismiss, children }: TooltipProps) {
  const {
    refs,
    floatingStyles,
    placement: place,
  } = useFloating({
    elements: { reference: anchor },
    placement,
    strategy: 'fixed',
    middleware: [offset(GAP), flip({ padding: 8, fallbackAxisSideDirection: 'start' }), shift({ padding: 8 })],
    whileElementsMounted: autoUpdate,
  });
  const pointer = useRef<PointerEvent | null>(null);
  const notePointer = (event: PointerEvent) => {
    pointer.current = event;
  };
  useEffect(() => {
    const dismiss = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      onDismiss();
      if (pointer.current) ignorePointerAt(pointer.current);
    };
    document.addEventListener('keydown', dismiss);
    return () => document.removeEventListener('keydown', dismiss);
  }, [onDismiss]);
  return (
    <Raised
      as={as}
      ref={refs.setFloating}
      id={id}
      role="tooltip"
      className={styles.tooltip}
      style={floatingStyles}
      data-side={place.split('-')[0]}
      onPointerOver={(event) => {
        event.stopPropagation();
        notePointer(event);
      }}
      onPointerMove={notePointer}
    >
      {children}
    </Raised>
  );
}

/** Put away from beneath a pointer, it uncovers something that has not been pointed at and must not open another one. */
function ignorePointerAt(at: PointerEvent): void {
  const ignore = (event: globalThis.PointerEvent) => {
    if (event.clientX === at.clientX && event.clientY === at.clientY) event.stopPropagation();
    else document.removeEventListener('pointerover', ignore, { capture: true });
  };
  document.addEventListener('pointerover', ignore, { capture: true });
}
