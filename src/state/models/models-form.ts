/**
 * The form in which models are kept: what is read back is believed only once it has been checked. Loaded where there is something to be
 * read or written.
 */
import * as v from 'valibot';
import { type BlobFile, TENSOR_ROLES, TOKENIZERS, usualRules } from '../../engine/protocol.ts';
import { blobFile, inBlob } from './blob-file.ts';
import { BUNDLED, type BundledFacts, type KeptModel, type KeptModels, NOTHING_KEPT, type ReadModels } from './models-kept.ts';

const VERSION = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.minLength(1));
const time = v.pipe(v.string(), v.isoTimestamp());

const end = v.picklist(['pre', 'post']);

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
  ignoreOthers: v.optional(v.boolean()),
  gateOrder: v.optional(v.pipe(v.string(), v.regex(/^(?!.*(.).*\1)[ifgo]{4}$/))),
  classes: v.optional(v.array(v.string())),
  lowercase: v.optional(v.boolean()),
  unkToken: v.optional(v.nullable(v.string())),
  dropsUnknown: v.optional(v.boolean()),
  tokenizer: v.optional(tokenizer),
  paddingId: v.optional(v.nullable(count)),
  padding: v.optional(v.nullable(v.strictObject({ side: end, length: count, id: count, truncate: end, masked: v.boolean() }))),
  idShift: v.optional(count),
  choices: v.optional(v.record(text, text)),
});

const verification = v.strictObject({ difference: v.number(), sentences: count, checkedAt: time });

const model = v.strictObject({
  id: v.pipe(text, v.notValue(BUNDLED)),
  name: text,
  source: v.picklist(['files', 'published']),
  addedAt: time,
  bytes: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  format: v.string(),
  options,
  verified: v.nullable(verification),
  // Versions before did not keep it.
  refuted: v.optional(v.nullable(verification), null),
});

const bundledFacts = v.strictObject({ name: text, bytes: count, sha256: v.string(), format: v.string() });

const kept = v.object({ version: v.literal(VERSION), models: v.array(v.unknown()), bundled: v.unknown() });

const file = v.union([
  v.pipe(
    v.strictObject({ name: v.string(), blob: v.instance(Blob) }),
    v.transform(({ name, blob }) => blobFile(name, blob)),
  ),
  // As versions before kept them, and as private windows of WebKit do.
  v.pipe(
    v.strictObject({ name: v.string(), bytes: v.instance(Uint8Array) }),
    v.transform(({ name, bytes }) => inBlob({ name, bytes })),
  ),
]);
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
export function fromKept(value: unknown): ReadModels {
  if (value === undefined) return NOTHING_KEPT;
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
export function filesFromKept(value: unknown): readonly BlobFile[] | null {
  const parsed = v.safeParse(files, value);
  return parsed.success ? parsed.output : null;
}
