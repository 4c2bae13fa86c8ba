/** A sequence set aside: as it is kept in the browser, and as it stands in a session. What is read back is believed only once it has been checked. */
import * as v from 'valibot';
import { METHOD_NAMES } from '../../engine/protocol.ts';

const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.nonEmpty());
const numbers = v.pipe(
  v.custom<Float64Array>((value) => value instanceof Float64Array),
  v.check((values) => values.every(Number.isFinite), 'finite numbers'),
);

const kept = v.pipe(
  v.strictObject({
    id: text,
    name: v.pipe(text, v.maxLength(200)),
    pinnedAt: v.pipe(v.string(), v.isoTimestamp()),
    model: v.strictObject({ name: v.string(), sha256: v.string() }),
    /** The output that is explained; what it is held against, in words; and what the values add up to. */
    target: v.string(),
    baseline: v.nullable(v.string()),
    explained: number,
    /** T */
    length: v.pipe(count, v.minValue(1)),
    /** [F] */
    features: v.pipe(v.array(v.string()), v.minLength(1)),
    /** [T] */
    stepNames: v.nullable(v.array(v.string())),
    /** [T, F] as the file has them. */
    given: numbers,
    read: v.tuple([count, count]),
    methods: v.pipe(
      v.array(
        v.strictObject({
          id: v.picklist(METHOD_NAMES.map(({ id }) => id)),
          parameters: v.record(v.string(), number),
          /** [T, F]; null: it does not tell features apart. */
          inputs: v.nullable(numbers),
          /** [T] and [F] */
          steps: numbers,
          sums: v.nullable(numbers),
        }),
      ),
      v.minLength(1),
    ),
  }),
  v.check(({ length, features, stepNames, given, methods }) => {
    const F = features.length;
    const isWhole = methods.every(
      ({ inputs, steps, sums }) =>
        steps.length === length && (inputs?.length ?? length * F) === length * F && (sums?.length ?? F) === F,
    );
    return isWhole && given.length === length * F && (stepNames?.length ?? length) === length;
  }, 'as many values as steps and features'),
);

export type SequencePin = v.InferOutput<typeof kept>;

/** null: it is none, or damaged. */
export function checkedPin(value: unknown): SequencePin | null {
  const parsed = v.safeParse(kept, value);
  return parsed.success ? parsed.output : null;
}

const ARRAY = /^float64:/;

/** Lists of numbers as `float64:` and their bytes, little-endian, in base 64: to the last bit, and half as long as digits. */
export function pinToJson(pin: SequencePin): unknown {
  return JSON.parse(JSON.stringify(pin, (_key, value) => (value instanceof Float64Array ? packed(value) : value)));
}

function packed(values: Float64Array): string {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  for (const [at, value] of values.entries()) view.setFloat64(8 * at, value, true);
  const bytes = new Uint8Array(view.buffer);
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return `float64:${btoa(pieces.join(''))}`;
}

function unpacked(value: unknown): unknown {
  if (typeof value === 'string' && ARRAY.test(value)) {
    const bytes = Uint8Array.from(atob(value.replace(ARRAY, '')), (character) => character.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    return Float64Array.from({ length: Math.floor(bytes.length / 8) }, (_, at) => view.getFloat64(8 * at, true));
  }
  if (Array.isArray(value)) return value.map(unpacked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unpacked(one)]));
}

/** A pin of a session's file. */
export const sequencePinSchema = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): SequencePin => {
    try {
      const parsed = v.safeParse(kept, unpacked(dataset.value));
      if (parsed.success) return parsed.output;
      for (const { message } of parsed.issues) addIssue({ message });
    } catch {
      addIssue({ message: 'Invalid base 64: expected numbers' });
    }
    return NEVER;
  }),
);
