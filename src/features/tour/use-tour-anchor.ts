import { type RefObject, useEffect } from 'react';
import { scrollBehaviour } from '../../ui/hooks/scroll-behaviour.ts';

interface TourAnchor {
  /** Of headings or fields; the first that is there counts. */
  readonly ids: readonly string[];
  /** Down to what within the section it is to be seen: a selector. */
  readonly down: string | undefined;
  readonly step: number;
  /** What lies over the foot of the window. */
  readonly panel: RefObject<HTMLElement | null>;
}

/** Marks the section of a heading or field as what the step is about, and brings it into sight above the panel. */
export function useTourAnchor({ ids, down, step, panel }: TourAnchor): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: two steps about the same section each bring it into sight
  useEffect(() => {
    const anchor = ids.map((id) => document.getElementById(id)).find((element) => element !== null);
    const section = anchor?.closest<HTMLElement>('section');
    if (!section) return;
    section.dataset.tourCurrent = '';
    const behavior = scrollBehaviour();
    const last = down === undefined ? null : section.querySelector(down);
    const beneath = last && panel.current ? tuckedAway(section, last, panel.current) : 0;
    if (beneath > 0) scrollBy({ top: startOf(section) + beneath, behavior });
    else section.scrollIntoView({ block: 'start', behavior });
    return () => {
      delete section.dataset.tourCurrent;
    };
  }, [ids, down, step, panel]);
}

/** How far the window is to be scrolled until a section begins beneath what sticks to its top. */
function startOf(section: HTMLElement): number {
  const padding = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) || 0;
  const margin = Number.parseFloat(getComputedStyle(section).scrollMarginBlockStart) || 0;
  return section.getBoundingClientRect().top - padding - margin;
}

const GAP = 8;

/** How much of what reaches down to `last` would lie beneath the panel, then. */
function tuckedAway(section: HTMLElement, last: Element, panel: HTMLElement): number {
  return last.getBoundingClientRect().bottom - startOf(section) + GAP - panel.getBoundingClientRect().top;
}
