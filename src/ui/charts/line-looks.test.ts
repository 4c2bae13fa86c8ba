import { describe, expect, it } from 'vitest';
import type { LineLook } from './line-chart-scale.ts';
import { lineStyle, markerPath } from './line-looks.ts';

const LOOKS: readonly LineLook[] = [...Array.from({ length: 11 }, (_, look) => look), 'baseline'];

/** Strokes of one period of the dashes, and the longest of them, in px: what the eye sees of them. */
function strokesOf(dash: string | undefined): { readonly count: number; readonly longest: number } {
  const strokes = (dash ?? '').split(' ').filter((_, k) => k % 2 === 0);
  return dash === undefined
    ? { count: 1, longest: Number.POSITIVE_INFINITY }
    : { count: strokes.length, longest: Math.max(...strokes.map(Number)) };
}

describe('lines of a chart', () => {
  it('are told apart without any colour: each two by their markers, or by dashes of another kind', () => {
    for (const [k, one] of LOOKS.entries()) {
      for (const other of LOOKS.slice(k + 1)) {
        const [a, b] = [lineStyle(one), lineStyle(other)];
        const [inA, inB] = [strokesOf(a.dash), strokesOf(b.dash)];
        const differsInDashes = inA.count !== inB.count || Math.max(inA.longest / inB.longest, inB.longest / inA.longest) >= 2;
        expect(a.marker !== b.marker || differsInDashes, `${one} and ${other}`).toBe(true);
      }
    }
  });

  it('have markers of a shape each', () => {
    const shapes = LOOKS.flatMap((look) => lineStyle(look).marker ?? []).map((marker) => markerPath(marker, 10, 20));
    expect(new Set(shapes).size).toBe(4);
    expect(shapes.every((shape) => shape.startsWith('M10 20m'))).toBe(true);
  });
});
