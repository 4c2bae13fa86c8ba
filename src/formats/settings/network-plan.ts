/** A network as the readers of other programs' files plan it: layers and where their numbers come from, none of them read yet. */
import type { LensError } from '../../model/errors.ts';
import type { Flow } from '../../model/layer-flow.ts';
import type { Layer } from '../../model/layers.ts';
import type { LayerData, ModelConfig, Padding, Weights } from '../../model/model-data.ts';
import type { TensorSource } from '../basics/index.ts';
import type { NetworkChoice } from './network-choice.ts';

/** Where a tensor of a layer comes from. Its numbers are read when asked for. */
export interface PlannedTensor {
  /** In the file: several may come from one. */
  readonly name: string;
  /** In the shape that `tensorsOf` asks for. */
  readonly source: TensorSource;
}

export interface PlannedLayer {
  readonly layer: Layer;
  /** By the names of `tensorsOf`; an optional bias may be left out. */
  readonly tensors: Readonly<Record<string, PlannedTensor>>;
  /** Order of the gates' row blocks in the file; '' where there are none. */
  readonly gateOrder: string;
  /** What the file calls the layer. */
  readonly from: string;
}

export interface NetworkPlan {
  readonly input: 'tokens' | 'numbers';
  /** [V, F], of tokens; a row may be there for which there is no word, at the end. */
  readonly embedding: PlannedTensor | null;
  /** F */
  readonly embeddingSize: number;
  /** The last one is a linear dense layer. */
  readonly layers: readonly PlannedLayer[];
  readonly output: ModelConfig['output'];
  /** As the file says or suggests. */
  readonly padding: Padding | null;
  /** Whether the model skips padding, whatever else is said of it. */
  readonly masksPadding: boolean;
  readonly choices: readonly NetworkChoice[];
  /** What was left alone or guessed, a sentence each. */
  readonly notes: readonly string[];
}

/** A plan, held against itself. */
export interface CheckedPlan {
  readonly plan: NetworkPlan;
  /** What each layer reads, and the scores. */
  readonly flows: readonly Flow[];
  readonly outputs: number;
  /** One sigmoid output, read as two classes. */
  readonly isTwofold: boolean;
  /** In force. */
  readonly padding: Padding | null;
  /** The numbers of layer `index`, gates in the model's own order. @param lstmOrder of an LSTM layer's, where it is not the plan's */
  readonly readLayer: (index: number, lstmOrder: string | null) => LayerData;
  /** [V, F] and what rows there are beyond; null: the model reads numbers. */
  readonly readEmbedding: () => Weights | null;
}

/** The plan of files that are open, with other options. */
export interface Replanned {
  readonly choices: readonly NetworkChoice[];
  /** Or why they are no network so. */
  readonly network: CheckedPlan | LensError;
}
