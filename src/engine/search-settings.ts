/** What a combination says, for people and as options. */
import type { ModelOptions } from '../formats/settings/index.ts';
import type { Padding } from '../model/model-data.ts';
import { TOKENIZERS } from '../model/tokenizer-kinds.ts';
import type { FoundSetting } from './protocol.ts';
import type { Reading } from './search-readings.ts';
import type { Variant } from './search-variants.ts';

export interface Combination {
  readonly variant: Variant;
  readonly reading: Reading;
}

/** The options that read the files so, beside those that were given. */
export function optionsOf({ variant, reading }: Combination, { gateOrder, choices }: ModelOptions): ModelOptions {
  return {
    ...(Object.keys(variant.choices).length > 0 ? { choices: { ...choices, ...variant.choices } } : {}),
    ...(variant.gateOrder !== null && gateOrder === undefined ? { gateOrder: variant.gateOrder } : {}),
    ...reading.options,
  };
}

/** Whatever is open, and what it is here. @param words of the vocabulary */
export function settingsOf(
  { variant, reading }: Combination,
  words: readonly string[],
  open: ReadonlySet<string>,
): FoundSetting[] {
  const chosen = variant.open.map(({ key, label, options }) => {
    const value = variant.choices[key] ?? '';
    return { key, label, value: options.find((option) => option.value === value)?.label ?? value };
  });
  const read: FoundSetting[] = [
    { key: 'gateOrder', label: 'Order of the gates', value: [...(variant.gateOrder ?? '')].join(', ') },
    { key: 'unknown', label: 'Unknown words', value: unknownText(reading) },
    { key: 'padding', label: 'Padding', value: paddingText(reading.padding, words) },
    { key: 'tokenizer', label: 'Texts are split', value: splitText(reading) },
    { key: 'lowercase', label: 'Words are looked up', value: caseText(reading) },
  ];
  return [...chosen, ...read.filter(({ key }) => open.has(key))];
}

function unknownText({ vocabulary: { config } }: Reading): string {
  if (config.unkToken !== null) return `read as “${config.unkToken}”`;
  return config.dropsUnknown ? 'skipped' : 'read as zeros';
}

function splitText({ rules }: Reading): string {
  return TOKENIZERS.find(({ kind }) => kind === (rules?.kind ?? 'spaces'))?.says ?? '';
}

function caseText({ vocabulary: { config } }: Reading): string {
  return config.lowercase ? 'in lower case' : 'as they are written';
}

function paddingText(padding: Padding | null, words: readonly string[]): string {
  if (padding === null) return 'none';
  const { side, length, id, truncate, masked } = padding;
  const where = side === 'pre' ? 'before' : 'after';
  const filled = masked ? '' : `, padded ${where} the words with “${words[id] ?? id}”`;
  return `${length} word${length === 1 ? '' : 's'}${filled}; longer sentences are cut at the ${truncate === 'pre' ? 'beginning' : 'end'}`;
}
