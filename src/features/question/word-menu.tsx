import { autoUpdate, flip, type MiddlewareState, offset, type Placement, shift, size, useFloating } from '@floating-ui/react-dom';
import { type ComponentType, type KeyboardEvent, useEffect, useRef } from 'react';
import { openWord } from '../../state/experiments/index.ts';
import { spanBetween, usePhrase, wordsIn } from '../../state/phrases/index.ts';
import { useExplain, useUnit } from '../../state/sentence/index.ts';
import { type Edit, type MenuWord, useWhatIf, useWordMenu } from '../../state/what-if/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import { Note, Raised } from '../../ui/layout/index.ts';
import { ReplaceForm } from './replace-form.tsx';
import { Suggestions } from './suggestions.tsx';
import styles from './word-menu.module.css';

const TITLE_ID = 'word-menu-title';
/** Pixels between the menu and its word, and between the menu and the window's edge. */
const AWAY = 6;
const EDGE = 8;

/** The values of the word at a place, which another feature draws. */
export type WordValues = ComponentType<{ readonly position: number }>;

interface WordMenuProps {
  readonly values: WordValues;
}

/** The menu of the word that was clicked: its values, and what could be changed about it. One for the whole page. */
export function WordMenu({ values }: WordMenuProps) {
  const open = useWordMenu((state) => state.open);
  return open && <OpenMenu key={open.position} open={open} values={values} />;
}

function OpenMenu({ open, values: Values }: WordMenuProps & { readonly open: MenuWord }) {
  const { position, word, cell } = open;
  const panel = useRef<HTMLElement>(null);
  const close = useWordMenu((state) => state.close);
  const apply = useWhatIf((state) => state.apply);
  const takeBack = useWhatIf((state) => state.takeBack);
  const isRow = useExplain((state) => state.response?.explanation.numbers !== undefined);
  const edit = useWhatIf((state) => state.edits.find((made) => made.position === position));
  const { refs, floatingStyles } = useFloating({
    elements: { reference: cell },
    placement: 'bottom-start',
    strategy: 'fixed',
    middleware: [
      offset(AWAY),
      // Beside the word where there is no room beneath or above; never upon it: where nothing fits, it scrolls on the side with most room.
      flip((state) => ({ padding: EDGE, crossAxis: false, fallbackPlacements: ['top-start', ...sidesWithRoom(state)] })),
      shift({ padding: EDGE }),
      size({ padding: EDGE, apply: limitHeight }),
    ],
    whileElementsMounted: autoUpdate,
  });

  useEffect(() => {
    cell.dataset.active = '';
    panel.current?.querySelector('button')?.focus({ preventScroll: true });
    const closeBeside = (event: globalThis.PointerEvent) => {
      if (event.target instanceof Node && !panel.current?.contains(event.target)) close();
    };
    document.addEventListener('pointerdown', closeBeside);
    return () => {
      delete cell.dataset.active;
      document.removeEventListener('pointerdown', closeBeside);
    };
  }, [cell, close]);

  const finish = () => {
    // Before the menu goes: the browser remembers whether its focus showed, and the word's then shows likewise.
    focusable(cell)?.focus({ preventScroll: true });
    close();
  };

  const choose = (chosen: Edit) => {
    apply(chosen);
    finish();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || (event.key === 'Tab' && leaves(panel.current, event.shiftKey))) {
      event.preventDefault();
      event.stopPropagation();
      finish();
    }
  };

  return (
    <Raised
      ref={(node) => {
        panel.current = node;
        refs.setFloating(node);
      }}
      role="dialog"
      aria-labelledby={TITLE_ID}
      className={styles.menu}
      style={floatingStyles}
      onKeyDown={onKeyDown}
    >
      <div className={styles.values}>
        <Values position={position} />
      </div>
      <Note id={TITLE_ID} className={styles.title}>
        Change “<ShortName className={styles.word} name={word} />”
      </Note>
      {edit && (
        <Item
          label="Take back"
          hint={`it is ${STATE_NAMES[edit.kind]} now; this puts it back`}
          onClick={() => {
            takeBack(position);
            finish();
          }}
        />
      )}
      {edit?.kind !== 'delete' && (
        <Item
          label="Blank out"
          hint={isRow ? 'its numbers become 0; it keeps its place' : 'its embedding becomes 0; it keeps its place'}
          onClick={() => choose({ kind: 'delete', position })}
        />
      )}
      {edit?.kind !== 'omit' && (
        <Item
          label="Remove"
          hint={isRow ? 'one row fewer' : 'the sentence becomes one word shorter'}
          onClick={() => choose({ kind: 'omit', position })}
        />
      )}
      <PhraseItems position={position} onDone={finish} />
      {!isRow && (
        <Item
          label="Where else it stands"
          hint="every occurrence in the data set, with its relevance"
          onClick={() => {
            close();
            openWord(word, useExplain.getState().target);
          }}
        />
      )}
      {!isRow && (
        <div className={styles.replace}>
          <ReplaceForm open={open} onReplace={(by) => choose({ kind: 'replace', position, word: by })} />
          <Suggestions open={open} onReplace={(by) => choose({ kind: 'replace', position, word: by })} />
        </div>
      )}
    </Raised>
  );
}

/** Where there is no mouse and no keyboard, a phrase is selected by its two ends. */
function PhraseItems({ position, onDone }: { readonly position: number; readonly onDone: () => void }) {
  const span = usePhrase((state) => state.span);
  const anchor = usePhrase((state) => state.anchor);
  const startAt = usePhrase((state) => state.startAt);
  const extendTo = usePhrase((state) => state.extendTo);
  const unit = useUnit();
  const count = wordsIn(spanBetween(anchor, position));
  return (
    <>
      {span && count > 1 && (
        <Item
          label="Phrase up to here"
          hint={`what these ${count} ${unit}s do together`}
          onClick={() => {
            extendTo(position);
            onDone();
          }}
        />
      )}
      <Item
        label="Begin a phrase here"
        hint={`then choose its other end in that ${unit}’s menu`}
        onClick={() => {
          startAt(position);
          onDone();
        }}
      />
    </>
  );
}

const STATE_NAMES: Readonly<Record<Edit['kind'], string>> = { delete: 'blanked out', omit: 'removed', replace: 'replaced' };

interface ItemProps {
  readonly label: string;
  readonly hint: string;
  readonly onClick: () => void;
}

function Item({ label, hint, onClick }: ItemProps) {
  return (
    <button type="button" className={styles.item} onClick={onClick}>
      <span className={styles.label}>{label}</span> <span className={styles.hint}>{hint}</span>
    </button>
  );
}

/** Where the whole menu fits beside the word: what is too high can scroll, what is too wide would leave the window. */
function sidesWithRoom({ rects: { reference, floating } }: MiddlewareState): Placement[] {
  const needed = AWAY + floating.width + EDGE;
  const right = document.documentElement.clientWidth - reference.x - reference.width;
  return [...(right >= needed ? (['right-start'] as const) : []), ...(reference.x >= needed ? (['left-start'] as const) : [])];
}

/** On a small screen the menu scrolls rather than stand out of it. */
function limitHeight({ availableHeight, elements }: { availableHeight: number; elements: { floating: HTMLElement } }): void {
  elements.floating.style.maxHeight = `${Math.max(160, availableHeight)}px`;
}

/** Whether Tab would lead out of the panel. */
function leaves(panel: HTMLElement | null, backwards: boolean): boolean {
  const stops = Array.from(panel?.querySelectorAll<HTMLElement>('button, input') ?? []);
  return document.activeElement === (backwards ? stops[0] : stops.at(-1));
}

/** A word at the head of a column takes no focus; the first value beneath it does. */
function focusable(cell: HTMLElement): HTMLElement | null | undefined {
  if (cell.hasAttribute('tabindex')) return cell;
  return cell.closest('table')?.querySelector<HTMLElement>(`[data-index="${cell.dataset.index}"][tabindex]`);
}
