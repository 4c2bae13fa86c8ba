/** The layers that tensors' names and shapes tell, as PyTorch's modules have them. Names of tensors are those of the file. */

type Shape = readonly number[];
export type Shapes = ReadonlyMap<string, Shape>;

interface Named {
  /** The module's: 'lstm', 'head.0'; '' where the tensors' names have no module. */
  readonly name: string;
}

export interface EmbeddingBlock extends Named {
  readonly kind: 'embedding';
  readonly weight: string;
  /** V */
  readonly rows: number;
  /** F */
  readonly gives: number;
}

/** One layer of a stack. */
export interface RecurrentPart {
  /** d: units of one direction. */
  readonly units: number;
  readonly isBidirectional: boolean;
  /** Tensors by the names of `tensorsOf`: 'left.weight_ih'. */
  readonly tensors: Readonly<Record<string, string>>;
}

/** nn.LSTM, nn.GRU, nn.RNN or a cell of them: its layers, one on another. */
export interface RecurrentBlock extends Named {
  readonly kind: 'recurrent';
  readonly type: 'lstm' | 'gru' | 'rnn';
  readonly reads: number;
  readonly gives: number;
  readonly parts: readonly RecurrentPart[];
}

/** weight [gives, reads], bias [gives]. */
export interface DenseBlock extends Named {
  readonly kind: 'dense';
  readonly reads: number;
  readonly gives: number;
  readonly weight: string;
  readonly bias: string | null;
  /** Parameters by themselves, 'att_weight' and 'att_bias': whether the weight is [gives, reads] is not known. */
  readonly isLoose: boolean;
}

/** weight [gives, reads, kernel], bias [gives]. */
export interface ConvBlock extends Named {
  readonly kind: 'conv';
  readonly reads: number;
  readonly gives: number;
  readonly kernel: number;
  readonly weight: string;
  readonly bias: string | null;
}

/** A batch norm, [gives] each; without `weight` and `bias` they are 1 and 0. */
export interface NormBlock extends Named {
  readonly kind: 'norm';
  readonly reads: number;
  readonly gives: number;
  readonly weight: string | null;
  readonly bias: string | null;
  readonly mean: string;
  readonly variance: string;
}

/** a = softmax over time of vector . tanh(weight h + bias). */
export interface AttentionBlock extends Named {
  readonly kind: 'attention';
  readonly reads: number;
  readonly gives: number;
  /** Of the vector that a row's weight is computed from. */
  readonly size: number;
  readonly weight: string;
  /** How the weight stands in the file: [size, reads], or [reads, size] where rows are multiplied by it; null: it may be either. */
  readonly isTransposed: boolean | null;
  readonly bias: string | null;
  readonly vector: string;
  /** A bias that shifts all positions alike, and so changes nothing. */
  readonly idle: string | null;
}

/** What rows of numbers go through. */
export type Block = RecurrentBlock | DenseBlock | ConvBlock | NormBlock | AttentionBlock;

/** All tensors of a block that are computed with. */
export function tensorNames(block: Block | EmbeddingBlock): string[] {
  switch (block.kind) {
    case 'embedding':
      return [block.weight];
    case 'recurrent':
      return block.parts.flatMap(({ tensors }) => Object.values(tensors));
    case 'norm':
      return present(block.weight, block.bias, block.mean, block.variance);
    case 'attention':
      return present(block.weight, block.bias, block.vector, block.idle);
    default:
      return present(block.weight, block.bias);
  }
}

function present(...names: readonly (string | null)[]): string[] {
  return names.filter((name) => name !== null);
}

/** What cannot be computed, for a message: 'norm (LayerNorm)'. */
export interface Obstacle {
  readonly text: string;
  readonly tensors: readonly string[];
}

/** The parts of a file. */
export interface Blocks {
  readonly embeddings: readonly EmbeddingBlock[];
  /** In the order of the file. */
  readonly blocks: readonly Block[];
  /** Parameters of no known kind. */
  readonly raw: readonly string[];
  /** Counters of batch norms, and what else takes no part. */
  readonly idle: readonly string[];
  readonly obstacles: readonly Obstacle[];
}
