import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import { type Selection, useInside } from '../../state/inside/index.ts';
import { type BoxKey, boxTowards, ribbonsOf } from './net/box-keys.ts';
import type { Picture } from './picture/picture.ts';

const KEYS: readonly string[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'] satisfies BoxKey[];

interface BoxKeysOptions {
  readonly picture: Picture;
  /** What holds the drawing. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onLook: (looked: Selection | null) => void;
}

/** The boxes by keyboard: one of them is what Tab reaches, keys lead on from there, Enter opens one equation of it after the other. */
export function useBoxKeys({ picture: { net, layout }, scroller, onLook }: BoxKeysOptions) {
  const [reached, setReached] = useState(0);
  const selected = useInside((state) => state.selected);
  const select = useInside((state) => state.select);
  const stop = reached < net.boxes.length ? reached : 0;

  /** A box stands for its last node, as where it is clicked. */
  const stateOf = (box: number): Selection => ({ kind: 'state', index: net.boxes[box]?.nodes.at(-1) ?? 0 });

  const open = (box: number) => {
    const ways = ribbonsOf(net, box).map((index): Selection => ({ kind: 'flow', index: net.ribbons[index]?.flow ?? 0 }));
    const all = [...ways, stateOf(box)];
    const now = all.findIndex(({ kind, index }) => kind === selected?.kind && index === selected.index);
    onLook(null);
    select(all[(now + 1) % all.length] ?? null);
  };

  /** Whether the key was one of these. */
  const onKey = (event: KeyboardEvent): boolean => {
    const box = boxAt(event.target);
    if (box === null || event.shiftKey) return false;
    if (event.key === 'Enter') {
      open(box);
      return true;
    }
    if (!isBoxKey(event.key)) return false;
    const to = boxTowards(net, layout, box, event.key);
    if (to !== null) {
      if (selected) select(null);
      scroller.current?.querySelector<SVGElement>(`[data-box="${to}"]`)?.focus();
    }
    return true;
  };

  const onFocus = (event: FocusEvent) => {
    const box = boxAt(event.target);
    if (box === null) return;
    setReached(box);
    onLook(stateOf(box));
  };
  const onBlur = (event: FocusEvent) => boxAt(event.target) !== null && onLook(null);
  return { stop, onKey, onFocus, onBlur };
}

function isBoxKey(key: string): key is BoxKey {
  return KEYS.includes(key);
}

/** The box that an event is of, if it is of one itself. */
function boxAt(target: EventTarget): number | null {
  return target instanceof SVGElement && target.dataset.box !== undefined ? Number(target.dataset.box) : null;
}
