/** Keras' Tokenizer, as pickle and joblib keep it and as its to_json() writes it: its words, and how it splits texts. */
import { KERAS_RULES, type TokenizerRules } from '../../model/tokenizer-kinds.ts';
import { formatError } from '../basics/index.ts';
import { asText, kindOf, type PickleValue } from '../containers/index.ts';
import { findWords } from './find-words.ts';
import { jsonValue } from './word-data.ts';
import type { WordEntry } from './word-ids.ts';

/** A program's tokenizer with its words. */
export interface FoundTokenizer {
  readonly label: string;
  readonly entries: readonly WordEntry[];
  readonly rules: TokenizerRules;
  readonly lowercase: boolean | undefined;
  /** The word that unknown words are read as; null: they are left out. */
  readonly unkToken: string | null;
  /** Ids from here on are not read. */
  readonly limit: number | null;
}

type Fields = (name: string) => PickleValue | undefined;

/** Null where `value` is no such tokenizer. Throws a ModelFormatError where it is damaged or does more than we can do. */
export function kerasTokenizer(value: PickleValue, where: string): FoundTokenizer | null {
  const fields = fieldsOf(value);
  if (fields === null) return null;
  const index = indexOf(fields, where);
  const entries = index === null ? [] : findWords(index).flatMap(({ words }) => ('entries' in words ? words.entries : []));
  if (entries.length === 0) {
    throw formatError(`${where} word_index`, 'holds no words', { expected: 'words with ids', found: kindOf(index ?? undefined) });
  }
  const analyzer = fields('analyzer') ?? null;
  const split = text(fields('split')) ?? (fields('split') === undefined ? KERAS_RULES.split : '');
  if (analyzer !== null || split === '') {
    throw formatError(where, 'splits text with its own function, which is not run', {
      expected: 'a Tokenizer without an analyzer, with a text for split',
      found: kindOf(analyzer ?? fields('split')),
      advice: 'Save its word_index as JSON, and choose under Words how texts are split.',
    });
  }
  const limit = fields('num_words') ?? fields('nb_words');
  return {
    label: 'Keras Tokenizer',
    entries,
    rules: {
      kind: 'keras',
      filters: filtersOf(fields('filters')),
      split,
      charLevel: fields('char_level') === true,
    },
    lowercase: fields('lower') !== false,
    unkToken: text(fields('oov_token')),
    limit: typeof limit === 'number' && limit > 0 ? limit : null,
  };
}

const text = (value: PickleValue | undefined) => (value === undefined ? null : asText(value));

/** A text of characters, or a list of them; None: none. */
function filtersOf(value: PickleValue | undefined): string {
  if (value === undefined) return KERAS_RULES.filters;
  if (typeof value === 'object' && (value?.kind === 'list' || value?.kind === 'tuple')) {
    return value.items.map((item) => text(item) ?? '').join('');
  }
  return text(value) ?? '';
}

/** Of an object of the class, or of {"class_name": "Tokenizer", "config": {...}}. */
function fieldsOf(value: PickleValue): Fields | null {
  if (typeof value !== 'object' || value === null) return null;
  if (value.kind === 'record') {
    const { state, name } = value;
    const isTokenizer = /(^| )Tokenizer$/.test(name) && typeof state === 'object' && state?.kind === 'dict';
    return isTokenizer && state.entries.has('word_index') ? (field) => state.entries.get(field) : null;
  }
  if (value.kind !== 'dict') return null;
  const config = value.entries.get('config');
  if (typeof config !== 'object' || config?.kind !== 'dict' || !config.entries.has('word_index')) return null;
  return (field) => config.entries.get(field);
}

/** word_index, which to_json() writes as JSON in the JSON. */
function indexOf(fields: Fields, where: string): PickleValue | null {
  const index = fields('word_index') ?? null;
  const json = index === null ? null : asText(index);
  return json === null ? index : jsonValue(json, `${where} word_index`);
}
