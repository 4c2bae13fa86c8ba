import { describe, expect, it } from 'vitest';
import { type ScaledRow, scaleNote } from './scale-note.ts';

const lrp = (limit: number): ScaledRow => ({ label: 'LRP', values: [1.62, -0.3], signed: true, limit });
const gi = (limit: number): ScaledRow => ({ label: 'Gradient × Input', values: [-0.4, 0.1], signed: true, limit });
const sa = (limit: number): ScaledRow => ({ label: 'Sensitivity', values: [1.9, 0.2], signed: false, limit });
const plain = (scale: 'method' | 'shared' | 'fixed' | 'raw') => ({ scale, gamma: 1 });

describe('scaleNote', () => {
  it('warns of different scales, with figures', () => {
    expect(scaleNote([lrp(1.62), gi(0.4)], plain('method'))).toEqual({
      different: true,
      headline: 'Different scales',
      text: 'Strongest colour: 1.62 for LRP, 0.40 for Gradient × Input. Compare ranks, not shades.',
    });
  });

  it('says that all values are small where none has the full colour', () => {
    expect(scaleNote([lrp(4)], plain('method'))?.text).toBe(
      'All contributions are small: the largest is 1.62, and the strongest colour stands for 4.00.',
    );
    expect(scaleNote([lrp(4), gi(0.4)], plain('method'))?.text).toContain('All contributions of LRP are small.');
  });

  it('says that there is one scale, and where it comes from', () => {
    expect(scaleNote([lrp(1.62), gi(1.62)], plain('shared'))).toEqual({
      different: false,
      headline: 'One scale',
      text: 'Strongest colour: 1.62, the largest value of all.',
    });
    expect(scaleNote([lrp(2), gi(2)], plain('fixed'))?.text).toBe('Strongest colour: 2.00, as you set it.');
    expect(scaleNote([lrp(1.62)], plain('method'))).toEqual({
      different: false,
      headline: '',
      text: 'Strongest colour: 1.62, the largest value.',
    });
  });

  it('tells what lies beyond the full colour', () => {
    expect(scaleNote([lrp(1), gi(1)], plain('raw'))?.text).toBe(
      'Strongest colour: a value of 1. Larger values all look the same (LRP: up to 1.62).',
    );
  });

  it('warns of units that differ on one scale', () => {
    expect(scaleNote([lrp(1.9), sa(1.9)], plain('shared'))?.text).toContain('Sensitivity is in other units');
    expect(scaleNote([sa(1.9)], plain('shared'))?.text).not.toContain('other units');
  });

  it('tells of gamma, of zeros, and nothing of nothing', () => {
    expect(scaleNote([lrp(1.62)], { scale: 'method', gamma: 0.5 })?.text).toContain('Gamma 0.50 lifts small values.');
    expect(scaleNote([lrp(1.62)], { scale: 'method', gamma: 2 })?.text).toContain('Gamma 2.00 fades small values.');
    expect(scaleNote([{ ...lrp(0), values: [0] }], plain('method'))?.text).toBe('Every value is zero.');
    expect(scaleNote([], plain('shared'))).toBeNull();
  });
});
