/** The drawing's network, its steps and places, for every list of layers among the fixtures. */
import { describe, expect, it } from 'vitest';
import { LocalEngine } from '../../../engine/engine.ts';
import type { Inside, InsideMethod } from '../../../engine/inside-protocol.ts';
import { NETWORK_NAMES, networkExamples, networkFiles } from '../../../testing/golden-networks.ts';
import { boxTowards, ribbonsOf } from './box-keys.ts';
import { type LayoutOptions, layoutOf } from './layout.ts';
import { type Net, netOf } from './net.ts';
import { pathsThrough } from './paths.ts';
import { progressAt } from './progress.ts';

const never = new AbortController().signal;

async function insideOf(name: string, method: InsideMethod): Promise<Inside> {
  const engine = new LocalEngine();
  await engine.load(never, { kind: 'files', files: networkFiles(name) });
  const [example] = networkExamples(name);
  const input = example?.inputs ? { numbers: example.inputs } : { tokens: example?.tokens ?? [] };
  return engine.inside(never, { input, target: 'predicted', method });
}

const optionsFor = (net: Net, available = 900): LayoutOptions => ({
  wordWidths: Array.from({ length: net.columns }, (_, column) => 10 + 17 * (column % 7)),
  scoreWidth: 180,
  available: () => available,
});

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
const CASES = NETWORK_NAMES.flatMap((name) => (['lrp', 'gradient'] as const).map((method) => ({ name, method })));

describe.each(CASES)('$name, $method', async ({ name, method }) => {
  const inside = await insideOf(name, method);
  const net = netOf(inside);
  const largest = Math.max(...inside.nodes.map(({ amount }) => Math.abs(amount)), ...inside.flows.map((f) => Math.abs(f.amount)));
  const close = (actual: number, expected: number) => expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-11 * largest);

  it('draws every node in one box and every flow between two as one ribbon', () => {
    expect(net.boxes.flatMap(({ nodes }) => nodes).sort((a, b) => a - b)).toEqual(inside.nodes.map((_, index) => index));
    const within = inside.flows.filter(({ from, to }) => net.boxOf[from] === net.boxOf[to]);
    expect(net.ribbons.length + within.length).toBe(inside.flows.length);
    for (const { from, to, via } of within) {
      expect([inside.nodes[from]?.kind, inside.nodes[to]?.kind, via]).toEqual(['h', 'c', 'pass']);
    }
    for (const { flow, amount } of net.ribbons) expect(amount).toBe(inside.flows[flow]?.amount);
  });

  it('has the score above and the words below', () => {
    expect(net.lanes.map(({ kind }) => kind)).toEqual(['score', ...net.lanes.slice(1, -1).map(({ kind }) => kind), 'input']);
    for (const { from, to } of net.ribbons) {
      expect(net.boxes[from]?.lane ?? 0).toBeLessThanOrEqual(net.boxes[to]?.lane ?? 0);
    }
  });

  it('loses nothing at any step: what is kept, has arrived or is on its way is the score', () => {
    for (let step = 0; step <= net.steps; step++) {
      const { arrived, ledger, onItsWay } = progressAt(net, inside, step);
      const held = net.boxes.flatMap(({ stage }, box) => (stage !== null && stage >= step ? [arrived[box] ?? 0] : []));
      close(onItsWay, sum(held));
      close(sum(Object.values(ledger)) + onItsWay, inside.score);
    }
    expect(progressAt(net, inside, 0).onItsWay).toBeCloseTo(inside.score, 12);
    const end = progressAt(net, inside, net.steps);
    expect(end.ledger).toBe(inside.ledger);
    for (const [box, { word, nodes }] of net.boxes.entries()) {
      if (word !== null) close(end.arrived[box] ?? Number.NaN, inside.nodes[nodes[0] ?? -1]?.amount ?? Number.NaN);
    }
  });

  it('hands nothing on before all of it is there, both directions at once', () => {
    for (const { to, stage } of net.ribbons) {
      const next = net.boxes[to]?.stage;
      if (next !== null && next !== undefined) expect(next).toBeGreaterThan(stage);
    }
    for (const layer of new Set(net.lanes.map((lane) => lane.layer))) {
      const stagesOf = (kind: string) =>
        net.boxes.filter((box) => net.lanes[box.lane]?.layer === layer && net.lanes[box.lane]?.kind === kind).map((b) => b.stage);
      const [left, right] = [stagesOf('left'), stagesOf('right')];
      if (left.length > 0 && right.length > 0) expect([...left].sort()).toEqual([...right].sort());
    }
  });

  it('places boxes side by side within the drawing, and ribbons as thick as what flows', () => {
    for (const available of [300, 900]) {
      const layout = layoutOf(net, optionsFor(net, available));
      expect(layout.width).toBeGreaterThanOrEqual(available);
      for (const lane of net.lanes.keys()) {
        const places = layout.boxes.filter((_, box) => net.boxes[box]?.lane === lane).sort((a, b) => a.x - b.x);
        for (const [index, { x, width, y, height }] of places.entries()) {
          expect(x).toBeGreaterThanOrEqual(index === 0 ? 0 : (places[index - 1]?.x ?? 0) + (places[index - 1]?.width ?? 0));
          expect(x + width).toBeLessThanOrEqual(layout.width);
          expect(y + height).toBeLessThanOrEqual(layout.height);
        }
      }
      for (const [index, { amount }] of net.ribbons.entries()) {
        const { thickness = Number.NaN, path = '' } = layout.ribbons[index] ?? {};
        expect(path).toMatch(/^M[-\d.]+ [-\d.]+C[-\d. ]+$/);
        expect(thickness).toBe(amount === 0 ? 0 : Math.max(0.75, Math.abs(amount) * layout.scale));
      }
    }
  });

  it('lights for a word the ways to it, and no other word', () => {
    const word = net.boxes.findIndex((box) => box.word !== null && box.amount !== 0);
    const { boxes, ribbons } = pathsThrough(net, word);
    expect(boxes.has(0)).toBe(true);
    expect([...boxes].filter((box) => net.lanes[net.boxes[box]?.lane ?? 0]?.kind === 'input')).toEqual([word]);
    for (const index of ribbons) {
      const { from = -1, to = -1 } = net.ribbons[index] ?? {};
      expect([boxes.has(from), boxes.has(to)]).toEqual([true, true]);
    }
  });

  it('is reached whole by the arrow keys, and each box has the ribbons that make it up', () => {
    const layout = layoutOf(net, optionsFor(net));
    const reached = new Set([0]);
    for (const box of reached) {
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
        const to = boxTowards(net, layout, box, key);
        if (to !== null) reached.add(to);
      }
    }
    expect(reached.size).toBe(net.boxes.length);
    for (const [box, { amount, lane }] of net.boxes.entries()) {
      const ends = { first: boxTowards(net, layout, box, 'Home'), last: boxTowards(net, layout, box, 'End') };
      expect(ends.first !== null && boxTowards(net, layout, ends.first, 'ArrowLeft')).toBeNull();
      expect(ends.last !== null && boxTowards(net, layout, ends.last, 'ArrowRight')).toBeNull();
      const amounts = ribbonsOf(net, box).map((index) => net.ribbons[index]?.amount ?? Number.NaN);
      expect(amounts.map(Math.abs)).toEqual([...amounts.map(Math.abs)].sort((a, b) => b - a));
      if (lane > 0) close(sum(amounts), amount);
    }
  });
});
