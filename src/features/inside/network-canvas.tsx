import { type CSSProperties, type KeyboardEvent, type Ref, useLayoutEffect, useMemo, useRef } from 'react';
import { type Selection, useInside } from '../../state/inside/index.ts';
import { Drawing } from './drawing.tsx';
import styles from './inside.module.css';
import { LABELS_WIDTH, LaneLabels } from './lane-labels.tsx';
import type { Net } from './net/net.ts';
import { type Paths, pathsThrough } from './net/paths.ts';
import { boxName } from './picture/box-names.ts';
import type { Paint } from './picture/paint.ts';
import type { Picture } from './picture/picture.ts';
import { useBoxKeys } from './use-box-keys.ts';
import type { Player } from './use-player.ts';

interface NetworkCanvasProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly picture: Picture;
  readonly paint: Paint;
  readonly player: Player;
  readonly arrived: readonly number[];
  /** The width that there is for it. */
  readonly room: number;
  /** How large it is drawn: 1 as the layout says. */
  readonly zoom: number;
  /** The labels stand above their lanes. */
  readonly narrow: boolean;
  /** Nothing stands beside it. */
  readonly alone: boolean;
  /** What the pointer rests on. */
  readonly looked: Selection | null;
  readonly onLook: (looked: Selection | null) => void;
}

/** The drawing in a place that scrolls sideways, beside the names of its lanes; keys go through its steps. */
export function NetworkCanvas({
  ref,
  picture,
  paint,
  player,
  arrived,
  room,
  zoom,
  narrow,
  alone,
  looked,
  onLook,
}: NetworkCanvasProps) {
  const { net, layout, lanes, columns } = picture;
  const scroller = useRef<HTMLDivElement>(null);
  const selected = useInside((state) => state.selected);
  const select = useInside((state) => state.select);
  const shown = looked ?? selected;
  const lit = useMemo(() => litBy(net, looked), [net, looked]);
  const names = useMemo(() => net.boxes.map((box) => boxName(box, net, lanes, columns)), [net, lanes, columns]);
  const { stop, onKey, onFocus, onBlur } = useBoxKeys({ picture, scroller, onLook });
  const { width, height } = layout;

  // The score stands in the middle: it is what one looks for first.
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollLeft = (width * zoom - room) / 2;
  }, [width, zoom, room]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (onKey(event)) {
      event.preventDefault();
      return;
    }
    const element = scroller.current;
    const scroll = (by: number) => element?.scrollBy({ left: by * 0.8 * element.clientWidth });
    const deeds: Readonly<Record<string, () => void>> = {
      ArrowRight: () => (event.shiftKey ? scroll(1) : player.go(player.step + 1)),
      ArrowLeft: () => (event.shiftKey ? scroll(-1) : player.go(player.step - 1)),
      Home: () => player.go(0),
      End: () => player.go(player.steps),
      ' ': player.toggle,
      Escape: () => select(null),
    };
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  };

  const label = `The network, from the score above to the words below. Arrow keys go a step, the space bar plays, Home and End lead to the beginning and the end; Tab leads to the boxes.`;
  return (
    <div ref={ref} className={styles.canvas} data-alone={alone || undefined}>
      {!narrow && (
        <svg className={styles.labels} aria-hidden="true" {...sized(LABELS_WIDTH, height, zoom)}>
          <LaneLabels lanes={layout.lanes} names={lanes} paint={paint} />
        </svg>
      )}
      {narrow && (
        <svg className={styles.above} aria-hidden="true" {...sized(260, height, zoom)}>
          <LaneLabels lanes={layout.lanes} names={lanes} paint={paint} above />
        </svg>
      )}
      <section
        ref={scroller}
        className={styles.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys go through its steps
        tabIndex={0}
        aria-label={label}
        style={{ '--step-time': `${player.stepTime}ms` } as CSSProperties}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={onBlur}
        onPointerOver={(event) => event.pointerType !== 'touch' && onLook(under(event, net))}
        onPointerLeave={() => onLook(null)}
        onClick={(event) => {
          const found = under(event, net);
          if (found || event.target instanceof SVGSVGElement) select(found);
        }}
      >
        <svg
          {...sized(width, height, zoom)}
          className={styles.drawing}
          {...GROUP}
          aria-label={`${picture.scoreName}, step ${player.step} of ${player.steps}. Arrow keys lead from box to box, Enter opens one equation of it after the other.`}
        >
          <Drawing
            picture={picture}
            paint={paint}
            step={player.step}
            arrived={arrived}
            lit={lit}
            chosenBox={shown?.kind === 'state' ? (net.boxOf[shown.index] ?? null) : null}
            chosenRibbon={shown?.kind === 'flow' ? net.ribbons.findIndex(({ flow }) => flow === shown.index) : null}
            grows={player.grows}
            names={names}
            tabStop={stop}
          />
        </svg>
      </section>
    </div>
  );
}

/** Its boxes are buttons, as an image's parts could not be; SVG has no element for a group of them. */
const GROUP = { role: 'group' } as const;

/** Attributes of an <svg> whose content is laid out for this size. */
function sized(width: number, height: number, zoom: number) {
  return { width: width * zoom, height: height * zoom, viewBox: `0 0 ${width} ${height}` };
}

/** A box stands for its last node: of an LSTM's state and cell the cell, through which all goes on. */
function under(event: { readonly target: EventTarget }, net: Net): Selection | null {
  const found = event.target instanceof Element ? event.target.closest('[data-box], [data-ribbon]') : null;
  if (!found) return null;
  const ribbon = net.ribbons[Number(found.getAttribute('data-ribbon') ?? -1)];
  if (ribbon) return { kind: 'flow', index: ribbon.flow };
  const node = net.boxes[Number(found.getAttribute('data-box') ?? -1)]?.nodes.at(-1);
  return node === undefined ? null : { kind: 'state', index: node };
}

/** Of a word or a state the ways through it; a ribbon alone stands out by its edge. */
function litBy(net: Net, looked: Selection | null): Paths | null {
  if (looked?.kind !== 'state') return null;
  const box = net.boxOf[looked.index] ?? 0;
  return box === 0 ? null : pathsThrough(net, box);
}
