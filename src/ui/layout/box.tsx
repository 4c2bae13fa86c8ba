import type { HTMLAttributes, Ref } from 'react';
import { type Distances, distanceClasses } from './gap.ts';

/** The element a piece of the kit is drawn as, and that element's own attributes. */
export interface BoxProps extends HTMLAttributes<HTMLElement>, Distances {
  readonly as?:
    | 'div'
    | 'section'
    | 'header'
    | 'aside'
    | 'fieldset'
    | 'p'
    | 'span'
    | 'small'
    | 'ul'
    | 'ol'
    | 'li'
    | 'dl'
    | 'h2'
    | 'h3'
    | 'legend'
    | 'strong';
  readonly ref?: Ref<HTMLElement>;
}

interface KitProps extends BoxProps {
  /** The kit's own classes, which stand before the caller's. */
  readonly kit: readonly (string | false | undefined)[];
}

/** What every piece of the kit is made of: an element with the kit's classes and the caller's. */
export function Box({ as = 'div', kit, above, below, className, ...rest }: KitProps) {
  const Element = as as 'div';
  return (
    <Element
      className={[...kit, ...distanceClasses({ above, below }), className].filter(Boolean).join(' ')}
      {...(rest as HTMLAttributes<HTMLDivElement>)}
    />
  );
}
