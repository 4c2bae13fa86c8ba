/** What stands in the drawing, and what an animated page shows at each step, for networks of the fixtures. */
import { describe, expect, it } from 'vitest';
import { LocalEngine } from '../../engine/engine.ts';
import type { InsideMethod } from '../../engine/inside-protocol.ts';
import type { InsideAnswer } from '../../state/inside/index.ts';
import { networkFiles } from '../../testing/golden-networks.ts';
import type { MeasureText } from '../../ui/drawing/text-width.ts';
import { boxText } from './drawing.tsx';
import { framesOf } from './frames.ts';
import { ledgerEntries } from './ledger-drawing.tsx';
import { progressAt } from './net/progress.ts';
import { boxName, placeName } from './picture/box-names.ts';
import { flowName } from './picture/flow-names.ts';
import { legendText } from './picture/legend-text.ts';
import { narrate } from './picture/narration.ts';
import { paperPaint } from './picture/paint.ts';
import { pictureOf } from './picture/picture.ts';

const never = new AbortController().signal;
const measure: MeasureText = (text, size) => text.length * size * 0.5;

async function answerOf(name: string, tokens: readonly string[], method: InsideMethod = 'lrp'): Promise<InsideAnswer> {
  const engine = new LocalEngine();
  const { layers } = await engine.load(never, { kind: 'files', files: networkFiles(name) });
  const request = { input: { tokens }, target: 0, method } as const;
  const inside = await engine.inside(never, request);
  const { explanation } = await engine.explain(never, { ...request, methods: [] });
  return { inside, request, subject: { explanation, compared: null }, layers };
}

describe('the names', () => {
  it('tell layers of one kind apart, and how each direction reads', async () => {
    const { lanes } = pictureOf(await answerOf('stacked-bilstm', ['w1', 'w2', 'w3']), () => 900, measure);
    expect(lanes.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
      'Score: ',
      'Last states: ',
      'LSTM 2: reads left to right',
      'LSTM 2: reads right to left',
      'LSTM 1: both directions',
      'LSTM 1: reads left to right',
      'LSTM 1: reads right to left',
      'Words: ',
    ]);
  });

  it('call a box by its layer and its words, padding by what it is', async () => {
    const picture = pictureOf(await answerOf('padded-pre', ['w1', 'w2']), () => 900, measure);
    const { net, lanes, columns } = picture;
    const names = net.boxes.map((box) => boxName(box, net, lanes, columns));
    expect(names[0]).toBe('the score');
    expect(names).toContain('Last states');
    expect(names).toContain('LSTM (reads left to right) at “w2”');
    expect(names).toContain('padding');
    expect(names.at(-1)).toBe('the word “w2”');
    const pooled = pictureOf(await answerOf('conv-lstm', ['w1', 'w2', 'w3', 'w4']), () => 900, measure);
    const box = pooled.net.boxes.find((one) => one.over[1] - one.over[0] === 3);
    expect(box && placeName(box, pooled.columns)).toMatch(/^“w\d” … “w\d”$/);
  });

  it('shorten a word that is too long for its column, in the drawing alone', async () => {
    const long = 'w'.repeat(60);
    const picture = pictureOf(await answerOf('gru', [long, 'w1']), () => 900, measure);
    const shown = picture.words.find((word) => word.startsWith('ww')) ?? '';
    expect(shown.endsWith('…')).toBe(true);
    expect(measure(shown, 14)).toBeLessThanOrEqual(110);
    expect(picture.columns[0]).toBe(long);
  });

  it('tell a state from its cell where a flow leads', async () => {
    const answer = await answerOf('one-direction', ['w1', 'w2']);
    const picture = pictureOf(answer, () => 900, measure);
    const pass = answer.inside.flows.findIndex(({ to }) => answer.inside.nodes[to]?.kind === 'c');
    expect(flowName(pass, answer.inside, picture)).toMatch(/^state of LSTM.* → cell of LSTM/);
  });
});

it('the narration says what hands on, and ends when all has arrived', async () => {
  const picture = pictureOf(await answerOf('stacked-bilstm', ['w1', 'w2', 'w3']), () => 900, measure);
  const told = Array.from({ length: picture.net.steps + 1 }, (_, step) => narrate({ ...picture, what: 'relevance' }, step));
  expect(told[0]).toMatch(/^The score of .* is .*None of it/);
  expect(told[1]).toBe('Relevance goes on from: the score.');
  expect(told[2]).toBe('Relevance goes on from: Last states.');
  expect(told[3]).toBe(
    'Relevance goes on from: LSTM 2 that reads left to right, at “w3”; LSTM 2 that reads right to left, at “w1”.',
  );
  expect(told.at(-1)).toMatch(/^Everything has arrived/);
  expect(new Set(told).size).toBe(told.length);
});

describe.each(['stacked-bilstm', 'conv-lstm', 'padded-pre'])('an animated page of %s', (name) => {
  it.each(['lrp', 'gradient'] as const)('shows at each step what the drawing shows (%s)', async (method) => {
    const answer = await answerOf(name, ['w1', 'w2', 'w3', 'w4', 'w5'], method);
    const { inside } = answer;
    const picture = pictureOf(answer, () => 900, measure);
    const paint = paperPaint(0.1, { palette: 'red-blue', gamma: 1 });
    const isPadded = name === 'padded-pre';
    const frames = framesOf({ picture, inside, paint, unit: 'word', isPadded, largest: 1, what: 'relevance', stepTime: 200 });
    for (let step = 0; step <= picture.net.steps; step++) {
      const { arrived, ledger, onItsWay } = progressAt(picture.net, inside, step);
      for (const [box, amount] of arrived.entries()) {
        const { text, background, ink } = boxText(picture, box, step, amount, paint);
        const frame = frames.boxes[box]?.findLast((one) => one.step <= step);
        expect(frame).toMatchObject({ text, fill: background, ink });
      }
      const entries = ledgerEntries(ledger, onItsWay, method, 'word', isPadded);
      expect(frames.ledger[step]?.map(({ text }) => text.replace(/ [−\d.]+$/, ''))).toEqual(entries.map((entry) => entry.name));
      expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(inside.score, 10);
    }
  });
});

it('the legend speaks of arcs only where there are states, and of what a derivative loses', () => {
  const common = { palette: 'red-blue', limit: 0.5, target: 'good' } as const;
  expect(legendText({ ...common, method: 'lrp', hasStates: false })).not.toContain('arcs');
  const gradient = legendText({ ...common, method: 'gradient', hasStates: true });
  expect(gradient).toContain('arcs');
  expect(gradient).toContain('not conserved');
});
