import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type Explanation, METHOD_NAMES, METHODS } from '../../engine/protocol.ts';
import { shownMethods, useDisplay } from '../../state/display/index.ts';
import { useClassMatrix, useUnit, useWithOutcomes } from '../../state/sentence/index.ts';
import { useWordMenu } from '../../state/what-if/index.ts';
import { usePointerMoves } from '../../ui/hooks/use-pointer-moves.ts';
import { latePart } from '../../ui/late/late-part.tsx';
import { cellInDirection, cellOf, mapOf, positionOf } from './heat-map-cells.ts';
import styles from './heat-maps.module.css';
import { MethodCard } from './method-card.tsx';
import { DOCK_ID, WordDock } from './word-dock.tsx';

const ClassMatrixCard = latePart({
  name: 'The layout by classes',
  load: async () => (await import('./class-matrix-card.tsx')).ClassMatrixCard,
});

const MethodGrid = latePart({
  name: 'The grid',
  load: async () => (await import('./method-grid.tsx')).MethodGrid,
});

const SlowMethodCard = latePart({
  name: 'This method',
  load: async () => (await import('./slow-method-card.tsx')).SlowMethodCard,
  waiting: null,
});

const BackgroundMethods = latePart({
  name: 'What computes the other methods',
  load: async () => (await import('./background-methods.tsx')).BackgroundMethods,
  waiting: null,
});

/**
 * The heat maps in the layout chosen, and beneath them the values of the word that is pointed at or has the focus. One set of listeners
 * serves every word; the words themselves are plain elements.
 */
export function HeatMaps({ explanation }: { readonly explanation: Explanation | null }) {
  const area = useRef<HTMLFieldSetElement>(null);
  const [active, setActive] = useState<ActiveWord | null>(null);
  const [tabStop, setTabStop] = useState({ map: '', position: 0 });
  const menuOpen = useWordMenu((state) => state.open !== null);
  const openMenu = useWordMenu((state) => state.openAt);
  const unit = useUnit();
  const whole = useWithOutcomes(explanation);
  const layout = useDisplay((state) => state.layout);
  const matrixWords = useClassMatrix((state) => state.answer?.matrix.tokens.length ?? 0);
  const words = layout === 'classes' ? matrixWords : (explanation?.tokens.length ?? 0);
  const lookAt = (cell: HTMLElement | null) => {
    const word = cell ? explanation?.tokens[positionOf(cell)] : undefined;
    setActive((before) => (before?.cell === cell && before?.word === word ? before : cell && { cell, word }));
  };
  const position = active ? positionOf(active.cell) : -1;
  // While one types, another word may come to stand where the one that was looked at stood, or none.
  const stands = active?.cell.isConnected && position < words && explanation?.tokens[position] === active?.word;
  const shown = explanation && !menuOpen && active && stands ? active.cell : null;

  useEffect(() => lightUp(area.current, shown ? position : -1), [shown, position]);

  useEffect(() => {
    if (!shown) return;
    shown.setAttribute('aria-describedby', DOCK_ID);
    return () => shown.removeAttribute('aria-describedby');
  }, [shown]);

  // :focus-visible: a word that has the focus back after a click in its menu should not stay lit.
  const focusedCell = () => cellOf(area.current?.querySelector('[data-index]:focus-visible') ?? null);

  const onFocus = (event: FocusEvent) => {
    const cell = cellOf(event.target);
    lookAt(cell?.matches(':focus-visible') ? cell : null);
    if (cell) setTabStop({ map: mapOf(cell) ?? '', position: positionOf(cell) });
  };

  const hasMoved = usePointerMoves();
  const onPointerMove = (event: PointerEvent) => {
    if (event.pointerType !== 'touch' && hasMoved(event)) lookAt(cellOf(event.target) ?? focusedCell());
  };

  const onClick = (event: MouseEvent) => {
    const cell = cellOf(event.target);
    if (cell) openMenu(cell);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = cellOf(event.target);
    if (event.key === 'Escape') lookAt(null);
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
    <>
      <fieldset
        ref={area}
        data-heat-maps
        aria-label={`Heat maps: the arrow keys move between the cells, Enter changes a ${unit}`}
        className={styles.methods}
        onFocus={onFocus}
        onBlur={() => lookAt(null)}
        onPointerMove={onPointerMove}
        onPointerLeave={() => lookAt(focusedCell())}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <Layout explanation={explanation} tabRow={tabStop.map} tabStop={Math.max(0, Math.min(tabStop.position, words - 1))} />
      </fieldset>
      <SlowMethods explanation={explanation} />
      <WordDock explanation={whole} position={shown ? position : null} />
    </>
  );
}

/** A cell, and the word that stood in it when it was pointed at. */
interface ActiveWord {
  readonly cell: HTMLElement;
  readonly word: string | undefined;
}

interface LayoutProps {
  readonly explanation: Explanation | null;
  readonly tabRow: string;
  /** The word that the Tab key reaches; -1: none. */
  readonly tabStop: number;
}

/** What is shown and not computed with every sentence. Draws nothing. */
export function SlowMethods({ explanation }: Pick<LayoutProps, 'explanation'>) {
  const layout = useDisplay((state) => state.layout);
  const hasSlow = useDisplay(({ methods }) => methods.some((id) => !METHODS.some((method) => method.id === id)));
  return hasSlow && layout !== 'classes' && <BackgroundMethods explanation={explanation} />;
}

export function Layout({ explanation, tabRow, tabStop }: LayoutProps) {
  const layout = useDisplay((state) => state.layout);
  const display = useDisplay(useShallow(({ methods, scale, fixedLimit }) => ({ methods, scale, fixedLimit })));
  const whole = useWithOutcomes(explanation);
  const shown = useMemo(() => (whole ? shownMethods(whole, display) : []), [whole, display]);
  if (layout === 'classes') return <ClassMatrixCard explanation={explanation} tabRow={tabRow} tabStop={tabStop} />;
  if (layout === 'grid') return <MethodGrid explanation={whole} shown={shown} tabRow={tabRow} tabStop={tabStop} />;
  return METHOD_NAMES.filter(({ id }) => display.methods.includes(id)).map((method) =>
    METHODS.some(({ id }) => id === method.id) ? (
      <MethodCard
        key={method.id}
        method={method}
        explanation={explanation}
        limit={shown.find((one) => one.method.id === method.id)?.limit ?? 0}
        tabStop={tabStop}
      />
    ) : (
      <SlowMethodCard key={method.id} method={method} explanation={explanation} tabStop={tabStop} />
    ),
  );
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
