/** A pinned sequence as it is kept and as it stands in a session. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkedPin, pinToJson, type SequencePin, sequencePinSchema } from './sequence-pin.ts';

const PIN: SequencePin = {
  id: 'a',
  name: 'run 1 · price',
  pinnedAt: '2026-01-02T03:04:05.000Z',
  model: { name: 'm', sha256: '0'.repeat(64) },
  target: 'price',
  baseline: null,
  explained: 0.1 + 0.2,
  length: 2,
  features: ['a', 'b'],
  stepNames: ['Monday', 'Tuesday'],
  given: Float64Array.of(1, -0.1, 1e-300, 4),
  read: [0, 2],
  methods: [
    {
      id: 'lrp',
      parameters: { eps: 0.001 },
      inputs: Float64Array.of(1 / 3, 2, 3, 4),
      steps: Float64Array.of(2, 7),
      sums: Float64Array.of(3, 6),
    },
    { id: 'occlusion', parameters: {}, inputs: null, steps: Float64Array.of(1, 2), sums: null },
  ],
};

const throughJson = (pin: unknown) => v.safeParse(sequencePinSchema, JSON.parse(JSON.stringify(pin)));

describe('a pinned sequence', () => {
  it('is the same, bit for bit, once it has been in a session', () => {
    expect(checkedPin(PIN)).toEqual(PIN);
    expect(throughJson(pinToJson(PIN)).output).toEqual(PIN);
  });

  it.each<[string, Partial<Record<keyof SequencePin, unknown>>]>([
    ['too few values', { given: Float64Array.of(1, 2, 3) }],
    ['no method', { methods: [] }],
    ['a value that is not finite', { given: Float64Array.of(1, 2, 3, Number.NaN) }],
    ['another name for a step', { stepNames: ['Monday'] }],
    ['what no pin has', { extra: 1 } as object],
    ['numbers that are none', { given: 'float64:%%%' }],
  ])('is refused with %s', (_what, change) => {
    const damaged = { ...PIN, ...change } as SequencePin;
    expect(checkedPin(damaged)).toBe(null);
    expect(throughJson(pinToJson(damaged)).success).toBe(false);
  });
});
