/** Pins as they are kept in the browser: what is read back is believed only once it has been checked. */
import * as v from 'valibot';
import type { Explanation } from '../../engine/protocol.ts';
import { METHOD_NAMES, METHODS } from '../../engine/protocol.ts';
import type { Subject } from '../sentence/index.ts';

export interface Pin {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly pinnedAt: string;
  readonly subject: Subject;
  /** With the methods that are computed at once, and those that were shown beside them. */
  readonly explanation: Explanation;
}

export interface KeptPins {
  readonly pins: readonly Pin[];
  /** Ids of the pins beside the current explanation. */
  readonly shown: readonly string[];
}

const VERSION = 1;
const MAX_NAME = 200;

const number = v.pipe(v.number(), v.finite());
const numbers = v.array(number);
const index = v.pipe(v.number(), v.integer(), v.minValue(0));

const method = v.strictObject({
  id: v.picklist(METHOD_NAMES.map(({ id }) => id)),
  parameters: v.record(v.string(), number),
  words: numbers,
  left: v.exactOptional(numbers),
  right: v.exactOptional(numbers),
  rest: v.exactOptional(number),
  bias: v.exactOptional(number),
  stabiliser: v.exactOptional(number),
  padding: v.exactOptional(number),
  base: v.exactOptional(number),
  gap: v.exactOptional(number),
  standardErrors: v.exactOptional(numbers),
  inputs: v.exactOptional(v.array(numbers)),
});

const failed = v.strictObject({
  id: v.picklist(METHOD_NAMES.map(({ id }) => id)),
  parameters: v.record(v.string(), number),
  error: v.strictObject({
    name: v.literal('NumericalError'),
    where: v.string(),
    problem: v.string(),
    expected: v.exactOptional(v.string()),
    found: v.exactOptional(v.string()),
    advice: v.exactOptional(v.string()),
  }),
});

const explanation = v.pipe(
  v.strictObject({
    model: v.strictObject({
      name: v.string(),
      sha256: v.string(),
      classes: v.array(v.string()),
      output: v.exactOptional(v.picklist(['sigmoid', 'linear'])),
      features: v.exactOptional(v.array(v.string())),
    }),
    tokens: v.pipe(v.array(v.string()), v.minLength(1)),
    unknown: v.array(v.boolean()),
    notRead: v.exactOptional(v.array(v.strictObject({ word: v.string(), before: index }))),
    numbers: v.exactOptional(v.array(numbers)),
    read: v.exactOptional(v.tuple([index, index])),
    scores: numbers,
    probabilities: numbers,
    predicted: index,
    target: index,
    contrast: v.exactOptional(index),
    methods: v.array(method),
    failed: v.exactOptional(v.array(failed)),
  }),
  v.check(({ model, scores, probabilities, predicted, target, contrast = 0 }) => {
    const count = model.classes.length;
    const shares = model.output === 'linear' ? 0 : count;
    return scores.length === count && probabilities.length === shares && Math.max(predicted, target, contrast) < count;
  }, 'one score per class, and one probability where there are any'),
  v.check(
    ({ tokens, unknown, numbers = tokens, methods, failed = [] }) =>
      unknown.length === tokens.length &&
      numbers.length === tokens.length &&
      METHODS.every(({ id }) => [...methods, ...failed].some((one) => one.id === id)) &&
      methods.every(({ words }) => words.length === tokens.length),
    'every method that is computed at once, and one value per word',
  ),
);

const subject = v.strictObject({
  text: v.string(),
  tokens: v.nullable(v.array(v.string())),
  example: v.nullable(v.strictObject({ set: v.picklist(['built-in', 'sst', 'file']), number: index, gold: v.nullable(index) })),
  target: v.union([v.literal('predicted'), index]),
  contrast: v.nullable(index),
  lrp: v.strictObject({
    eps: v.pipe(number, v.minValue(0)),
    biasFactor: v.pipe(number, v.minValue(0), v.maxValue(1)),
  }),
});

/** What a pin must be. */
export const pinSchema = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_NAME)),
  pinnedAt: v.pipe(v.string(), v.isoTimestamp()),
  subject,
  explanation,
});

const kept = v.object({ version: v.literal(VERSION), pins: v.array(v.unknown()), shown: v.array(v.string()) });

/** What to keep. */
export function toKept({ pins, shown }: KeptPins): unknown {
  return { version: VERSION, pins, shown };
}

/**
 * What was kept, without the pins that are broken, of an older form or there twice.
 *
 * @param value whatever the store held; undefined: nothing was kept
 * @returns dropped: how many pins were left out; null where it cannot be told
 */
export function fromKept(value: unknown): KeptPins & { readonly dropped: number | null } {
  if (value === undefined) return { pins: [], shown: [], dropped: 0 };
  const whole = v.safeParse(kept, value);
  if (!whole.success) return { pins: [], shown: [], dropped: null };
  const byId = new Map<string, Pin>();
  for (const one of whole.output.pins) {
    const parsed = v.safeParse(pinSchema, one);
    if (parsed.success && !byId.has(parsed.output.id)) byId.set(parsed.output.id, parsed.output);
  }
  return {
    pins: [...byId.values()],
    shown: [...new Set(whole.output.shown)].filter((id) => byId.has(id)),
    dropped: whole.output.pins.length - byId.size,
  };
}
