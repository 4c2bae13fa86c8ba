import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MapPoint, placeMapLabels, placePoints, pointAt, pointTowards, RING } from './word-map-layout.ts';

const FRAME = { left: 20, right: 620, top: 30, bottom: 430 };
const measure = (text: string) => 6 * text.length;

const coordinate = fc.double({ min: -100, max: 100, noNaN: true });
const anyPoints = fc
  .array(fc.record({ x: coordinate, y: coordinate, count: fc.integer({ min: 1, max: 5000 }), marked: fc.boolean() }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((all) => all.map((one, k): MapPoint => ({ ...one, id: `p${k}`, label: `word${k}` })));

const points = (...all: readonly (readonly [x: number, y: number, count?: number, marked?: boolean])[]): MapPoint[] =>
  all.map(([x, y, count = 1, marked = false], k) => ({ id: `p${k}`, label: `w${k}`, x, y, count, marked }));

describe('the points of a map', () => {
  it('lie within the frame, whole, with one scale both ways', () => {
    fc.assert(
      fc.property(anyPoints, (all) => {
        const placed = placePoints(all, FRAME);
        for (const { cx, cy, r } of placed) {
          expect(Math.min(cx - r - FRAME.left, FRAME.right - cx - r, cy - r - FRAME.top, FRAME.bottom - cy - r)).toBeGreaterThan(
            -1e-6,
          );
        }
        const [a, b, c] = [all[0], all[1], all[2]];
        const [p, q, s] = placed;
        if (!a || !b || !c || !p || !q || !s) return;
        const real = [Math.hypot(a.x - b.x, a.y - b.y), Math.hypot(a.x - c.x, a.y - c.y)] as const;
        const drawn = [Math.hypot(p.cx - q.cx, p.cy - q.cy), Math.hypot(p.cx - s.cx, p.cy - s.cy)] as const;
        expect(Math.abs(real[0] * drawn[1] - real[1] * drawn[0])).toBeLessThan(1e-6 * (1 + real[0] * drawn[1]));
      }),
    );
  });

  it('have the area of their occurrences, but for those that could not be seen; up is up', () => {
    const [most, quarter, few] = placePoints(points([0, 1, 100], [1, 0, 25], [2, 0, 1]), FRAME);
    expect((most?.r ?? 0) / (quarter?.r ?? 0)).toBeCloseTo(2, 12);
    expect(few?.r).toBeGreaterThan((most?.r ?? 0) / 10);
    expect(most?.cy).toBeLessThan(quarter?.cy ?? 0);
  });

  it('lie in the middle where all are one', () => {
    const placed = placePoints(points([3, 3], [3, 3]), FRAME);
    expect(placed.map(({ cx, cy }) => [cx, cy])).toEqual([
      [320, 230],
      [320, 230],
    ]);
  });
});

describe('their names', () => {
  it('lie on no other, on no large point, and within the frame', () => {
    fc.assert(
      fc.property(anyPoints, (all) => {
        const placed = placePoints(all, FRAME);
        const labels = placeMapLabels(all, placed, FRAME, measure);
        const boxes = labels.map(({ x, y, text }) => ({ left: x, right: x + measure(text), top: y - 9, bottom: y + 2 }));
        for (const [k, box] of boxes.entries()) {
          expect(box.left >= FRAME.left && box.right <= FRAME.right && box.top >= FRAME.top && box.bottom <= FRAME.bottom).toBe(
            true,
          );
          for (const other of boxes.slice(k + 1)) {
            expect(box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom).toBe(
              false,
            );
          }
          for (const [i, { cx, cy, r }] of placed.entries()) {
            if (r < 6 || all[i]?.id === labels[k]?.id) continue;
            const reach = r + (all[i]?.marked ? RING : 0);
            expect(box.left < cx + reach && cx - reach < box.right && box.top < cy + reach && cy - reach < box.bottom).toBe(
              false,
            );
          }
        }
      }),
    );
  });

  it('are those of the first points where not all find room, and of marked ones before', () => {
    const crowd = points(...Array.from({ length: 40 }, (): [number, number] => [0, 0]), [1, 1, 1, true]);
    const labels = placeMapLabels(crowd, placePoints(crowd, FRAME), FRAME, measure);
    expect(labels[0]?.id).toBe('p40');
    expect(labels.length).toBeLessThan(12);
    const apart = points([0, 0], [100, 0], [0, 100], [100, 100]);
    expect(placeMapLabels(apart, placePoints(apart, FRAME), FRAME, measure).map(({ id }) => id)).toEqual([
      'p0',
      'p1',
      'p2',
      'p3',
    ]);
  });
});

describe('the point that is meant', () => {
  const placed = placePoints(points([0, 0], [10, 0], [10, 10], [0, 10]), FRAME);

  it('is the nearest, within reach of its edge', () => {
    const [first] = placed;
    expect(pointAt(placed, (first?.cx ?? 0) + 5, first?.cy ?? 0, 10)).toBe(0);
    expect(pointAt(placed, FRAME.left - 500, 0, 10)).toBeNull();
    expect(pointAt([], 0, 0, 10)).toBeNull();
  });

  it('is led to by the arrow keys, and stays where nothing lies that way', () => {
    const ways = [
      [1, 0],
      [0, -1],
      [-1, 0],
      [0, 1],
    ] as const;
    let at = 0;
    const walk = ways.map((way) => {
      at = pointTowards(placed, at, way);
      return at;
    });
    expect(walk).toEqual([1, 2, 3, 0]);
    expect(pointTowards(placed, 0, [-1, 0])).toBe(0);
    expect(pointTowards([], 0, [1, 0])).toBe(0);
  });
});
