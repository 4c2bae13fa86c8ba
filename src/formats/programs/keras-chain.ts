/** A network under way: Keras' layers are put to it one after the other; what cannot be explained is collected, to be said at once. */

import type { Activation, Layer } from '../../model/layers.ts';
import type { Padding } from '../../model/model-data.ts';
import type { TokenizerRules } from '../../model/tokenizer-kinds.ts';
import type { NetworkPlan, PlannedLayer, PlannedTensor } from '../settings/index.ts';
import type { KerasModel } from './keras-config.ts';
import { type KerasLayer, nameLayer } from './keras-layer.ts';
import type { KerasWeights, LayerWeights } from './keras-weights.ts';

const ACTIVATIONS: readonly string[] = ['linear', 'relu', 'tanh', 'sigmoid'] satisfies Activation[];

function isActivation(name: string): name is Activation {
  return ACTIVATIONS.includes(name);
}

/** What a TextVectorization layer says. */
export interface TextRules {
  readonly tokenizer: TokenizerRules;
  readonly lowercase: boolean;
  /** The words that its description holds; null: none. */
  readonly words: readonly string[] | null;
}

type Tensors = Readonly<Record<string, PlannedTensor | null>>;

export class KerasChain {
  readonly obstacles: string[];
  readonly notes: string[] = [];
  readonly layers: PlannedLayer[] = [];
  input: NetworkPlan['input'] | null = null;
  embedding: PlannedTensor | null = null;
  embeddingSize = 0;
  /** Rows of a sentence, where the model fixes them. */
  length: number | null = null;
  /** One row a position, or one for the whole sentence. */
  isSequence = true;
  /** Whether a layer that is not known came: what its rows are, nobody can say. */
  isLost = false;
  /** alive: layers are told which rows are padding; used: a layer has skipped them. */
  mask: 'none' | 'alive' | 'used' = 'none';
  masksPadding = false;
  padding: Omit<Padding, 'length' | 'masked'> = { side: 'pre', id: 0, truncate: 'pre' };
  /** How texts become words, where the model does that itself. */
  text: TextRules | null = null;
  readonly major: number;
  /** Of the last dense layer or convolution: what its numbers go through, and whose it is. */
  #activation: { readonly name: string; readonly from: string } | null = null;
  readonly #isChain: boolean;
  readonly #weights: KerasWeights;
  readonly #all: readonly KerasLayer[];

  constructor({ layers, major, obstacles }: KerasModel, weights: KerasWeights) {
    this.major = major;
    this.obstacles = [...obstacles];
    this.#isChain = obstacles.length === 0;
    this.#weights = weights;
    this.#all = layers.flatMap((layer) => layer.parts ?? [layer]);
  }

  /** Whatever its place; why: of all kinds of it where nothing is said. */
  refuse(layer: KerasLayer, why?: string): void {
    const name = nameLayer(layer);
    if (why !== undefined) this.obstacles.push(`${name}: ${why}`);
    else if (!this.obstacles.some((obstacle) => obstacle.startsWith(name))) this.obstacles.push(name);
  }

  /** For its place among the others, which says nothing where they are no chain. */
  misfit(what: KerasLayer | string, why = ''): void {
    if (this.#isChain) this.obstacles.push(typeof what === 'string' ? what : `${nameLayer(what)}: ${why}`);
  }

  weightsOf(layer: KerasLayer): LayerWeights {
    return this.#weights.of(layer, this.#all);
  }

  /** The last activation, which makes the scores what is shown. */
  get output(): string {
    return this.#activation?.name ?? 'linear';
  }

  /** Of a model whose first layer is no embedding. */
  readsNumbers(features: number | undefined): void {
    if (this.input !== null) return;
    this.input = 'numbers';
    this.embeddingSize = features ?? 0;
  }

  add(from: KerasLayer, layer: Layer, tensors: Tensors = {}, gateOrder = ''): void {
    this.#settleActivation();
    const present = Object.entries(tensors).filter((entry): entry is [string, PlannedTensor] => entry[1] !== null);
    this.layers.push({ layer, tensors: Object.fromEntries(present), gateOrder, from: from.name });
  }

  /** What the numbers of the last dense layer or convolution go through; `from` is it, or a layer of its own. */
  activate(name: string, from: KerasLayer): void {
    if (name === 'linear') return;
    const last = this.layers.at(-1)?.layer.type;
    if (last === 'batchnorm') this.#foldBatchNorm();
    const fits = ['dense', 'conv1d'].includes(this.layers.at(-1)?.layer.type ?? '');
    if (this.#activation !== null) this.misfit(from, `${name} after ${this.#activation.name} of "${this.#activation.from}"`);
    else if (fits) this.#activation = { name, from: from.name };
    else this.misfit(from, `${name} after ${last ?? 'nothing'}`);
  }

  /** Between layers only some are known; at the end any that makes an output. */
  #settleActivation(): void {
    const activation = this.#activation;
    this.#activation = null;
    if (activation === null) return;
    const last = this.layers.pop();
    if (last === undefined) return;
    if (isActivation(activation.name) && 'activation' in last.layer && last.layer.type !== 'rnn') {
      this.layers.push({ ...last, layer: { ...last.layer, activation: activation.name } });
      return;
    }
    this.layers.push(last);
    this.misfit(`"${activation.from}": activation ${activation.name} between layers`);
  }

  /** scale (W x + b) + shift is one linear layer: where an activation follows, the two have to be one. */
  #foldBatchNorm(): void {
    const norm = this.layers.at(-1);
    const linear = this.layers.at(-2);
    const { scale, shift } = norm?.tensors ?? {};
    const isLinear = linear !== undefined && (linear.layer.type === 'dense' || linear.layer.type === 'conv1d');
    const weight = linear?.tensors.weight;
    if (!isLinear || linear.layer.activation !== 'linear' || !weight || !scale || !shift) return;
    this.layers.splice(-2, 2, {
      ...linear,
      from: `${linear.from}, ${norm?.from}`,
      tensors: foldedTensors({ weight, bias: linear.tensors.bias, scale, shift }),
    });
  }
}

function foldedTensors({
  weight,
  bias,
  scale,
  shift,
}: Readonly<Record<'weight' | 'scale' | 'shift', PlannedTensor>> & {
  readonly bias: PlannedTensor | undefined;
}): PlannedLayer['tensors'] {
  const rows = weight.source.shape[0] ?? 0;
  return {
    weight: {
      name: weight.name,
      source: {
        ...weight.source,
        refusal: weight.source.refusal ?? scale.source.refusal,
        read: () => {
          const factors = scale.source.read();
          const width = weight.source.shape.slice(1).reduce((product, size) => product * size, 1);
          return Float64Array.from(weight.source.read(), (value, at) => value * (factors[Math.floor(at / width)] ?? Number.NaN));
        },
      },
    },
    bias: {
      name: bias?.name ?? shift.name,
      source: {
        shape: [rows],
        refusal: shift.source.refusal ?? bias?.source.refusal,
        read: () => {
          const [factors, shifts, biases] = [scale, shift, bias].map((tensor) => tensor?.source.read());
          return Float64Array.from({ length: rows }, (_, at) => {
            const scaled = biases === undefined ? 0 : (factors?.[at] ?? Number.NaN) * (biases[at] ?? Number.NaN);
            return scaled + (shifts?.[at] ?? Number.NaN);
          });
        },
      },
    },
  };
}
