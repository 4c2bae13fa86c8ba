/** config.json of the native format, to and from ModelConfig. */
import * as v from 'valibot';
import { MAX_CLASSES } from '../../model/check-model.ts';
import type { LensError } from '../../model/errors.ts';
import type { ModelConfig } from '../../model/model-data.ts';
import { KERAS_RULES, TOKENIZERS, type TokenizerRules, TREEBANK } from '../../model/tokenizer-kinds.ts';
import { decodeText, formatError, parseJsonObject } from '../basics/index.ts';

const FILE = 'config.json';

const SizeSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const FreeSchema = v.optional(v.record(v.string(), v.unknown()), {});

/** How texts are split: the Penn Treebank's rules by their old name, or {"kind": ...} (docs: own-model, "How texts become words"). */
const TokenizerSchema = v.union([
  v.literal('ptb'),
  v.object({
    kind: v.picklist(TOKENIZERS.map(({ kind }) => kind)),
    filters: v.optional(v.string()),
    split: v.optional(v.pipe(v.string(), v.nonEmpty())),
    char_level: v.optional(v.boolean()),
    unknown: v.optional(v.picklist(['drop', 'zero'])),
  }),
]);

/** What a config.json says in either format. */
const COMMON = {
  name: v.pipe(v.string(), v.nonEmpty()),
  embedding_size: SizeSchema,
  lowercase: v.boolean(),
  unk_token: v.nullish(v.string(), null),
  padding_id: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))),
  tokenizer: v.optional(TokenizerSchema),
  metrics: FreeSchema,
  license: v.nullish(v.string(), null),
  training: FreeSchema,
};

const ConfigSchema = v.object({
  ...COMMON,
  classes: v.pipe(v.array(v.string()), v.minLength(2), v.maxLength(MAX_CLASSES)),
  hidden_size: SizeSchema,
  bidirectional: v.boolean(),
  gate_order: v.string(),
});

const END = v.picklist(['pre', 'post']);

/** Format 2: a list of layers. */
const LayersSchema = v.object({
  ...COMMON,
  format: v.literal(2),
  classes: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(MAX_CLASSES)),
  input: v.optional(v.picklist(['tokens', 'numbers']), 'tokens'),
  features: v.nullish(v.array(v.string()), null),
  layers: v.pipe(v.array(v.record(v.string(), v.unknown())), v.minLength(1)),
  output: v.picklist(['softmax', 'sigmoid', 'linear']),
  lowercase: v.optional(v.boolean(), false),
  padding: v.nullish(
    v.object({
      side: END,
      length: SizeSchema,
      id: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0),
      truncate: v.optional(END, 'pre'),
      masked: v.optional(v.boolean(), false),
    }),
    null,
  ),
});

/** Written out, not inferred from the schemas: the package's types name no other package. */
interface SaidTokenizer {
  readonly tokenizer?:
    | 'ptb'
    | {
        readonly kind: TokenizerRules['kind'];
        readonly filters?: string | undefined;
        readonly split?: string | undefined;
        readonly char_level?: boolean | undefined;
        readonly unknown?: 'drop' | 'zero' | undefined;
      }
    | undefined;
}

interface CommonConfig extends SaidTokenizer {
  readonly name: string;
  readonly classes: readonly string[];
  readonly embedding_size: number;
  readonly lowercase: boolean;
  readonly unk_token: string | null;
  readonly padding_id?: number | null | undefined;
  readonly metrics: Readonly<Record<string, unknown>>;
  readonly license: string | null;
  readonly training: Readonly<Record<string, unknown>>;
}

/** What a config.json of the native format says, its fields named as they are in the file. */
export interface NativeConfig extends CommonConfig {
  readonly hidden_size: number;
  readonly bidirectional: boolean;
  readonly gate_order: string;
}

export interface LayersConfig extends CommonConfig {
  readonly format: 2;
  readonly input: 'tokens' | 'numbers';
  readonly features: readonly string[] | null;
  readonly layers: readonly Readonly<Record<string, unknown>>[];
  readonly output: 'softmax' | 'sigmoid' | 'linear';
  readonly padding: {
    readonly side: 'pre' | 'post';
    readonly length: number;
    readonly id: number;
    readonly truncate: 'pre' | 'post';
    readonly masked: boolean;
  } | null;
}

/** Throws a ModelFormatError that names the field. Fields that are not known are left alone. */
export function parseConfig(bytes: Uint8Array): NativeConfig | LayersConfig {
  const json = parseJsonObject(decodeText(bytes, FILE), FILE);
  const format = 'format' in json ? json.format : 1;
  if (format === 1) return parseAs(ConfigSchema, json);
  if (format === 2) return parseAs(LayersSchema, json);
  throw formatError(`${FILE} format`, 'is not a known format', { expected: '1 or 2', found: JSON.stringify(format) });
}

function parseAs<const Schema extends v.GenericSchema>(schema: Schema, json: object): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return parsed.output;
  throw fieldError(parsed.issues[0]);
}

function fieldError(issue: v.BaseIssue<unknown>): LensError {
  const where = `${FILE} ${v.getDotPath(issue) ?? ''}`.trimEnd();
  if (issue.type === 'object')
    return formatError(where, 'is missing', { expected: `the field ${issue.expected}`, found: 'no such field' });
  return formatError(where, 'is not valid', { expected: expectationOf(issue), found: issue.received });
}

function expectationOf({ type, expected }: v.BaseIssue<unknown>): string {
  if (type === 'union') return 'a tokenizer: "ptb", or {"kind": ...}';
  if (type === 'min_length' || type === 'max_length') return `${expected} entries`;
  if (type === 'safe_integer') return 'a whole number';
  return expected === 'Array' ? 'a list' : (expected ?? type);
}

const PartialSchema = v.partial(ConfigSchema);

type SaidFields = { readonly [Name in keyof NativeConfig]?: NativeConfig[Name] | undefined };

/** What a config.json beside the weights of another program may say; undefined: it does not. */
export interface PartialConfig extends SaidFields {
  /** Fields of our names in which the other program keeps something else. */
  readonly foreign?: readonly string[];
}

/** As parseConfig, but no field has to be there, and what another program means by one is left alone. */
export function parsePartialConfig(bytes: Uint8Array): PartialConfig {
  const json = parseJsonObject(decodeText(bytes, FILE), FILE);
  const foreign = Object.entries(PartialSchema.entries).flatMap(([name, schema]) =>
    name in json && !v.is(schema, json[name as keyof typeof json]) ? [name] : [],
  );
  const own = Object.fromEntries(Object.entries(json).filter(([name]) => !foreign.includes(name)));
  return { ...parseAs(PartialSchema, { ...labelled(json), ...own }), ...(foreign.length > 0 ? { foreign } : {}) };
}

/** The classes as Hugging Face's transformers name them: {"id2label": {"0": "negative", ...}}. */
function labelled(json: object): { readonly classes?: readonly string[] } {
  const labels = 'id2label' in json && typeof json.id2label === 'object' && json.id2label !== null ? json.id2label : {};
  const names = Object.keys(labels).map((_, id) => (labels as Record<string, unknown>)[String(id)]);
  return names.length > 1 && names.every((name) => typeof name === 'string') ? { classes: names } : {};
}

/** The rules that a config.json says; undefined: it does not. */
export function saidRules({ tokenizer }: SaidTokenizer): TokenizerRules | undefined {
  if (tokenizer === undefined || tokenizer === 'ptb') return tokenizer && TREEBANK;
  const { kind } = tokenizer;
  if (kind !== 'keras') return { kind };
  const { filters = KERAS_RULES.filters, split = KERAS_RULES.split, char_level = false } = tokenizer;
  return { kind, filters, split, charLevel: char_level };
}

/** Whether a config.json says that unknown words are left out; undefined: it does not say. */
export function saidDrops({ tokenizer }: SaidTokenizer): boolean | undefined {
  return typeof tokenizer === 'object' ? tokenizer.unknown && tokenizer.unknown === 'drop' : undefined;
}

/** Models that split as the treebank does keep the name it has always had in the file. */
function writtenRules({ tokenizer, dropsUnknown }: ModelConfig): SaidTokenizer['tokenizer'] {
  const unknown = dropsUnknown ? 'drop' : 'zero';
  if (tokenizer.kind !== 'keras')
    return tokenizer.kind === 'treebank' && !dropsUnknown ? 'ptb' : { kind: tokenizer.kind, unknown };
  const { kind, filters, split, charLevel } = tokenizer;
  return { kind, filters, split, char_level: charLevel, unknown };
}

/** The text of a config.json in format 2; `layers` as `writeLayer` has them. */
export function writeConfig(config: ModelConfig, layers: readonly object[]): Uint8Array {
  const json = {
    format: 2,
    name: config.name,
    classes: config.classes,
    input: config.input,
    embedding_size: config.embeddingSize,
    features: config.features,
    layers,
    output: config.output,
    padding: config.padding,
    lowercase: config.lowercase,
    unk_token: config.unkToken,
    padding_id: config.paddingId,
    tokenizer: writtenRules(config),
    metrics: config.metrics,
    license: config.license,
    training: config.training,
  };
  return new TextEncoder().encode(`${JSON.stringify(json, null, 2)}\n`);
}
