import { usePopoverPlace } from '../../ui/controls/place-popover.ts';
import type { PopoverContentProps } from '../../ui/controls/popover.tsx';
import { DisplayOptions } from './display-options.tsx';

/** What one changes rarely, in the panel that hangs from the button. */
export function DisplayPanel(props: PopoverContentProps) {
  usePopoverPlace(props);
  return <DisplayOptions />;
}
