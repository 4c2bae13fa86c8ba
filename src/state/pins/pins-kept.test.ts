import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LRP_DEFAULTS } from '../../engine/protocol.ts';
import { fromKept, type Pin, toKept } from './pins-kept.ts';

const PIN: Pin = {
  id: 'one',
  name: 'dull film · bad',
  pinnedAt: '2026-01-02T03:04:05.678Z',
  subject: {
    text: 'dull film',
    tokens: null,
    example: { set: 'built-in', number: 3, gold: 1 },
    target: 'predicted',
    contrast: 1,
    lrp: LRP_DEFAULTS,
  },
  explanation: {
    model: { name: 'm', sha256: 'abc', classes: ['bad', 'good'] },
    tokens: ['dull', 'film'],
    unknown: [false, true],
    scores: [1, -1],
    probabilities: [0.88, 0.12],
    predicted: 0,
    target: 0,
    contrast: 1,
    methods: [
      {
        id: 'lrp',
        parameters: { eps: 0.001, bias_factor: 0 },
        words: [1, 0.5],
        left: [1, 0],
        right: [0, 0.5],
        rest: 0,
        bias: 0.25,
        stabiliser: 0.25,
      },
      { id: 'gi', parameters: {}, words: [0.5, -0.5] },
      { id: 'sa', parameters: {}, words: [2, 0] },
    ],
  },
};

const KEPT = { version: 1, shown: [] };

describe('pins that were kept', () => {
  it('come back as they were, through the store’s copy', () => {
    const other = { ...PIN, id: 'two' };
    const read = fromKept(structuredClone(toKept({ pins: [PIN, other], shown: ['two'] })));
    expect(read).toEqual({ pins: [PIN, other], shown: ['two'], dropped: 0 });
    expect(fromKept(undefined)).toEqual({ pins: [], shown: [], dropped: 0 });
  });

  it('come back with the methods that were shown beside those of every sentence', () => {
    const { methods } = PIN.explanation;
    const shapley = {
      id: 'shapley',
      parameters: { permutations: 200, seed: 1 },
      words: [1, 2],
      base: 0.5,
      gap: 0,
      standardErrors: [0, 0.1],
    } as const;
    const pin = {
      ...PIN,
      explanation: {
        ...PIN.explanation,
        methods: [...methods, { id: 'occlusion', parameters: {}, words: [3, 4] } as const, shapley],
      },
    };
    expect(fromKept(structuredClone(toKept({ pins: [pin], shown: [] }))).pins).toEqual([pin]);
  });

  it('come back with what only some models have: padding, rows of numbers, a number as output', () => {
    const explanation = {
      ...PIN.explanation,
      model: { name: 'm', sha256: 'abc', classes: ['value', 'other'], output: 'linear', features: ['f'] } as const,
      numbers: [[1], [2]],
      read: [1, 2] as const,
      probabilities: [],
      methods: PIN.explanation.methods.map((one) => ({ ...one, padding: 0.5, inputs: [[1], [0.5]] })),
    };
    expect(fromKept({ ...KEPT, pins: [{ ...PIN, explanation }] })).toMatchObject({ pins: [{ explanation }], dropped: 0 });
    const short = { ...explanation, numbers: [[1]] };
    expect(fromKept({ ...KEPT, pins: [{ ...PIN, explanation: short }] })).toMatchObject({ pins: [], dropped: 1 });
  });

  it('come back with the method that had no values, and why', () => {
    const [lrp, gi] = PIN.explanation.methods;
    const error = { name: 'NumericalError', where: 'method sa', problem: 'grew', expected: 'less', found: 'more' } as const;
    const explanation = {
      ...PIN.explanation,
      methods: [lrp, gi].filter((one) => one !== undefined),
      failed: [{ id: 'sa', parameters: {}, error }] as const,
    };
    const pins = [{ ...PIN, explanation }];
    expect(fromKept(structuredClone(toKept({ pins, shown: [] }))).pins).toEqual(pins);
  });

  it('are left out one by one where they are broken', () => {
    const { explanation, subject } = PIN;
    const broken: unknown[] = [
      null,
      'pin',
      { ...PIN, name: '' },
      { ...PIN, pinnedAt: 'yesterday' },
      { ...PIN, colour: 'red' },
      { ...PIN, subject: { ...subject, lrp: { eps: -1, biasFactor: 0 } } },
      { ...PIN, subject: { ...subject, example: { set: 'elsewhere', number: 1, gold: null } } },
      { ...PIN, explanation: { ...explanation, tokens: ['dull'] } },
      { ...PIN, explanation: { ...explanation, target: 2 } },
      { ...PIN, explanation: { ...explanation, contrast: 2 } },
      { ...PIN, explanation: { ...explanation, scores: [1] } },
      { ...PIN, explanation: { ...explanation, scores: [1, Number.NaN] } },
      { ...PIN, explanation: { ...explanation, methods: explanation.methods.slice(1) } },
    ];
    const pins = broken.flatMap((one, index) => [one, { ...PIN, id: `good ${index}` }]);
    const read = fromKept({ version: 1, pins: [...pins, { ...PIN, id: 'good 0' }], shown: ['good 1', 'gone', 'good 1'] });
    expect(read.pins.map(({ id }) => id)).toEqual(broken.map((_, index) => `good ${index}`));
    expect(read.shown).toEqual(['good 1']);
    expect(read.dropped).toBe(broken.length + 1);
  });

  it('of another form altogether are none, and nothing ever throws', () => {
    for (const value of [null, 1, 'pins', [], {}, { version: 2, pins: [PIN], shown: [] }]) {
      expect(fromKept(value)).toEqual({ pins: [], shown: [], dropped: null });
    }
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (pins, shown) => {
        expect(fromKept({ version: 1, pins, shown }).pins).toEqual([]);
      }),
    );
  });
});
