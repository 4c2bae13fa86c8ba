import { type KeyboardEvent, type MouseEvent, memo, type PointerEvent, useId, useMemo, useRef, useState } from 'react';
import { textWidth } from '../drawing/text-width.ts';
import { Note } from '../layout/index.ts';
import { useChartWidth } from '../paper/use-chart-width.ts';
import styles from './word-map.module.css';
import { type MapPoint, type PlacedPoint, placeMapLabels, placePoints, pointAt, pointTowards, RING } from './word-map-layout.ts';

export interface MapWord extends MapPoint {
  /** As CSS. */
  readonly colour: string;
  /** It speaks against: a square, so that it can be told without colours. */
  readonly against: boolean;
  /** What there is to say of it. */
  readonly text: string;
}

interface WordMapProps {
  /** What the map shows, in a sentence. */
  readonly summary: string;
  /** The most telling first. */
  readonly words: readonly MapWord[];
  readonly xTitle: string;
  readonly yTitle: string;
  /** What a shape stands for, in its colour. */
  readonly legend: readonly { readonly shape: 'for' | 'against' | 'ring'; readonly colour: string; readonly label: string }[];
  /** What is told before a word is pointed at. */
  readonly hint: string;
  /** What a click on a word does, in its name for screen readers: "show it in context". */
  readonly action: string;
  readonly onActivate: (id: string) => void;
}

/** SVG has no elements for these. */
const GROUP = 'group';
const BUTTON = 'button';
const SIDE = 22;
const FOOT = 22;
const LINE = 18;
/** Of the legend's shapes. */
const SAMPLE = 5;
/** How near to a point one has to be, px. */
const REACH = 14;
/** Of what takes the focus: a target that a finger finds. */
const TARGET = 12;

/** Words as points, named where there is room; one of them is in the order of the Tab key, the arrow keys go to the next one that way. */
export function WordMap({ summary, words, xTitle, yTitle, legend, hint, action, onActivate }: WordMapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const touched = useRef<number | null>(null);
  const width = useChartWidth(frame);
  const [active, setActive] = useState<{ readonly k: number; readonly byKeys: boolean } | null>(null);
  const samples = useMemo(() => layOutLegend(legend, width), [legend, width]);
  const top = samples.height;
  const height = top + Math.max(300, Math.min(620, 0.66 * width)) + FOOT;
  const { placed, labels } = useMemo(() => {
    const area = { left: SIDE, right: width - 2, top: top + 2, bottom: height - FOOT };
    const placed = placePoints(words, area);
    return { placed, labels: placeMapLabels(words, placed, area, (text) => textWidth(text, 11)) };
  }, [words, width, top, height]);
  const at = Math.min(active?.k ?? 0, words.length - 1);
  const [word, place] = [words[at], placed[at]];

  const onKeyDown = (event: KeyboardEvent) => {
    const way = WAYS[event.key];
    const opens = event.key === 'Enter' || event.key === ' ';
    if (!way && !opens && event.key !== 'Home') return;
    event.preventDefault();
    if (opens) onActivate(word?.id ?? '');
    else setActive({ k: way ? pointTowards(placed, at, way) : 0, byKeys: true });
  };

  const meant = (event: MouseEvent<SVGSVGElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return pointAt(placed, event.clientX - left, event.clientY - top, REACH);
  };

  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const k = meant(event);
    if (k !== null && (k !== active?.k || active.byKeys)) setActive({ k, byKeys: false });
  };

  /** A finger does not hover: its first touch tells, the second goes. */
  const onClick = (event: MouseEvent<SVGSVGElement>) => {
    const k = meant(event);
    const isTold = k === touched.current || !isTouch(event);
    touched.current = k;
    if (k === null) return;
    setActive({ k, byKeys: false });
    if (isTold) onActivate(words[k]?.id ?? '');
  };

  return (
    <>
      <div ref={frame} className={styles.frame} style={{ height }}>
        <svg
          role={GROUP}
          aria-labelledby={titleId}
          data-caption={summary}
          width={width}
          height={height}
          className={styles.svg}
          data-pointed={(active && !active.byKeys) || undefined}
          onPointerMove={onPointerMove}
          onClick={onClick}
          onKeyDown={onKeyDown}
          onFocus={() => setActive((before) => before ?? { k: at, byKeys: true })}
        >
          <title id={titleId}>{summary}</title>
          {samples.items.map(({ shape, colour, label, x, y }) => (
            <g key={label}>
              <Shape
                className={shape === 'ring' ? styles.ring : styles.point}
                square={shape === 'against'}
                cx={x}
                cy={y}
                r={SAMPLE}
                colour={colour}
              />
              <text className={styles.note} x={x + SAMPLE + 6} y={y} dy="0.35em">
                {label}
              </text>
            </g>
          ))}
          <rect
            className={styles.edge}
            x={SIDE - 2}
            y={top}
            width={Math.max(0, width - SIDE + 1)}
            height={height - FOOT - top + 2}
            rx={4}
          />
          <text className={styles.note} x={(SIDE + width) / 2} y={height - 5} textAnchor="middle">
            {xTitle}
          </text>
          <text className={styles.note} textAnchor="middle" transform={`translate(11 ${(top + height - FOOT) / 2}) rotate(-90)`}>
            {yTitle}
          </text>
          <Points words={words} placed={placed} />
          {labels.map(({ id, text, x, y }) => (
            <text key={id} className={styles.label} x={x} y={y}>
              {text}
            </text>
          ))}
          {word && place && (
            <g
              data-screen-only
              role={BUTTON}
              tabIndex={0}
              aria-label={`${word.label}: ${word.text}, ${action}`}
              className={styles.active}
            >
              <circle className={styles.target} cx={place.cx} cy={place.cy} r={Math.max(TARGET, place.r + RING)} />
            </g>
          )}
        </svg>
      </div>
      <Note className={`${styles.told} screen-only`} data-screen-only role="status" aria-live={active?.byKeys ? 'polite' : 'off'}>
        {active && word ? (
          <>
            <b>{word.label}</b> {word.text}
          </>
        ) : (
          hint
        )}
      </Note>
    </>
  );
}

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function isTouch({ nativeEvent }: MouseEvent): boolean {
  return 'pointerType' in nativeEvent && nativeEvent.pointerType === 'touch';
}

/** Large ones first, so that small ones lie upon them. */
const Points = memo(function Points({
  words,
  placed,
}: {
  readonly words: readonly MapWord[];
  readonly placed: readonly PlacedPoint[];
}) {
  const order = [...placed.keys()].sort((a, b) => (placed[b]?.r ?? 0) - (placed[a]?.r ?? 0));
  return order.map((k) => {
    const [word, place] = [words[k], placed[k]];
    if (!word || !place) return null;
    const { cx, cy, r } = place;
    return (
      <g key={word.id}>
        <Shape className={styles.point} square={word.against} cx={cx} cy={cy} r={r} colour={word.colour} />
        {word.marked && <circle className={styles.ring} cx={cx} cy={cy} r={r + RING} />}
      </g>
    );
  });
});

interface ShapeProps {
  readonly className: string | undefined;
  readonly square: boolean;
  readonly cx: number;
  readonly cy: number;
  readonly r: number;
  readonly colour: string;
}

/** A square of the same area as the disc. */
function Shape({ className, square, cx, cy, r, colour }: ShapeProps) {
  const half = (r * Math.sqrt(Math.PI)) / 2;
  const style = { fill: colour };
  return square ? (
    <rect className={className} style={style} x={cx - half} y={cy - half} width={2 * half} height={2 * half} />
  ) : (
    <circle className={className} style={style} cx={cx} cy={cy} r={r} />
  );
}

/** From left to right, in further lines where there is no room. */
function layOutLegend(legend: WordMapProps['legend'], width: number) {
  let [x, y] = [SIDE, LINE / 2];
  const items = legend.map((item) => {
    const needed = 2 * SAMPLE + 22 + textWidth(item.label, 11);
    if (x > SIDE && x + needed > width) [x, y] = [SIDE, y + LINE];
    const placed = { ...item, x: x + SAMPLE + 1, y };
    x += needed;
    return placed;
  });
  return { items, height: y + LINE / 2 + 4 };
}
