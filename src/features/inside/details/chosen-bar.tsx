import type { RefObject } from 'react';
import { useWhatIf } from '../../../state/what-if/index.ts';
import { FootBar } from '../../../ui/controls/foot-bar.tsx';
import { useNear } from '../../../ui/hooks/use-near.ts';

/** Of the heading of what is chosen. */
export const CHOSEN_HEADING = 'inside-chosen';

interface ChosenBarProps {
  /** What one chooses in. */
  readonly drawing: RefObject<Element | null>;
  readonly isFlow: boolean;
  readonly headline: string;
}

/** What was chosen in the drawing, in one line, while its equation lies beneath the window: a click there is answered at once. */
export function ChosenBar({ drawing, isFlow, headline }: ChosenBarProps) {
  const onScreen = useNear(drawing, '0px');
  const hasEdits = useWhatIf((state) => state.edits.length > 0);
  if (!onScreen) return null;
  return (
    <FootBar
      label="Chosen in the drawing"
      headingId={CHOSEN_HEADING}
      action={isFlow ? 'See the equation' : 'See its gates and units'}
      lifted={hasEdits}
    >
      {headline}
    </FootBar>
  );
}
