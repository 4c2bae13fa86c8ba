import type { ModelConfig, ModelData } from '../../model/model-data.ts';
import type { OnBytes, TensorSource } from '../basics/index.ts';
import type { RoleMapping } from '../roles/index.ts';
import type { ModelOptions } from './model-options.ts';
import type { NetworkChoice, OpenedLayer } from './network-choice.ts';
import type { Replanned } from './network-plan.ts';

/** What a format makes of its files: words, names and shapes are known; the weights' numbers are read when they are asked for. */
export interface OpenedModel {
  /** The format's label. */
  readonly format: string;
  /** V */
  readonly words: readonly string[];
  /** What the vocabulary's file is. */
  readonly vocabulary: string;
  /** What was added to the ids in the vocabulary's file; null: there is no question of it. */
  readonly idShift: number | null;
  /** What speaks against the files, as questions. */
  readonly doubts: readonly string[];
  /** null where the format itself says which tensor is which. */
  readonly tensors: ReadonlyMap<string, Pick<TensorSource, 'shape'>> | null;
  /** The tensor of each role, as far as could be told. */
  readonly roles: RoleMapping;
  /** What the files leave open of the network, and what is taken. */
  readonly choices: readonly NetworkChoice[];
  /** The network; null where the files do not make one. */
  readonly layers: readonly OpenedLayer[] | null;
  /** What was left alone, or is not as the files have it; a sentence each. */
  readonly notes: readonly string[];
  /** The network with other options in place of those given, at little cost; null: the format leaves nothing of it open. */
  readonly replan: ((options: ModelOptions) => Replanned) | null;
  /** Throws a ModelFormatError for what options can mend. */
  readonly settle: () => SettledModel;
  /**
   * Throws a ModelFormatError, as `settle` does, and where the numbers do not make a model.
   * @param onHashed how far the hash of the weights is, which of a large model takes most of the time
   */
  readonly read: (onHashed?: OnBytes) => ModelData;
}

/** What is in force: said by the user, said by the files, or found. */
interface SettledModel {
  readonly config: ModelConfig;
  /** The order of the gates' row blocks in the file; null where the format fixes it. */
  readonly gateOrder: string | null;
}
