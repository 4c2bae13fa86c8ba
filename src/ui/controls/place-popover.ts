import { autoUpdate, flip, offset, shift, useFloating } from '@floating-ui/react-dom';
import { useLayoutEffect } from 'react';
import type { PopoverContentProps } from './popover.tsx';

/** Keeps an open panel beneath its button, or above where there is more room. */
export function usePopoverPlace({ button, panel }: PopoverContentProps): void {
  const { floatingStyles } = useFloating({
    elements: { reference: button, floating: panel },
    placement: 'bottom-end',
    strategy: 'fixed',
    middleware: [offset(6), flip({ padding: 8 }), shift({ padding: 8, crossAxis: true })],
    whileElementsMounted: autoUpdate,
  });
  useLayoutEffect(() => {
    Object.assign(panel.style, { left: '0', top: '0', transform: floatingStyles.transform });
  }, [panel, floatingStyles.transform]);
}
