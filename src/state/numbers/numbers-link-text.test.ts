/** A sequence of numbers in a link: what is written is read again, and what is wrong is told and left out. */
import { describe, expect, it } from 'vitest';
import { noScaling } from '../../engine/numbers-protocol.ts';
import type { SequenceProblem } from '../sequence-link/index.ts';
import type { NumbersEdit } from './numbers-edits.ts';
import type { ScalingChoice } from './numbers-file-store.ts';
import {
  formatChanges,
  formatReading,
  formatScaling,
  parseBaseline,
  parseChanges,
  parsePlace,
  parseReading,
  parseScaling,
  parseSpan,
} from './numbers-link-text.ts';

/** What is made of a text, and the parameters that are told to be wrong. */
function readBy<Value>(read: (problems: SequenceProblem[]) => Value): [Value, string[]] {
  const problems: SequenceProblem[] = [];
  return [read(problems), problems.map(({ parameter, found }) => `${parameter} ${found}`)];
}

describe('a sequence in a link', () => {
  it('says how its file is read', () => {
    const reading = { header: false, time: 0, id: null, windows: { length: 50, stride: 10 }, missing: 'last' } as const;
    const text = 'header:off,time:1,id:none,windows:50:10,missing:last';
    expect([formatReading(reading), formatReading({})]).toEqual([text, null]);
    expect(readBy((problems) => parseReading(text, problems))).toEqual([reading, []]);
    expect(readBy((problems) => parseReading('windows:0:1,time:when,missing:never', problems))).toEqual([
      { time: 'when' },
      ['reading windows:0:1', 'reading missing:never'],
    ]);
  });

  it('has the figures of its scaling to the last bit', () => {
    const scaling = { kind: 'minmax', offsets: [0.1, -3e-17], factors: [1 / 3, 2], clip: [-1, 1] } as const;
    const file = { name: 'scaler.pkl', bytes: new Uint8Array() };
    const text = formatScaling({ kind: 'file', file }, scaling) ?? '';
    expect(readBy((problems) => parseScaling(text, 2, problems))).toEqual([{ kind: 'linked', scaling }, []]);
    const typed: ScalingChoice = { kind: 'typed', means: '1, 2;3', deviations: '0.5' };
    expect(formatScaling(typed, null)).toBe('typed;1,2,3;0.5');
    expect(formatScaling({ kind: 'none' }, noScaling(2))).toBe(null);
    const wrong = readBy((problems) => parseScaling('standard;1,2;1', 2, problems));
    expect(wrong).toEqual([{ kind: 'none' }, ['scaling standard;1,2;1']]);
  });

  it('has the changes of the sequence, and leaves out those of steps and features that it has not', () => {
    const edits: readonly NumbersEdit[] = [
      { kind: 'hold', feature: 2 },
      { kind: 'cut', from: 0, to: 4 },
      { kind: 'set', step: 3, feature: 0, value: -1e-7 },
    ];
    const text = 'hold:2 cut:0:4 set:3:0:-1e-7';
    expect([formatChanges(edits), formatChanges([])]).toEqual([text, null]);
    expect(readBy((problems) => parseChanges(text, { length: 4, features: 3 }, problems))).toEqual([edits, []]);
    const wrong = ['hold:3', 'cut:3:5', 'cut:2:2', 'set:4:0:1', 'set:0:0:', 'hold', 'drop:1'];
    expect(readBy((problems) => parseChanges(wrong.join(' '), { length: 4, features: 3 }, problems))).toEqual([
      [],
      wrong.map((piece) => `changes ${piece}`),
    ]);
  });

  it('has a span, a baseline and a place that there are', () => {
    expect(readBy((problems) => [parseSpan('2:9', 9, problems), parseSpan('2:10', 9, problems)])).toEqual([
      [{ from: 2, to: 9 }, null],
      ['span 2:10'],
    ]);
    const lengths = [5, 5, 6];
    const baselines = (problems: SequenceProblem[]) =>
      [undefined, 'zero', 'mean', '2', '1', '3', '9', 'x'].map((text) => parseBaseline(text, 0, lengths, problems));
    expect(readBy(baselines)).toEqual([
      ['none', 'zero', 'mean', 1, 'none', 'none', 'none', 'none'],
      ['against 1', 'against 3', 'against 9', 'against x'],
    ]);
    const places = (problems: SequenceProblem[]) =>
      [undefined, '3', '0', '4', 'b'].map((text) => parsePlace('at', text, [1, 4], problems));
    expect(readBy(places)).toEqual([
      [null, 3, null, null, null],
      ['at 0', 'at 4', 'at b'],
    ]);
  });
});
