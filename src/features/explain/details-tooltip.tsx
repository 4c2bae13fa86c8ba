import type { Explanation } from '../../engine/protocol.ts';
import { Tooltip, type TooltipProps } from '../../ui/controls/tooltip.tsx';
import { ClassDetails } from './class-details.tsx';
import { WordDetails } from './word-details.tsx';

interface DetailsTooltipProps extends Omit<TooltipProps, 'children'> {
  /** null: every class by one method is on show. */
  readonly explanation: Explanation | null;
  readonly position: number;
}

/** A word's exact values beside it. */
export function DetailsTooltip({ explanation, position, ...place }: DetailsTooltipProps) {
  return (
    <Tooltip {...place}>
      {explanation ? <WordDetails explanation={explanation} position={position} /> : <ClassDetails position={position} />}
    </Tooltip>
  );
}
