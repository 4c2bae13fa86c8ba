/** A model's configuration, the same for every format: what the user says, else what the files say, else what they suggest. */
import type { ModelConfig } from '../../model/model-data.ts';
import { TREEBANK } from '../../model/tokenizer-kinds.ts';
import { formatError, listing, quote } from '../basics/index.ts';
import { areLowerCased, guessPadding, guessUnknownWord, type ReadingHints } from '../vocabularies/index.ts';
import { fittingClassNames, fittingName, numberedClasses } from './class-names.ts';
import { parseGateOrder } from './gate-order.ts';
import type { ModelOptions } from './model-options.ts';
import { type LayersConfig, type PartialConfig, saidDrops, saidRules } from './native-config.ts';
import type { NativeLayer } from './native-layers.ts';

/** What the files hold, whatever anybody says. */
export interface FoundConfig {
  readonly words: readonly string[];
  /** What the vocabulary's file tells of how texts become words. */
  readonly hints?: ReadingHints;
  /** Where nobody gives the model a name. */
  readonly defaultName: string;
  /** Rows of the output layer: C, or 1 for one sigmoid output. */
  readonly outputs: number;
  /** Where nobody names the classes; else they are numbered. */
  readonly defaultClasses?: readonly string[];
  readonly embeddingSize: number;
  /** Where they are not those of a model of words whose scores are those of distinct classes. */
  readonly input?: ModelConfig['input'];
  readonly features?: ModelConfig['features'];
  readonly output?: ModelConfig['output'];
  readonly padding?: ModelConfig['padding'];
}

/** `said`: what a config.json says. Throws a ModelFormatError that names the option or the field that does not fit. */
export function settleConfig(options: ModelOptions, said: PartialConfig | LayersConfig, found: FoundConfig): ModelConfig {
  const { words, hints = {}, embeddingSize, input = 'tokens', features = null, output = 'softmax' } = found;
  const unkToken = settleUnknownWord(options, said, found);
  return {
    name: fittingName(options.name?.trim() || said.name?.trim() || found.defaultName),
    classes: settleClasses(options, said, found),
    input,
    embeddingSize,
    features,
    output,
    padding: options.padding === undefined ? (found.padding ?? null) : options.padding,
    lowercase: options.lowercase ?? said.lowercase ?? hints.lowercase ?? areLowerCased(words, unkToken),
    unkToken,
    dropsUnknown: unkToken === null && (options.dropsUnknown ?? saidDrops(said) ?? hints.dropsUnknown ?? false),
    tokenizer: options.tokenizer ?? saidRules(said) ?? hints.tokenizer ?? TREEBANK,
    paddingId: settlePadding(options, said, found, unkToken),
    metrics: said.metrics ?? {},
    license: said.license ?? null,
    training: said.training ?? {},
  };
}

/** `usual`: where neither the user nor a config.json says it. */
export function settleGateOrder(options: ModelOptions, said: PartialConfig, usual: string): string {
  if (options.gateOrder !== undefined) return parseGateOrder(options.gateOrder, 'gate order');
  return parseGateOrder(said.gate_order ?? usual, 'config.json gate_order');
}

/** That of the LSTM layers, where all have the same; the user's own goes before it. null: there is none to choose. */
export function settleLayerOrder(
  options: ModelOptions,
  said: PartialConfig,
  layers: readonly Pick<NativeLayer, 'layer' | 'gateOrder'>[],
): string | null {
  const orders = layers.filter(({ layer }) => layer.type === 'lstm').map(({ gateOrder }) => gateOrder);
  const [first] = orders;
  return first !== undefined && orders.every((order) => order === first) ? settleGateOrder(options, said, first) : null;
}

function settleClasses(options: ModelOptions, said: PartialConfig | LayersConfig, found: FoundConfig): readonly string[] {
  // One sigmoid output is explained as two classes; a number is one.
  const count = found.output === undefined || found.output === 'softmax' ? Math.max(2, found.outputs) : found.outputs;
  if (options.classes === undefined) {
    if (said.classes === undefined) return found.defaultClasses ?? numberedClasses(count);
    return fittingClassNames(fittingClasses(said.classes, count, found.outputs, 'config.json classes'));
  }
  const empty = options.classes.findIndex((name) => name.trim() === '');
  if (empty >= 0) throw formatError('class names', 'leave a class without a name', { found: `none for class ${empty}` });
  const again = options.classes.find((name, index, all) => all.indexOf(name) !== index);
  if (again !== undefined)
    throw formatError('class names', 'name a class twice', { expected: 'distinct names', found: quote(again) });
  return fittingClassNames(fittingClasses(options.classes, count, found.outputs, 'class names'));
}

function fittingClasses(names: readonly string[], count: number, outputs: number, where: string): readonly string[] {
  if (names.length === count) return names;
  const reason = outputs === 1 && count === 2 ? ' (one sigmoid output is explained as two classes)' : '';
  throw formatError(where, 'do not fit the output layer', {
    expected: `${count} names${reason}`,
    found: `${names.length}: ${listing(names)}`,
  });
}

function settleUnknownWord(
  options: ModelOptions,
  said: PartialConfig | LayersConfig,
  { words, hints = {} }: FoundConfig,
): string | null {
  const [where, token] =
    options.unkToken === undefined ? ['config.json unk_token', said.unk_token] : ['unknown word', options.unkToken];
  if (token === undefined) return hints.unkToken === undefined ? guessUnknownWord(words) : hints.unkToken;
  if (token === null || words.includes(token)) return token;
  throw formatError(where, 'is not in the vocabulary', {
    expected: `one of its ${words.length} words, or none`,
    found: quote(token),
  });
}

function settlePadding(
  options: ModelOptions,
  said: PartialConfig | LayersConfig,
  { words, hints = {} }: FoundConfig,
  unkToken: string | null,
): number | null {
  const [where, id] =
    options.paddingId === undefined ? ['config.json padding_id', said.padding_id] : ['padding', options.paddingId];
  if (id === undefined) return hints.paddingId === undefined ? guessPadding(words, unkToken) : hints.paddingId;
  if (id === null) return null;
  const word = words[id];
  if (!Number.isInteger(id) || word === undefined) {
    throw formatError(where, 'is not an id in the vocabulary', {
      expected: `0 to ${words.length - 1}, or none`,
      found: String(id),
    });
  }
  if (word !== unkToken) return id;
  throw formatError(where, 'is the entry that unknown words are read as', {
    expected: 'another entry, or none',
    found: `${id} (${quote(word)})`,
  });
}

/** A config.json may say the sizes too; it must not say others than the weights have. */
export function checkSaidSizes(
  said: PartialConfig,
  found: { readonly embeddingSize: number; readonly hiddenSize: number; readonly bidirectional: boolean },
): void {
  const pairs = [
    ['embedding_size', said.embedding_size, found.embeddingSize],
    ['hidden_size', said.hidden_size, found.hiddenSize],
    ['bidirectional', said.bidirectional, found.bidirectional],
  ] as const;
  for (const [field, value, actual] of pairs) {
    if (value !== undefined && value !== actual) {
      throw formatError(`config.json ${field}`, 'does not fit the weights', { expected: String(actual), found: String(value) });
    }
  }
}
