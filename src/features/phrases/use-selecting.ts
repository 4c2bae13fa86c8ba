import { useEffect } from 'react';
import { usePhrase } from '../../state/phrases/index.ts';

/** Where the words of the sentence on show are (features/explain/heat-maps.tsx). */
export const HEAT_MAPS = '[data-heat-maps]';

const EXTENDING = ['ArrowLeft', 'ArrowRight', 'Home', 'End'];

/**
 * Selects words: by dragging over them, with Shift and a click, with Shift and the arrow keys; Escape gives the phrase up. Heard before the heat maps
 * hear of it, as what selects a phrase opens no word's menu. On a touch screen a drag scrolls: there the menu has the two ends.
 */
export function useSelecting(): void {
  useEffect(() => {
    const listeners = selecting();
    for (const [name, listener] of listeners.before) document.addEventListener(name, listener, true);
    for (const [name, listener] of listeners.after) document.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of listeners.before) document.removeEventListener(name, listener, true);
      for (const [name, listener] of listeners.after) document.removeEventListener(name, listener);
    };
  }, []);
}

type Listeners = readonly (readonly [name: string, listener: (event: Event) => void])[];

/** @returns what hears of an event before the page does, and what hears of it afterwards */
function selecting(): { readonly before: Listeners; readonly after: Listeners } {
  /** Where the pointer went down; null: it is up, or went down elsewhere. */
  let down: number | null = null;
  let drags = false;
  /** The word that a plain click or the keys led to last: there a phrase begins. */
  let last: number | null = null;
  let hasShift = false;
  const { startAt, extendTo, select } = usePhrase.getState();

  const onPointerDown = ({ target, button, pointerType, shiftKey }: PointerEvent) => {
    const position = positionAt(target);
    hasShift = shiftKey;
    drags = false;
    down = button === 0 && pointerType !== 'touch' && !shiftKey ? position : null;
    if (position !== null && !shiftKey) last = position;
  };
  const onPointerMove = ({ target, buttons }: PointerEvent) => {
    if (down === null) return;
    if (!(buttons & 1)) {
      down = null;
      return;
    }
    const position = positionAt(target);
    if (position === null || (!drags && position === down)) return;
    if (!drags) startAt(down);
    drags = true;
    extendTo(position);
  };
  const onPointerUp = () => {
    down = null;
    hasShift = false;
    // A click follows at once, or not at all.
    setTimeout(() => {
      drags = false;
    });
  };
  const onClick = (event: MouseEvent) => {
    const position = positionAt(event.target);
    if (drags) {
      event.stopPropagation();
    } else if (position !== null && event.shiftKey) {
      event.stopPropagation();
      if (!usePhrase.getState().span) startAt(last ?? position);
      extendTo(position);
    }
  };
  const onFocus = ({ target }: FocusEvent) => {
    if (!hasShift) last = positionAt(target) ?? last;
  };
  /** Dragging over words, or clicking with Shift, would select their letters too. */
  const keepLetters = (event: Event) => {
    const isSelecting = down !== null || ('shiftKey' in event && event.shiftKey === true);
    if (isSelecting && positionAt(event.target) !== null) event.preventDefault();
  };

  /** Where the moving end is before the keys move it. */
  const onKeyBefore = ({ key, shiftKey, target }: KeyboardEvent) => {
    const position = positionAt(target);
    if (!shiftKey || position === null || !EXTENDING.includes(key)) return;
    const { span, anchor } = usePhrase.getState();
    const end = span && (span[0] === anchor ? span[1] - 1 : span[0]);
    if (end !== position) startAt(position);
  };
  const onKeyAfter = ({ key, shiftKey, target }: KeyboardEvent) => {
    if (shiftKey && EXTENDING.includes(key) && positionAt(target) !== null) {
      const position = positionAt(document.activeElement);
      if (position !== null) extendTo(position);
    }
    const isHere = target === document.body || (target instanceof Element && target.closest(`${HEAT_MAPS}, #section-phrases`));
    if (key === 'Escape' && isHere) select(null);
  };

  const on = <Name extends keyof DocumentEventMap>(name: Name, listener: (event: DocumentEventMap[Name]) => void) =>
    [name, listener as (event: Event) => void] as const;
  return {
    before: [
      on('pointerdown', onPointerDown),
      on('pointermove', onPointerMove),
      on('pointerup', onPointerUp),
      on('pointercancel', onPointerUp),
      on('click', onClick),
      on('focusin', onFocus),
      on('selectstart', keepLetters),
      on('mousedown', keepLettersWithShift(keepLetters)),
      on('keydown', onKeyBefore),
    ],
    after: [on('keydown', onKeyAfter)],
  };
}

/** A plain mousedown gives a word the focus: only with Shift it is stopped. */
function keepLettersWithShift(keep: (event: Event) => void): (event: MouseEvent) => void {
  return (event) => {
    if (event.shiftKey) keep(event);
  };
}

/** The place of the word that an event's target lies in; null: it is no word of this sentence's heat maps. */
function positionAt(target: EventTarget | null): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return cell?.closest(HEAT_MAPS) ? Number(cell.dataset.index) : null;
}
