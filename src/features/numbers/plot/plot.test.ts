import { describe, expect, it } from 'vitest';
import { drawPlot, type PlotData } from './draw.ts';
import { plotLayout, rangeOf, rowAt, stepAt, stepsOf, xOf, zoomed } from './layout.ts';
import { svgPen } from './pen.ts';
import { paperLook } from './use-plot-look.ts';

const layoutOf = (from: number, to: number, rows = 4, width = 600) => plotLayout({ width, span: { from, to }, lanes: 2, rows });

describe('the layout of a plot', () => {
  it('has lanes, sums and heat map beneath one another, within its size', () => {
    const layout = layoutOf(0, 50);
    const boxes = [...layout.lanes, layout.steps, layout.map];
    for (const [index, box] of boxes.entries()) {
      const before = boxes[index - 1];
      if (before) expect(box.y).toBeGreaterThanOrEqual(before.y + before.height);
      expect(box.x + box.width).toBeLessThanOrEqual(layout.width);
    }
    expect(layout.height).toBeGreaterThan(layout.map.y + layout.map.height);
    expect(layout.features.x).toBeGreaterThan(layout.map.x + layout.map.width);
  });

  it('finds step and row of a place, and the place of a step', () => {
    const layout = layoutOf(10, 30);
    for (const step of [10, 17, 29]) expect(stepAt(layout, xOf(layout, step + 0.5))).toBe(step);
    expect([stepAt(layout, -50), stepAt(layout, 5000)]).toEqual([10, 29]);
    const { y, height } = layout.map;
    expect([rowAt(layout, y + 1), rowAt(layout, y + height - 1), rowAt(layout, y - 1), rowAt(layout, y + height)]).toEqual([
      0,
      3,
      null,
      null,
    ]);
  });

  it('has each step in one column, also where there are more than pixels', () => {
    for (const layout of [layoutOf(0, 7), layoutOf(100, 2000, 100, 360)]) {
      const steps = Array.from({ length: layout.columns }, (_, column) => stepsOf(layout, column));
      expect([steps[0]?.from, steps.at(-1)?.to]).toEqual([layout.span.from, layout.span.to]);
      for (const [index, { from, to }] of steps.entries()) {
        expect(to).toBeGreaterThan(from);
        if (index > 0) expect(from).toBe(steps[index - 1]?.to);
      }
    }
  });

  it('zooms about a place, within the sequence', () => {
    expect(zoomed({ from: 0, to: 100 }, 50, 0.5, 100)).toEqual({ from: 25, to: 75 });
    expect(zoomed({ from: 0, to: 100 }, 2, 0.5, 100)).toEqual({ from: 0, to: 50 });
    expect(zoomed({ from: 90, to: 100 }, 99, 0.5, 100)).toEqual({ from: 95, to: 100 });
    expect(zoomed({ from: 25, to: 75 }, 50, 4, 100)).toEqual({ from: 0, to: 100 });
    expect(zoomed({ from: 0, to: 3 }, 1, 0.5, 3)).toEqual({ from: 0, to: 3 });
  });

  it('has a range also for a feature that never changes', () => {
    expect(rangeOf(Float64Array.of(1, 5, 3, 5), 2, 0, { from: 0, to: 2 })).toEqual([1, 3]);
    expect(rangeOf(Float64Array.of(1, 5, 3, 5), 2, 1, { from: 0, to: 2 })).toEqual([4.5, 5.5]);
  });
});

describe('a plot as SVG', () => {
  const data: PlotData = {
    F: 2,
    given: Float64Array.of(1, 2, 3, 4, 5, 6),
    inputs: Float64Array.of(1, 0, 0, -1, 0, 0),
    steps: Float64Array.of(1, -1, 0),
    sums: Float64Array.of(1, -1),
    features: ['heat <in>', 'load'],
    stepNames: ['08:00', '08:10', '08:20'],
    lanes: [1],
    read: { from: 1, to: 3 },
  };
  const look = paperLook({ palette: 'red-blue', gamma: 1, cellLimit: 1, sumLimit: 1 });
  const drawn = (changed: Partial<PlotData> = {}) => {
    const pen = svgPen();
    const all = { ...data, ...changed };
    drawPlot(pen, plotLayout({ width: 500, span: { from: 0, to: 3 }, lanes: 1, rows: all.inputs ? 2 : 1 }), all, look);
    return pen.source();
  };

  it('has the cells in the colours of the scale, names, sums and times', () => {
    const source = drawn();
    for (const value of [1, -1]) expect(source).toContain(look.cells.cell(value, 'light').background);
    for (const text of ['heat &lt;in&gt;', 'load', '+1.00', '−1.00', '08:00', 'sum by step']) expect(source).toContain(text);
    expect(source).not.toContain('<in>');
    expect(source).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('of a method that does not tell features apart is a row of whole steps', () => {
    const source = drawn({ inputs: null, sums: null });
    expect(source).toContain('whole step');
    expect(source).not.toContain('+1.00');
  });

  it('shows the strongest of the steps that share a column', () => {
    const length = 3000;
    const steps = new Float64Array(length);
    steps[1234] = -1;
    const pen = svgPen();
    const many = { ...data, F: 1, given: new Float64Array(length), inputs: null, sums: null, steps, lanes: [], stepNames: null };
    drawPlot(pen, plotLayout({ width: 400, span: { from: 0, to: length }, lanes: 0, rows: 1 }), many, look);
    expect(pen.source()).toContain(look.sums.cell(-1, 'light').background);
  });
});
