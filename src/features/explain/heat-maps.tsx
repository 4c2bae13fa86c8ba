import { type FocusEvent, type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import { type Explanation, METHODS } from '../../engine/protocol.ts';
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
  const position = active ? positionOf(active) : -1;
  // While one types, the sentence may have become too short for the word that was looked at.
  const shown = explanation && active?.isConnected && position < explanation.tokens.length ? active : null;

  useEffect(() => lightUp(area.current, shown ? position : -1), [shown, position]);

  useEffect(() => {
    if (!shown) return;
    shown.setAttribute('aria-describedby', TOOLTIP_ID);
    return () => shown.removeAttribute('aria-describedby');
  }, [shown]);

  const focusedCell = () => (area.current?.contains(document.activeElement) ? cellOf(document.activeElement) : null);

  const onFocus = (event: FocusEvent) => {
    const cell = cellOf(event.target);
    setActive(cell);
    if (cell) setTabStop(positionOf(cell));
  };

  const onPointerOver = (event: PointerEvent) => {
    setActive(cellOf(event.target) ?? focusedCell());
  };

  const putAway = useCallback(() => setActive(null), []);

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = cellOf(event.target);
    const next = cell && cellInDirection(cell, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <fieldset
      ref={area}
      aria-label="Heat maps: the arrow keys move between words and methods"
      className={styles.methods}
      onFocus={onFocus}
      onBlur={() => setActive(null)}
      onPointerOver={onPointerOver}
      onPointerLeave={() => setActive(focusedCell())}
      onKeyDown={onKeyDown}
    >
      {METHODS.map((method) => (
        <MethodCard key={method.id} method={method} explanation={explanation} tabStop={tabStop} />
      ))}
      {explanation && shown && (
        <Tooltip id={TOOLTIP_ID} anchor={shown} placement={placementFor(shown)} onDismiss={putAway}>
          <WordDetails explanation={explanation} position={position} />
        </Tooltip>
      )}
    </fieldset>
  );
}

/** Away from the other methods, where the same word is lit, and never beside the word: the pointer could not move along the line. */
function placementFor(cell: HTMLElement): 'top' | 'bottom' {
  return mapOf(cell) === METHODS.at(-1)?.id ? 'bottom' : 'top';
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
