import { useId, useRef } from 'react';
import { colourScale } from '../../ui/heat-map/colour-scale.ts';
import type { PaletteId } from '../../ui/heat-map/palettes.ts';
import { useWidth } from '../../ui/hooks/use-width.ts';
import { formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import styles from './number-strips.module.css';

interface NumberStrip {
  readonly label: string;
  /** [T] NaN: there is none. */
  readonly values: ArrayLike<number>;
  /** Relevance has colour and sign; what the network reads has neither. */
  readonly isRelevance: boolean;
}

interface NumberStripsProps {
  /** What is drawn, in a sentence. */
  readonly summary: string;
  readonly strips: readonly NumberStrip[];
  /** What stands above some of the steps, by their places. */
  readonly marks: ReadonlyMap<number, string>;
  /** The absolute value that gets the full colour. */
  readonly limit: number;
  readonly palette: PaletteId;
}

/** SVG has no element for it. */
const IMAGE = 'img';
const LABELS = 176;
/** Below this width a label stands above its strip, no longer beside it. */
const BESIDE_FROM = 560;
const [LEAST_CELL, WIDEST_CELL] = [31, 64];
const CELL_HEIGHT = 26;
const LABEL_HEIGHT = 18;
const GAP = 6;
const HEAD = 18;

/** Strips of numbers beneath one another, a cell a step: what was read, what is true, what each method says. */
export function NumberStrips({ summary, strips, marks, limit, palette }: NumberStripsProps) {
  const frame = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const width = useWidth(frame, 640);
  const steps = strips[0]?.values.length ?? 0;
  const isBeside = width >= BESIDE_FROM;
  const left = isBeside ? LABELS : 0;
  const cell = Math.min(WIDEST_CELL, Math.max(LEAST_CELL, Math.floor((width - left - 2) / Math.max(1, steps))));
  const above = isBeside ? 0 : LABEL_HEIGHT;
  const row = above + CELL_HEIGHT + GAP;
  const scale = colourScale(limit, { palette, gamma: 1 });
  return (
    <div ref={frame} className={styles.frame}>
      <svg
        role={IMAGE}
        aria-labelledby={titleId}
        data-caption={summary}
        width={left + steps * cell + 2}
        height={HEAD + strips.length * row}
        className={styles.svg}
      >
        <title id={titleId}>{summary}</title>
        {[...marks].map(([t, mark]) => (
          <text key={t} className={styles.mark} x={left + (t + 0.5) * cell} y={12} textAnchor="middle">
            {mark}
          </text>
        ))}
        {strips.map(({ label, values, isRelevance }, k) => {
          const top = HEAD + k * row + above;
          return (
            <g key={label}>
              <text
                className={styles.label}
                x={isBeside ? left - 10 : 1}
                y={isBeside ? top + CELL_HEIGHT / 2 : top - 6}
                dy={isBeside ? '0.35em' : undefined}
                textAnchor={isBeside ? 'end' : 'start'}
              >
                {label}
              </text>
              {Array.from(values, (value, t) => {
                const { background, ink } = scale.themedCell(isRelevance ? value : 0);
                const isMarked = marks.has(t);
                return (
                  <g key={stepKey(t)}>
                    <rect
                      className={isMarked ? styles.marked : styles.cell}
                      x={left + t * cell + 1}
                      y={top + 1}
                      width={cell - 2}
                      height={CELL_HEIGHT - 2}
                      rx={3}
                      style={{ fill: background }}
                    />
                    <text
                      className={styles.value}
                      x={left + (t + 0.5) * cell}
                      y={top + CELL_HEIGHT / 2}
                      dy="0.35em"
                      textAnchor="middle"
                      style={{ fill: ink }}
                    >
                      {isRelevance ? formatSigned(value) : formatFixed(value)}
                    </text>
                  </g>
                );
              })}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function stepKey(t: number): string {
  return `step-${t}`;
}
