import { type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { type Explanation, METHODS } from '../../engine/protocol.ts';
import { useWordMenu } from '../../state/word-menu-store.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { cellInDirection, cellOf, mapOf, positionOf } from './heat-map-cells.ts';
import styles from './heat-maps.module.css';
import { MethodCard } from './method-card.tsx';
import { WordDetails } from './word-details.tsx';

const TOOLTIP_ID = 'word-details';

/** All methods' heat maps. One set of listeners and one tooltip serve every word; the words themselves are plain elements. */
export function HeatMaps({ explanation }: { readonly explanation: Explanation | null }) {
  const area = useRef<HTMLFieldSetElement>(null);
  const [active, setActive] = useState<HTMLElement | null>(null);
  const [tabStop, setTabStop] = useState(0);
  const menuOpen = useWordMenu((state) => state.open !== null);
  const openMenu = useWordMenu((state) => state.openAt);
  const position = active ? positionOf(active) : -1;
  // While one types, the sentence may have become too short for the word that was looked at.
  const shown = explanation && !menuOpen && active?.isConnected && position < explanation.tokens.length ? active : null;

  useEffect(() => lightUp(area.current, shown ? position : -1), [shown, position]);

  useEffect(() => {
    if (!shown) return;
    shown.setAttribute('aria-describedby', TOOLTIP_ID);
    return () => shown.removeAttribute('aria-describedby');
  }, [shown]);

  // :focus-visible: a word that has the focus back after a click in its menu should not keep its tooltip up.
  const focusedCell = () => cellOf(area.current?.querySelector('[data-index]:focus-visible') ?? null);

  const onFocus = (event: FocusEvent) => {
    const cell = cellOf(event.target);
    setActive(cell?.matches(':focus-visible') ? cell : null);
    if (cell) setTabStop(positionOf(cell));
  };

  const onPointerOver = (event: PointerEvent) => {
    setActive(cellOf(event.target) ?? focusedCell());
  };

  const onClick = (event: MouseEvent) => {
    const cell = cellOf(event.target);
    if (cell) openMenu(cell);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = cellOf(event.target);
    if (event.key === 'Escape') setActive(null);
    if (cell && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      openMenu(cell);
    }
    const next = cell && cellInDirection(cell, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <fieldset
      ref={area}
      aria-label="Heat maps: the arrow keys move between words and methods, Enter changes a word"
      className={styles.methods}
      onFocus={onFocus}
      onBlur={() => setActive(null)}
      onPointerOver={onPointerOver}
      onPointerLeave={() => setActive(focusedCell())}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      {METHODS.map((method) => (
        <MethodCard key={method.id} method={method} explanation={explanation} tabStop={tabStop} />
      ))}
      {explanation && shown && (
        <Tooltip id={TOOLTIP_ID} anchor={shown} placement={placementFor(shown)}>
          <WordDetails explanation={explanation} position={position} />
        </Tooltip>
      )}
    </fieldset>
  );
}

/** Away from the other methods, where the same word is lit. */
function placementFor(cell: HTMLElement): 'top' | 'right' | 'bottom' {
  const place = METHODS.findIndex(({ id }) => id === mapOf(cell));
  if (place === 0) return 'top';
  return place === METHODS.length - 1 ? 'bottom' : 'right';
}

/** Marks the cells of one position in every heat map without drawing any word again; returns what unmarks them. */
function lightUp(area: HTMLElement | null, position: number): (() => void) | undefined {
  if (!area || position < 0) return;
  const cells = Array.from(area.querySelectorAll<HTMLElement>(`[data-index="${position}"]`));
  for (const cell of cells) cell.dataset.active = '';
  return () => {
    for (const cell of cells) delete cell.dataset.active;
  };
}
