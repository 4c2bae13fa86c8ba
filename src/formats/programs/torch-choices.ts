/** What a state_dict does not say of its network: the choices, with what is likely. */
import { chooseFrom, type ModelOptions, type NetworkChoice } from '../settings/index.ts';
import { OUTPUT_LABEL, outputOptions } from './output-options.ts';

type Option = NetworkChoice['options'][number];

/** What is in force, and whoever said so. */
export interface Answer {
  readonly value: string;
  readonly said: 'file' | 'guess';
}

export const guess = (value: string): Answer => ({ value, said: 'guess' });
export const inFile = (value: string): Answer => ({ value, said: 'file' });

/** Collects the choices of one network. */
export class Choosing {
  readonly list: NetworkChoice[] = [];
  private readonly options: ModelOptions;

  constructor(options: ModelOptions) {
    this.options = options;
  }

  /** The value in force. Where there is but one option, it is no choice. */
  pick(key: string, label: string, options: readonly Option[], likely: Answer): string {
    if (options.length < 2) return options[0]?.value ?? likely.value;
    const choice = chooseFrom({ key, label, options, ...likely }, this.options);
    this.list.push(choice);
    return choice.value;
  }
}

const ACTIVATIONS: readonly Option[] = [
  { value: 'relu', label: 'ReLU' },
  { value: 'tanh', label: 'tanh' },
  { value: 'sigmoid', label: 'sigmoid' },
  { value: 'linear', label: 'none' },
];

export function pickActivation(choosing: Choosing, name: string, likely: Answer) {
  return choosing.pick(`activation.${name}`, `Activation after ${name}`, ACTIVATIONS, likely) as
    | 'relu'
    | 'tanh'
    | 'sigmoid'
    | 'linear';
}

export function pickStateActivation(choosing: Choosing, name: string, likely: Answer) {
  const options = ACTIVATIONS.filter(({ value }) => value === 'tanh' || value === 'relu').reverse();
  return choosing.pick(`activation.${name}`, `Activation in ${name}`, options, likely) as 'tanh' | 'relu';
}

export function pickPadding(choosing: Choosing, name: string, likely: Answer) {
  const options = [
    { value: 'valid', label: 'none: the ends are lost' },
    { value: 'same', label: 'zeros at both ends' },
    { value: 'causal', label: 'zeros at the beginning' },
  ];
  return choosing.pick(`padding.${name}`, `Padding of ${name}`, options, likely) as 'valid' | 'same' | 'causal';
}

export function pickNormPlace(choosing: Choosing, name: string, likely: Answer): string {
  const options = [
    { value: 'before', label: 'before the activation' },
    { value: 'after', label: 'after the activation' },
  ];
  return choosing.pick(`norm.${name}`, `Place of ${name}`, options, likely);
}

export function pickOutput(choosing: Choosing, outputs: number, likely: Answer) {
  return choosing.pick('output', OUTPUT_LABEL, outputOptions(outputs), likely) as 'softmax' | 'sigmoid' | 'linear';
}

export function pickOrientation(choosing: Choosing, name: string): string {
  const options = [
    { value: 'rows', label: 'a row times the matrix' },
    { value: 'columns', label: 'the matrix times a row, as in nn.Linear' },
  ];
  return choosing.pick(`attention.${name}`, `How ${name} is multiplied`, options, guess('rows'));
}

export function pickOrder(choosing: Choosing, orders: readonly string[]): string {
  const options = orders.map((order) => ({ value: order, label: order.replaceAll(',', ', ') }));
  return choosing.pick('order', 'Order of the layers', options, guess(orders[0] ?? ''));
}

/** What reads rows over time, as one value: which states, of which directions, after which layer. */
const READOUTS: Readonly<Record<string, string>> = {
  final: 'last state of each direction (h_n)',
  'final-left': 'last state of the forward direction',
  'final-right': 'last state of the backward direction (h_n[-1])',
  last: 'row of the last word (out[:, -1])',
  max: 'largest over all words (max pooling)',
  mean: 'mean over all words (mean pooling)',
  'sum-final': 'last states, both directions added',
  'sum-last': 'row of the last word, both directions added',
  'sum-max': 'largest over all words, both directions added',
  'sum-mean': 'mean over all words, both directions added',
};

/** @param values of READOUTS; behind a dot the layer that works on each row before */
export function pickReadout(choosing: Choosing, values: readonly string[], isOneWay: boolean, likely: Answer): string {
  const options = values.map((value) => {
    const [kind = '', ...after] = value.split('.');
    const text = kind === 'final' && isOneWay ? 'last state (h_n, out[:, -1])' : (READOUTS[kind] ?? kind);
    return { value, label: after.length === 0 ? text : `${text}, after ${after.join('.')}` };
  });
  return choosing.pick('readout', 'How the words are read out', options, likely);
}

/** The place of weights that are the whole file. */
const OUTERMOST = 'outermost';

/** Which of several weights in a file; '' is the file itself. */
export function weightsChoice(taken: string, others: readonly string[], options: ModelOptions): NetworkChoice {
  const values = [taken, ...others].map((place) => place || OUTERMOST).sort();
  const choice = { key: 'weights', label: 'Weights in the file', options: values.map((value) => ({ value, label: value })) };
  return chooseFrom({ ...choice, value: taken || OUTERMOST, said: 'guess' }, options);
}

/** The place that the user wants. */
export function wantedWeights({ choices = {} }: ModelOptions): string | undefined {
  const wanted = Object.hasOwn(choices, 'weights') ? choices.weights : undefined;
  return wanted === OUTERMOST ? '' : wanted;
}
