/** tokenizer.json of Hugging Face's tokenizers: those of whole words; what splits words into pieces is refused by name. */
import type { TokenizerKind } from '../../model/tokenizer-kinds.ts';
import { formatError } from '../basics/index.ts';
import { asText, type PickleDict, type PickleValue } from '../containers/index.ts';
import { findWords } from './find-words.ts';
import type { FoundTokenizer } from './keras-tokenizer.ts';

/** Null where `value` is no such file. Throws a ModelFormatError where its words are no whole words. */
export function huggingFaceTokenizer(value: PickleValue, where: string): FoundTokenizer | null {
  const model = dictOf(value, 'model');
  const vocab = model?.entries.get('vocab');
  if (!model || vocab === undefined) return null;
  const type = kindOfModel(model);
  if (type !== 'WordLevel') {
    throw formatError(where, `is a ${type} tokenizer, which splits words into pieces`, {
      expected: 'a tokenizer of whole words (WordLevel)',
      found: type,
      advice: 'Recurrent networks over pieces of words cannot be explained word by word.',
    });
  }
  const entries = findWords(vocab).flatMap(({ words }) => ('entries' in words ? words.entries : []));
  const unk = model.entries.get('unk_token');
  return {
    label: 'Hugging Face tokenizer (WordLevel)',
    entries,
    rules: { kind: splitOf(dictOf(value, 'pre_tokenizer')) },
    lowercase: lowercases(dictOf(value, 'normalizer')),
    unkToken: unk === undefined ? null : asText(unk),
    limit: null,
  };
}

function dictOf(value: PickleValue | undefined, name: string): PickleDict | null {
  if (typeof value !== 'object' || value?.kind !== 'dict') return null;
  const inner = value.entries.get(name);
  return typeof inner === 'object' && inner?.kind === 'dict' ? inner : null;
}

/** Older files do not name it: merges are BPE's, a prefix of pieces WordPiece's, pairs with scores Unigram's. */
function kindOfModel({ entries }: PickleDict): string {
  const type = asText(entries.get('type') ?? null);
  if (type !== null) return type;
  if (entries.has('merges')) return 'BPE';
  if (entries.has('continuing_subword_prefix')) return 'WordPiece';
  const vocab = entries.get('vocab');
  return typeof vocab === 'object' && vocab?.kind === 'list' ? 'Unigram' : 'WordLevel';
}

/** A part, or those of a Sequence. */
function partsOf(dict: PickleDict | null): PickleDict[] {
  if (dict === null) return [];
  const inner = [...dict.entries.values()].flatMap((value) =>
    typeof value === 'object' && value?.kind === 'list'
      ? value.items.filter((item) => typeof item === 'object' && item?.kind === 'dict')
      : [],
  );
  return inner.length > 0 ? (inner as PickleDict[]) : [dict];
}

const typesOf = (dict: PickleDict | null) => partsOf(dict).map(({ entries }) => asText(entries.get('type') ?? null));

function splitOf(preTokenizer: PickleDict | null): Exclude<TokenizerKind, 'keras'> {
  return typesOf(preTokenizer).includes('WhitespaceSplit') || preTokenizer === null ? 'spaces' : 'words-and-marks';
}

function lowercases(normalizer: PickleDict | null): boolean {
  return partsOf(normalizer).some(({ entries }) => {
    const type = asText(entries.get('type') ?? null);
    return type === 'Lowercase' || (type === 'BertNormalizer' && entries.get('lowercase') !== false);
  });
}
