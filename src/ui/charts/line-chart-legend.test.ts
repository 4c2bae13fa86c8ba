import { expect, test } from 'vitest';
import { legendOf, MARK_WIDTH } from './line-chart-legend.ts';

test.each([
  [360, 1],
  [480, 2],
  [900, 4],
])('at %i pixels names stand in %i columns, apart from each other and within the chart', (right, columns) => {
  const widths = [40, 150, 90, 150, 60, 120, 30];
  const { places, textX, height } = legendOf(widths, 46, right);
  expect(new Set(places.map(({ x }) => x)).size).toBe(columns);
  const boxes = places.map(({ x, y }, k) => ({ left: x, right: x + textX + (widths[k] ?? 0), y }));
  for (const [k, box] of boxes.entries()) {
    expect(box.left + MARK_WIDTH).toBeLessThan(box.left + textX);
    expect(box.right).toBeLessThanOrEqual(right);
    expect(box.y).toBeLessThan(height);
    for (const other of boxes.slice(k + 1)) {
      expect(Math.abs(other.y - box.y) >= 14 || other.left >= box.right).toBe(true);
    }
  }
});
