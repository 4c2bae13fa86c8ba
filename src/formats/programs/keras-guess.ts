/**
 * Weights of Keras without a description of the model: names and shapes tell the layers, their order and sizes. What they do not tell
 * becomes a choice, with what most people do in force.
 */
import { shapeText } from '../../model/check-model.ts';
import { formatError, listing } from '../basics/index.ts';
import { chooseFrom, type ModelOptions, type NetworkChoice } from '../settings/index.ts';
import { findGroups, type WeightsGroup } from './keras-groups.ts';
import { type IdleLayer, idleAfter, idleLayers, POOLINGS, type Readout, type WeightsListing } from './keras-idle.ts';
import { type KerasLayer, snakeCase } from './keras-layer.ts';
import { orderGroups } from './keras-order.ts';
import { type KerasContext, type PlannedKeras, planKeras } from './keras-plan.ts';
import type { KerasWeights } from './keras-weights.ts';

/** What is in force where a file tells nothing else, each with the labels of its options. */
const ACTIVATIONS = { relu: 'relu', tanh: 'tanh', sigmoid: 'sigmoid', linear: 'none' };
const READOUTS = {
  final: 'the last state of each direction',
  max: 'the largest value of each unit (GlobalMaxPooling1D)',
  mean: 'the mean of each unit (GlobalAveragePooling1D)',
};

export function guessKerasModel(weights: KerasWeights, listed: WeightsListing, context: KerasContext): PlannedKeras {
  const { known, unknown } = findGroups(weights.variables);
  const idle = idleLayers(known, listed);
  const orders = listed.layerNames === null ? orderGroups(known) : [inOrder(known, listed.layerNames)];
  const [first = []] = orders;
  if (unknown.length > 0 || first.length === 0) return { plan: notTold(known, unknown, weights, context.file), text: null };
  const guess = new Guess(context.options);
  const keyOf = (order: readonly WeightsGroup[]) => order.map(({ name }) => name).join(',');
  const labels = Object.fromEntries(orders.map((order) => [keyOf(order), order.map(({ name }) => name).join(', then ')]));
  const key = orders.length > 1 ? guess.take('order', 'Order of the layers', labels) : keyOf(first);
  const order = orders.find((one) => keyOf(one) === key) ?? first;
  const major = Number.parseInt(listed.version ?? '3', 10);
  const layers = describe(order, idle, guess, { isComplete: listed.layerNames !== null, isOld: isOld(listed.version) });
  const { plan, text } = planKeras({ layers, major, obstacles: [] }, weights, context);
  if (!('layers' in plan)) return { plan, text };
  // What the scores are passed through has been asked already.
  return { text, plan: { ...plan, choices: guess.made, notes: [...plan.notes, ...notesOf(order, idle)] } };
}

/** The choices that are made on the way. */
class Guess {
  readonly made: NetworkChoice[] = [];
  readonly #options: ModelOptions;

  constructor(options: ModelOptions) {
    this.#options = options;
  }

  /** The value in force: the user's, else the first of the options. */
  take(key: string, label: string, options: Readonly<Record<string, string>>): string {
    const listed = Object.entries(options).map(([value, text]) => ({ value, label: text }));
    const choice = chooseFrom({ key, label, options: listed, value: listed[0]?.value ?? '', said: 'guess' }, this.#options);
    this.made.push(choice);
    return choice.value;
  }
}

function inOrder(known: readonly WeightsGroup[], names: readonly string[]): readonly WeightsGroup[] {
  const ordered = names.flatMap((name) => known.filter(({ path }) => path[0] === name));
  return ordered.length === known.length ? ordered : (orderGroups(known)[0] ?? []);
}

/** Before 2.3, Keras took hard_sigmoid for the gates where nothing was said; TensorFlow's own Keras did not. */
function isOld(version: string | null): boolean {
  const [major = 3, minor = 0] = (version ?? '3').split('.').map(Number);
  return version !== null && !version.endsWith('-tf') && (major < 2 || (major === 2 && minor < 3));
}

interface Told {
  /** Whether the names of all layers are known. */
  readonly isComplete: boolean;
  readonly isOld: boolean;
}

/** The layers as model_config would describe them. */
function describe(order: readonly WeightsGroup[], idle: readonly IdleLayer[], guess: Guess, told: Told): KerasLayer[] {
  const isOverTime = ({ kind }: WeightsGroup) => !['Dense', 'BatchNormalization'].includes(kind);
  const lastOverTime = order.findLastIndex(isOverTime);
  const below = order[lastOverTime];
  const above = order.slice(lastOverTime + 1).find(({ kind }) => kind === 'Dense');
  const readout = readoutOf(below, above, idle, guess, told);
  const readFrom = readout === 'final' ? lastOverTime : normsBefore(order, lastOverTime, guess);
  const gates = order.some(({ kind }) => kind === 'LSTM' || kind === 'GRU') ? gatesOf(guess, told) : 'sigmoid';
  const length = readout === 'flatten' && below && above ? lengthOf(below, above) : undefined;
  const layers = order.flatMap((group, at): KerasLayer[] => {
    const isLast = at === order.length - 1;
    const next = order[at + 1];
    const extra = idleAfter(order, at, idle, lastOverTime);
    const activated = extra.some(({ kind }) => ['Activation', 'ReLU', 'Softmax'].includes(kind ?? ''));
    const config = configOf(group, next, {
      guess,
      gates,
      isLast,
      length,
      activated,
      returns: at < lastOverTime || readout !== 'final',
    });
    const kind = group.bidirectional ? 'Bidirectional' : group.kind;
    const own: KerasLayer = { kind, name: group.name, config, path: group.path, classPath: group.path };
    const pools = at === readFrom && readout !== 'final' ? [readoutLayer(readout, idle)] : [];
    return [own, ...extra.map((one) => idleLayer(one, guess, isLast)), ...pools];
  });
  return layers;
}

/** Where all rows are read, BatchNormalization may stand before that or after it. @returns the layer that is read */
function normsBefore(order: readonly WeightsGroup[], lastOverTime: number, guess: Guess): number {
  let at = lastOverTime;
  for (let next = order[at + 1]; next?.kind === 'BatchNormalization'; next = order[at + 1]) {
    const places = { after: 'after the words are read out', before: 'before that' };
    if (guess.take(`norm.${next.name}`, `${next.name} stands`, places) === 'after') break;
    at++;
  }
  return at;
}

function readoutOf(
  below: WeightsGroup | undefined,
  above: WeightsGroup | undefined,
  idle: readonly IdleLayer[],
  guess: Guess,
  { isComplete }: Told,
): Readout {
  const isRecurrent = below !== undefined && !['Conv1D', 'Embedding'].includes(below.kind);
  const sizes = below === undefined ? [] : below.bidirectional ? [2 * below.gives, below.gives] : [below.gives];
  for (const [readout, kind] of Object.entries(POOLINGS)) {
    if (idle.some((one) => one.kind === kind) && (kind !== 'Flatten' || !sizes.includes(above?.reads ?? 0)))
      return readout as Readout;
  }
  if (above !== undefined && !sizes.includes(above.reads)) return 'flatten';
  if (isComplete && isRecurrent && idle.every(({ kind }) => kind !== null)) return 'final';
  const { final, ...pooled } = READOUTS;
  return guess.take('readout', 'How the words are read out', isRecurrent ? { final, ...pooled } : pooled) as Readout;
}

function readoutLayer(readout: Exclude<Readout, 'final'>, idle: readonly IdleLayer[]): KerasLayer {
  const kind = POOLINGS[readout];
  const name = idle.find((one) => one.kind === kind)?.name ?? snakeCase(kind);
  return { kind, name, config: {}, path: [name], classPath: [name] };
}

/** Rows, of which a dense layer reads all at once. */
function lengthOf({ gives, bidirectional }: WeightsGroup, { reads }: WeightsGroup): number {
  return reads / (bidirectional && reads % (2 * gives) === 0 ? 2 * gives : gives);
}

function gatesOf(guess: Guess, { isOld: old }: Told): string {
  const [sigmoid, hard] = [
    ['sigmoid', 'sigmoid'],
    ['hard_sigmoid', 'hard_sigmoid'],
  ] as const;
  return guess.take('gates', 'Activation of the gates', Object.fromEntries(old ? [hard, sigmoid] : [sigmoid, hard]));
}

function idleLayer({ name, kind }: IdleLayer, guess: Guess, isLast: boolean): KerasLayer {
  const config =
    kind === 'Activation'
      ? { activation: guess.take(`activation.${name}`, `Activation ${name}`, isLast ? OUTPUTS : ACTIVATIONS) }
      : /^(Max|Average)Pooling1D$/.test(kind ?? '')
        ? { pool_size: Number(guess.take(`pool.${name}`, `Rows of a window of ${name}`, { 2: '2', 3: '3', 4: '4', 5: '5' })) }
        : {};
  return { kind: kind ?? '', name, config, path: [name], classPath: [name] };
}

const OUTPUTS = { softmax: 'softmax', sigmoid: 'sigmoid', linear: 'none' };

interface Setting {
  readonly guess: Guess;
  readonly gates: string;
  readonly isLast: boolean;
  readonly length: number | undefined;
  /** A layer of its own after it has the activation. */
  readonly activated: boolean;
  readonly returns: boolean;
}

function configOf(group: WeightsGroup, next: WeightsGroup | undefined, setting: Setting): object {
  const { guess, isLast, activated, length } = setting;
  const { kind, name, gives, kernel = 1 } = group;
  switch (kind) {
    case 'Embedding': {
      const masks = { no: 'reads it', yes: 'skips it (mask_zero)' };
      return { output_dim: gives, input_length: length, mask_zero: guess.take('mask', 'Padding: the model', masks) === 'yes' };
    }
    case 'Dense': {
      const outputs = gives === 1 ? { sigmoid: OUTPUTS.sigmoid, linear: OUTPUTS.linear } : OUTPUTS;
      if (activated) return { units: gives };
      const activation = isLast
        ? guess.take('output', 'What the scores are passed through', outputs)
        : guess.take(`activation.${name}`, `Activation of ${name}`, ACTIVATIONS);
      return { units: gives, activation };
    }
    case 'Conv1D': {
      const padding = guess.take(`padding.${name}`, `Ends of sentences in ${name}`, {
        valid: 'valid',
        same: 'same',
        causal: 'causal',
      });
      const activation = activated ? 'linear' : guess.take(`activation.${name}`, `Activation of ${name}`, ACTIVATIONS);
      return { filters: gives, kernel_size: kernel, padding, activation };
    }
    case 'BatchNormalization':
      return {};
    default:
      return recurrentConfig(group, next, setting);
  }
}

function recurrentConfig(group: WeightsGroup, next: WeightsGroup | undefined, { guess, gates, returns }: Setting): object {
  const { kind, name, gives, bidirectional, resetAfter } = group;
  const reset = { after: 'after the product with the state', before: 'before it' };
  const cell = {
    units: gives,
    return_sequences: returns,
    ...(kind === 'SimpleRNN'
      ? { activation: guess.take(`activation.${name}`, `Activation of ${name}`, { tanh: 'tanh', relu: 'relu' }) }
      : { recurrent_activation: gates }),
    ...(kind === 'GRU' ? { reset_after: resetAfter ?? guess.take('reset', 'The reset gate is applied', reset) === 'after' } : {}),
  };
  if (!bidirectional) return cell;
  const isSum = next !== undefined && next.reads % (2 * gives) !== 0;
  const merge = isSum
    ? guess.take(`merge.${name}`, `Directions of ${name} become`, { sum: 'their sum', ave: 'their mean' })
    : 'concat';
  return { merge_mode: merge, layer: { class_name: kind, config: cell } };
}

function notesOf(order: readonly WeightsGroup[], idle: readonly IdleLayer[]): string[] {
  const unknown = idle.filter(({ kind }) => kind === null).map(({ name }) => name);
  return [
    'The file holds weights alone: layers and their order were told from names and shapes, and what they leave open is among the settings.',
    ...(order.some(({ kind }) => kind === 'BatchNormalization')
      ? ['BatchNormalization was assumed to have the usual epsilon, 0.001.']
      : []),
    ...(unknown.length > 0 ? [`Layers without weights that were assumed to do nothing: ${listing(unknown)}.`] : []),
  ];
}

function notTold(known: readonly WeightsGroup[], unknown: readonly string[], weights: KerasWeights, file: string) {
  const shapes = weights.variables.map(({ name, source }) => `${name} ${shapeText(source.shape)}`);
  return formatError(file, 'does not say which network its weights belong to', {
    expected: 'layers of Keras, each reading what the one before it gives, the last of them Dense',
    found:
      unknown.length > 0 ? `groups of unknown kinds: ${listing(unknown)}` : listing(known.length > 0 ? shapes : ['no weights']),
    advice:
      'Add the model’s description too: the text of model.to_json() as model.json, or save the whole model: model.save("model.keras").',
  });
}
