/** How sentences can become rows: what stands for unknown words, and what fills sentences up to one length. */
import type { ModelOptions } from '../formats/settings/index.ts';
import { mayBeUnknownWord } from '../formats/vocabularies/index.ts';
import type { ModelConfig, Padding } from '../model/model-data.ts';
import { readRows } from '../model/padding.ts';
import { TOKENIZERS, type TokenizerRules, usualRules } from '../model/tokenizer-kinds.ts';
import { Vocabulary } from '../model/vocabulary.ts';
import type { ReferenceScores } from './protocol.ts';
import { type ReferenceSentence, tokensOf } from './reference-text.ts';

/** Lengths that programs fill sentences up to. */
const USUAL_LENGTHS = [10, 16, 20, 25, 30, 32, 40, 50, 60, 64, 80, 100, 120, 128, 150, 200, 250, 256, 300, 400, 500, 512, 1000];

/** Entries that by their names, or their places, unknown words may be read as. */
const MOST_UNKNOWN = 6;

type ReadingOptions = Pick<ModelOptions, 'unkToken' | 'dropsUnknown' | 'paddingId' | 'padding' | 'tokenizer' | 'lowercase'>;

export interface Reading {
  /** As ModelOptions say it; only what is open. */
  readonly options: ReadingOptions;
  readonly padding: Padding | null;
  readonly vocabulary: Vocabulary;
  /** How texts are split; null: at spaces, as the references have them. */
  readonly rules: TokenizerRules | null;
}

/** What the files, and the person, say of reading; and what they leave open. */
export interface ReadingContext {
  readonly words: readonly string[];
  readonly config: ModelConfig;
  readonly options: ModelOptions;
  /** Lengths that networks of these files need. */
  readonly lengths: readonly number[];
}

/** The one in force comes first. */
export function listReadings(context: ReadingContext, references: readonly ReferenceScores[]): Reading[] {
  const paddings = listPaddings(context, references);
  const vocabularies = new Map<string, Vocabulary>();
  const vocabularyOf = ({ unkToken, dropsUnknown, paddingId }: Unknown, lowercase: boolean) => {
    const key = JSON.stringify([unkToken, dropsUnknown, paddingId, lowercase]);
    const config = { unkToken, dropsUnknown, paddingId, lowercase };
    const vocabulary = vocabularies.get(key) ?? new Vocabulary(context.words, config);
    vocabularies.set(key, vocabulary);
    return vocabulary;
  };
  return listWays(context, references).flatMap((way) =>
    listUnknown(context, references, way).flatMap((unknown) =>
      paddings.map((padding) => ({
        options: { ...unknown.open, ...way.open, ...(paddings.length > 1 ? { padding } : {}) },
        padding,
        vocabulary: vocabularyOf(unknown, way.lowercase),
        rules: way.rules,
      })),
    ),
  );
}

/** How a text becomes words that are looked up. */
interface Way {
  readonly rules: TokenizerRules | null;
  readonly lowercase: boolean;
  readonly open: ReadingOptions;
}

/** Those that make something else of the references, the one in force first. */
function listWays({ words, config, options }: ReadingContext, references: readonly ReferenceSentence[]): Way[] {
  const { tokenizer, lowercase } = config;
  const others = TOKENIZERS.filter(({ kind }) => kind !== 'ids' && kind !== tokenizer.kind).map(({ kind }) => usualRules(kind));
  const split: readonly Pick<Way, 'rules' | 'open'>[] =
    tokenizer.kind === 'ids'
      ? [{ rules: null, open: {} }]
      : [
          { rules: tokenizer, open: {} },
          ...(options.tokenizer === undefined
            ? others.map((rules) => ({ rules, open: { tokenizer: rules } }))
            : [{ rules: null, open: {} }]),
        ];
  const cases = options.lowercase === undefined ? [lowercase, !lowercase] : [lowercase];
  const ways = cases.flatMap((lower) =>
    split.map(
      (way): Way => ({
        ...way,
        lowercase: lower,
        open: lower === lowercase ? way.open : { ...way.open, lowercase: lower },
      }),
    ),
  );
  const made = new Set<string>();
  return ways.filter(({ rules, lowercase: lower }) => {
    const vocabulary = new Vocabulary(words, { ...config, lowercase: lower });
    const read = references.map((reference) =>
      tokensOf(reference, rules, vocabulary).map((token) => (lower ? token.toLowerCase() : token)),
    );
    const key = JSON.stringify(read);
    const isNew = !made.has(key);
    made.add(key);
    return isNew;
  });
}

/** Word ids, -1 a row of zeros. */
export function rowsOf({ padding, ...reading }: Reading, sentence: ReferenceSentence): Int32Array {
  const ids = idsOf(reading, sentence);
  const { from, to, before, length } = readRows(ids.length, padding);
  const rows = new Int32Array(length).fill(padding?.id ?? -1);
  rows.set(ids.subarray(from, to), before);
  return rows;
}

/** Before anything fills them up. */
export function idsOf({ vocabulary, rules }: Pick<Reading, 'vocabulary' | 'rules'>, sentence: ReferenceSentence): Int32Array {
  return vocabulary.read(tokensOf(sentence, rules, vocabulary)).ids;
}

type Unknown = Pick<ModelConfig, 'unkToken' | 'dropsUnknown' | 'paddingId'> & { readonly open: ReadingOptions };

/** Only where some word of the references, read in this way, is not known: else nothing tells. */
function listUnknown(
  { words, config, options }: ReadingContext,
  references: readonly ReferenceSentence[],
  { rules, lowercase }: Way,
): Unknown[] {
  const { unkToken, dropsUnknown, paddingId } = config;
  const inForce = { unkToken, dropsUnknown, paddingId };
  if (config.input === 'numbers') return [{ ...inForce, open: {} }];
  // An entry that is typed as a word, be it the one for unknown words, is read as itself by all programs.
  const every = new Vocabulary(words, { lowercase, unkToken: null });
  const isTold = references.some((reference) => tokensOf(reference, rules, every).some((token) => !every.has(token)));
  if (!isTold || options.unkToken !== undefined || options.dropsUnknown !== undefined) return [{ ...inForce, open: {} }];
  const named = words.filter(mayBeUnknownWord);
  const placed = [words[0], words[1], words.at(-1)].filter((word) => word !== undefined);
  const entries = [...new Set([...named, ...placed])].slice(0, MOST_UNKNOWN);
  const as = (entry: string | null, drops: boolean): Unknown => {
    const id = paddingId !== null && words[paddingId] === entry ? null : paddingId;
    const reading = { unkToken: entry, dropsUnknown: drops };
    return { ...reading, paddingId: id, open: id === paddingId ? reading : { ...reading, paddingId: id } };
  };
  const all = [as(unkToken, dropsUnknown), as(null, false), as(null, true), ...entries.map((entry) => as(entry, false))];
  return all.filter(
    (one, at) => all.findIndex((other) => other.unkToken === one.unkToken && other.dropsUnknown === one.dropsUnknown) === at,
  );
}

function listPaddings(
  { words, config, options, lengths }: ReadingContext,
  references: readonly ReferenceScores[],
): (Padding | null)[] {
  const inForce = config.padding;
  if (options.padding !== undefined) return [inForce];
  const longest = references.reduce((most, { tokens }) => Math.max(most, tokens.length), 0);
  const masked = inForce?.masked ?? false;
  const ids = [...new Set([inForce?.id, config.paddingId ?? undefined, 0])].filter((id) => id !== undefined && id < words.length);
  const tried = [...new Set([...lengths, ...USUAL_LENGTHS, longest])]
    // Where padding is skipped, only what it cuts off tells.
    .filter((length) => length > 0 && (!masked || length < longest))
    .sort((a, b) => a - b);
  const sides = ['pre', 'post'] as const;
  const fitting = sides.flatMap((side) =>
    ids.flatMap((id = 0) =>
      tried.flatMap((length) => {
        const cuts = length < longest ? sides : ([inForce?.truncate ?? 'pre'] as const);
        return cuts.map((truncate): Padding => ({ side, length, id, truncate, masked }));
      }),
    ),
  );
  const all = [inForce, null, ...fitting];
  return all.filter((one, at) => all.findIndex((other) => isSame(one, other)) === at);
}

function isSame(a: Padding | null, b: Padding | null): boolean {
  if (a === null || b === null) return a === b;
  return a.side === b.side && a.length === b.length && a.id === b.id && a.truncate === b.truncate && a.masked === b.masked;
}
