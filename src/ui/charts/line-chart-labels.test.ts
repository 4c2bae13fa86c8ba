import { describe, expect, it } from 'vitest';
import { placeLabels } from './line-chart-labels.ts';

const FRAME = { left: 0, right: 400, top: 0, bottom: 200 };
const SIZE = { width: 60, height: 14 };
const straight = (id: string, from: number, to: number) => ({
  id,
  ...SIZE,
  points: Array.from({ length: 21 }, (_, i) => ({ x: i * 20, y: from + ((to - from) * i) / 20 })),
});

function placed(...[lines, frame]: Parameters<typeof placeLabels>) {
  const labels = placeLabels(lines, frame);
  if (!labels) throw new Error('there is no room');
  return labels;
}

describe('placeLabels', () => {
  it('keeps labels within the frame, apart from each other and off other lines', () => {
    const lines = [straight('flat', 100, 100), straight('falling', 20, 180), straight('rising', 180, 20)];
    const labels = placed(lines, FRAME);
    expect(labels.map(({ id }) => id)).toEqual(['flat', 'falling', 'rising']);
    for (const { id, x, y } of labels) {
      expect(x).toBeGreaterThanOrEqual(FRAME.left);
      expect(x + SIZE.width).toBeLessThanOrEqual(FRAME.right);
      expect(y - SIZE.height / 2).toBeGreaterThanOrEqual(FRAME.top);
      expect(y + SIZE.height / 2).toBeLessThanOrEqual(FRAME.bottom);
      const crossing = lines
        .filter((line) => line.id !== id)
        .flatMap(({ points }) => points)
        .filter((point) => point.x >= x && point.x <= x + SIZE.width && Math.abs(point.y - y) < SIZE.height / 2);
      expect(crossing, id).toEqual([]);
    }
    for (const a of labels) {
      for (const b of labels) {
        if (a.id < b.id) expect(Math.abs(a.x - b.x) >= SIZE.width || Math.abs(a.y - b.y) >= SIZE.height).toBe(true);
      }
    }
  });

  it('sees a line that falls through a label between two of the places where it is looked at', () => {
    const steep = {
      id: 'steep',
      ...SIZE,
      points: [
        { x: 0, y: 20 },
        { x: 200, y: 20 },
        { x: 203, y: 190 },
        { x: 400, y: 190 },
      ],
    };
    const [label] = placed([{ id: 'short', ...SIZE, points: [{ x: 199, y: 100 }] }, steep], FRAME);
    const { x = 0 } = label ?? {};
    expect(x > 203 || x + SIZE.width < 200).toBe(true);
  });

  it('stands nearer to its own line than to any other, off the axis; where it cannot, a legend names the lines', () => {
    const lines = [straight('upper', 180, 180), straight('lower', 185, 185)];
    const [, lower] = placed(lines, { ...FRAME, bottom: 210 });
    expect(lower?.y).toBeGreaterThan(185);
    expect(placeLabels(lines, FRAME, [200])).toBeNull();
  });

  it('stands beside its own line', () => {
    const [label] = placed([straight('one', 60, 60)], FRAME);
    expect(Math.abs((label?.y ?? Number.NaN) - 60)).toBeLessThanOrEqual(SIZE.height);
  });

  it('gives every line a label even where all are one, and none to a line of no points', () => {
    const same = [straight('a', 50, 50), straight('b', 50, 50), { id: 'none', ...SIZE, points: [] }];
    const labels = placed(same, FRAME);
    expect(labels.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(labels[0]).not.toEqual({ ...labels[1], id: 'a' });
  });

  it('says so where a label would lie on a line', () => {
    const everywhere = Array.from({ length: 12 }, (_, k) => straight(`line ${k}`, 10 + 16 * k, 190 - 16 * k));
    expect(placeLabels(everywhere, FRAME)).toBeNull();
  });
});
