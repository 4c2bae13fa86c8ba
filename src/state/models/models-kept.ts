/** Models as they are kept in the browser: what is read back is believed only once it has been checked. */
import * as v from 'valibot';
import { type ModelFile, type ModelOptions, TENSOR_ROLES, TOKENIZERS, usualRules } from '../../engine/protocol.ts';

export const BUNDLED = 'bundled';

/** How a model did against reference scores. */
export interface Verification {
  /** The largest. */
  readonly difference: number;
  readonly sentences: number;
  /** ISO 8601. */
  readonly checkedAt: string;
}

export interface KeptModel {
  /** BUNDLED, or a random one. */
  readonly id: string;
  readonly name: string;
  readonly source: 'bundled' | 'files' | 'published';
  /** ISO 8601. */
  readonly addedAt: string;
  readonly bytes: number;
  /** Hex, of the weights; empty for the bundled model before it was first loaded. */
  readonly sha256: string;
  readonly format: string;
  readonly options: ModelOptions;
  /** null: not checked, or not since its options last changed. */
  readonly verified: Verification | null;
  /** False for a model that could not be kept: it works until the page is closed. */
  readonly stored: boolean;
}

/** What is known of the bundled model while another one is in use. */
export type BundledFacts = Pick<KeptModel, 'name' | 'bytes' | 'sha256' | 'format'>;

export interface KeptModels {
  readonly models: readonly KeptModel[];
  readonly bundled: BundledFacts | null;
}

const VERSION = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.minLength(1));
const time = v.pipe(v.string(), v.isoTimestamp());

const tokenizer = v.union([
  v.strictObject({ kind: v.literal('keras'), filters: v.string(), split: text, charLevel: v.boolean() }),
  v.pipe(
    v.strictObject({ kind: v.picklist(TOKENIZERS.map(({ kind }) => kind)) }),
    v.transform(({ kind }) => usualRules(kind)),
  ),
]);

const options = v.strictObject({
  name: v.optional(v.string()),
  mapping: v.optional(v.record(v.picklist(TENSOR_ROLES), v.nullable(v.string()))),
  ignored: v.optional(v.array(v.string())),
  gateOrder: v.optional(v.pipe(v.string(), v.regex(/^(?!.*(.).*\1)[ifgo]{4}$/))),
  classes: v.optional(v.array(v.string())),
  lowercase: v.optional(v.boolean()),
  unkToken: v.optional(v.nullable(v.string())),
  dropsUnknown: v.optional(v.boolean()),
  tokenizer: v.optional(tokenizer),
  paddingId: v.optional(v.nullable(count)),
  idShift: v.optional(count),
});

const model = v.strictObject({
  id: v.pipe(text, v.notValue(BUNDLED)),
  name: text,
  source: v.picklist(['files', 'published']),
  addedAt: time,
  bytes: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  format: v.string(),
  options,
  verified: v.nullable(v.strictObject({ difference: v.pipe(v.number(), v.finite()), sentences: count, checkedAt: time })),
});

const bundledFacts = v.strictObject({ name: text, bytes: count, sha256: v.string(), format: v.string() });

const kept = v.object({ version: v.literal(VERSION), models: v.array(v.unknown()), bundled: v.unknown() });

const file = v.strictObject({ name: v.string(), bytes: v.instance(Uint8Array) });
const files = v.pipe(v.array(file), v.minLength(1));

function facts({ name, bytes, sha256, format }: BundledFacts): BundledFacts {
  return { name, bytes, sha256, format };
}

/** What to keep: of models that could not be kept, nothing. */
export function toKept({ models, bundled }: KeptModels): unknown {
  return {
    version: VERSION,
    models: models.filter(({ stored }) => stored).map(({ stored: _, ...rest }) => rest),
    bundled: bundled && facts(bundled),
  };
}

/**
 * What was kept, without the models that are broken, of an older form or there twice.
 *
 * @param value whatever the store held; undefined: nothing was kept
 * @returns dropped: how many models were left out; null where it cannot be told
 */
export function fromKept(value: unknown): KeptModels & { readonly dropped: number | null } {
  if (value === undefined) return { models: [], bundled: null, dropped: 0 };
  const whole = v.safeParse(kept, value);
  if (!whole.success) return { models: [], bundled: null, dropped: null };
  const byId = new Map<string, KeptModel>();
  for (const one of whole.output.models) {
    const parsed = v.safeParse(model, one);
    if (parsed.success && !byId.has(parsed.output.id)) byId.set(parsed.output.id, { ...parsed.output, stored: true });
  }
  const parsedFacts = v.safeParse(bundledFacts, whole.output.bundled);
  return {
    models: [...byId.values()],
    bundled: parsedFacts.success ? parsedFacts.output : null,
    dropped: whole.output.models.length - byId.size,
  };
}

/** A model's files as they were kept; null: they are not there, or no files. */
export function filesFromKept(value: unknown): readonly ModelFile[] | null {
  const parsed = v.safeParse(files, value);
  return parsed.success ? parsed.output : null;
}

export function bundledEntry(facts: BundledFacts | null): KeptModel {
  const { name = 'the bundled model', bytes = 0, sha256 = '', format = '' } = facts ?? {};
  const rest = { source: 'bundled', addedAt: '', options: {}, verified: null, stored: true } as const;
  return { id: BUNDLED, name, bytes, sha256, format, ...rest };
}

/** Whether the same files have been given with the same options before. */
export function isSame(model: KeptModel, other: Pick<KeptModel, 'sha256' | 'bytes' | 'options'>): boolean {
  const key = ({ sha256, bytes, options }: typeof other) =>
    JSON.stringify([sha256, bytes, Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return model.id !== BUNDLED && key(model) === key(other);
}
