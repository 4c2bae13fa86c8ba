import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { Explanation } from '../../engine/protocol.ts';
import { scrollBehaviour } from '../../ui/hooks/scroll-behaviour.ts';
import { latePart } from '../../ui/late/late-part.tsx';
import styles from './section-index.module.css';

const MiniMap = latePart({
  name: 'The small heat map',
  load: async () => (await import('./mini-map.tsx')).MiniMap,
  waiting: null,
});

/** A part of the view beneath the heat maps. */
export interface Section {
  readonly id: string;
  /** In the index. */
  readonly name: string;
  readonly content: ReactNode;
}

/** By which a person scrolls, or goes on otherwise. */
const DEEDS = ['wheel', 'touchmove', 'keydown'];

export const HEAT_MAP_SECTION = 'section-heat-map';

export function sectionId(id: string): string {
  return `section-${id}`;
}

interface SectionIndexProps {
  readonly sections: readonly Section[];
  readonly heatMaps: RefObject<HTMLElement | null>;
  readonly explanation: Explanation | null;
}

/** Leads to each section, and stays at the window's top; beneath it, once the heat maps have left the window, the first of them, small. */
export function SectionIndex({ sections, heatMaps, explanation }: SectionIndexProps) {
  const entries = [{ id: HEAT_MAP_SECTION, name: 'Heat map' }, ...sections.map(({ id, name }) => ({ id: sectionId(id), name }))];
  const passed = useSectionHere(entries.map(({ id }) => id).join(' '));
  const [led, setLed] = useLedTo();
  const here = led ?? passed;
  const above = useLeftAbove(heatMaps);
  const index = useRef<HTMLElement>(null);
  // What is clicked stays under the pointer.
  useEffect(() => {
    if (passed !== null && led === null) bringEntryIn(index.current);
  }, [passed, led]);
  return (
    <div className={`screen-only ${styles.bar}`}>
      <nav ref={index} aria-label="Sections" className={styles.index}>
        {entries.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className={styles.entry}
            aria-current={id === here ? 'location' : undefined}
            // By keyboard: half of it may stand beyond the edge, which browsers take for enough. Under a finger it stays where it is.
            onFocus={({ currentTarget }) =>
              currentTarget.matches(':focus-visible') && currentTarget.scrollIntoView({ block: 'nearest', inline: 'center' })
            }
            onClick={() => {
              setLed(id);
              goTo(id);
            }}
          >
            {name}
          </button>
        ))}
      </nav>
      {above && explanation && <MiniMap explanation={explanation} />}
    </div>
  );
}

/** A button rather than a link: the address's fragment holds what is shown (docs/adr/0007-links-in-the-fragment.md). */
function goTo(id: string): void {
  const section = document.getElementById(id);
  if (!section) return;
  const behavior = scrollBehaviour();
  const show = () => section.scrollIntoView({ behavior });
  // Who is led to a section that is closed wants to see it.
  const closed = section.querySelectorAll<HTMLDetailsElement>('details[data-opened-by-index]:not([open])');
  for (const details of closed) details.open = true;
  show();
  if (closed.length > 0) followGrowth(section, show);
}

const GROWS_FOR_MS = 1000;

/** What has just been opened gets its content a moment later, and only then there is room to scroll: until the person does something. */
function followGrowth(section: Element, show: () => void): void {
  const observer = new ResizeObserver(show);
  const stop = new AbortController();
  stop.signal.addEventListener('abort', () => observer.disconnect());
  for (const deed of DEEDS) addEventListener(deed, () => stop.abort(), { passive: true, signal: stop.signal });
  setTimeout(() => stop.abort(), GROWS_FOR_MS);
  observer.observe(section);
}

/** On a narrow screen the entry of what is read may stand beyond the index's edge; the page itself must not scroll for it. */
function bringEntryIn(index: HTMLElement | null): void {
  const entry = index?.querySelector('[aria-current]');
  if (!index || !entry) return;
  const [frame, box] = [index.getBoundingClientRect(), entry.getBoundingClientRect()];
  if (box.left >= frame.left && box.right <= frame.right) return;
  index.scrollLeft += (box.left + box.right - frame.left - frame.right) / 2;
}

/** Whether an element has left the window at its top. */
function useLeftAbove(element: RefObject<HTMLElement | null>): boolean {
  const [above, setAbove] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1);
        if (last) setAbove(!last.isIntersecting && last.boundingClientRect.top < 0);
      },
      // The header and the index lie on top of it.
      { rootMargin: '-96px 0px 0px' },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return above;
}

/** The section that the index led to, until the person scrolls: the last ones cannot reach the window's top. */
function useLedTo() {
  const [led, setLed] = useState<string | null>(null);
  useEffect(() => {
    if (led === null) return;
    const forget = () => setLed(null);
    for (const deed of DEEDS) addEventListener(deed, forget, { passive: true });
    return () => {
      for (const deed of DEEDS) removeEventListener(deed, forget);
    };
  }, [led]);
  return [led, setLed] as const;
}

/** The section that is being read: the last one that begins in the upper quarter of the window, else the first. */
function useSectionHere(ids: string): string | null {
  const [here, setHere] = useState<string | null>(null);
  useEffect(() => {
    const elements = ids.split(' ').flatMap((id) => document.getElementById(id) ?? []);
    const passed = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) passed.add(target.id);
          else passed.delete(target.id);
        }
        setHere(elements.findLast(({ id }) => passed.has(id))?.id ?? elements[0]?.id ?? null);
      },
      { rootMargin: '0px 0px -75%' },
    );
    for (const element of elements) observer.observe(element);
    return () => observer.disconnect();
  }, [ids]);
  return here;
}
