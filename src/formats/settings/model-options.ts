/** What a user may say about a model's files, and what the files turn out to hold. */
import type { LensErrorFields } from '../../model/errors.ts';
import type { ModelConfig, Padding } from '../../model/model-data.ts';
import type { TokenizerRules } from '../../model/tokenizer-kinds.ts';
import type { RoleMapping, TensorChoices } from '../roles/index.ts';
import type { Choices, NetworkChoice, OpenedLayer } from './network-choice.ts';

/** What the user says of files that do not say it themselves, or say it wrongly; what is left out is what the files say or suggest. */
export interface ModelOptions {
  readonly name?: string | undefined;
  /** Which tensor has which role; null: the model has no such tensor. */
  readonly mapping?: RoleMapping | undefined;
  /** Tensors that take no part. */
  readonly ignored?: readonly string[] | undefined;
  /** Nor does any other tensor without a role. */
  readonly ignoreOthers?: boolean | undefined;
  /** Order of the gates' row blocks in the file, a permutation of "ifgo". */
  readonly gateOrder?: string | undefined;
  /** [C] */
  readonly classes?: readonly string[] | undefined;
  /** Whether text is lower-cased before look-up. */
  readonly lowercase?: boolean | undefined;
  /** The vocabulary entry that unknown words are read as; null: they get a zero embedding. */
  readonly unkToken?: string | null | undefined;
  /** How texts are split into words. */
  readonly tokenizer?: TokenizerRules | undefined;
  /** Whether unknown words are left out, where no entry of the vocabulary stands for them. */
  readonly dropsUnknown?: boolean | undefined;
  /** What is added to the ids of Keras' IMDB word index: 3 where nothing is said, as imdb.load_data does. */
  readonly idShift?: number | undefined;
  /** Id of the vocabulary entry that is padding: never what a word of a text is read as, nor suggested; null: there is none. */
  readonly paddingId?: number | null | undefined;
  /** How sentences are made of one length; null: they are not. */
  readonly padding?: Padding | null | undefined;
  /** Of what the files leave open of the network: NetworkChoice.key to one of its options' values. */
  readonly choices?: Choices | undefined;
}

/** The options as they are in force once files have been read: said by the user, said by the files, or found. */
export interface SettledOptions
  extends Pick<ModelConfig, 'input' | 'features' | 'embeddingSize' | 'output'>,
    Required<{
      readonly [K in keyof Omit<
        ModelOptions,
        'mapping' | 'ignored' | 'ignoreOthers' | 'gateOrder' | 'idShift' | 'choices'
      >]: Exclude<ModelOptions[K], undefined>;
    }> {
  /** null: the format fixes it. */
  readonly gateOrder: string | null;
}

/** The first few of names, and how many there are. */
interface NameList {
  readonly names: readonly string[];
  readonly total: number;
}

/** What a network reads, what each of its layers hands on, and what becomes of its scores. */
export interface NetworkFlow extends Pick<ModelConfig, 'input' | 'embeddingSize' | 'output'> {
  readonly vocabularySize: number;
  /** Numbers a row, one a layer. */
  readonly sizes: readonly number[];
  /** What the files call each layer; null: it has no name there of its own. */
  readonly names: readonly (string | null)[];
}

/** What given files hold, before they become the model in use: as much of it as a form shows, however much that is. */
export interface ModelInspection {
  /** The format's label, such as "PyTorch state_dict". */
  readonly format: string;
  /** Names of the files that make the model, and of those that belong to none. */
  readonly files: readonly string[];
  readonly leftAlone: NameList;
  /** Sum of the bytes of `files`. */
  readonly bytes: number;
  /** null where the format itself says which tensor is which. */
  readonly tensors: TensorChoices | null;
  /** The tensor of each role, as mapped or found; with a problem: as far as could be told. */
  readonly roles: RoleMapping;
  /** What the files leave open of the network, and what is taken; none where they say it all, or are refused. */
  readonly choices: readonly NetworkChoice[];
  /** The network; null: the files make none that we compute, or not with these options. */
  readonly layers: readonly OpenedLayer[] | null;
  /** What goes through those layers; null with a problem. */
  readonly flow: NetworkFlow | null;
  /** In force with these options; null with a problem that keeps them from being known. */
  readonly settled: SettledOptions | null;
  /** What the vocabulary's file is, such as "Keras Tokenizer". */
  readonly vocabulary: string;
  /** What was added to the ids in that file; null: there is no question of it. */
  readonly idShift: number | null;
  /** Questions about the files to whoever gave them, a sentence each: what was taken, but speaks against itself. */
  readonly doubts: readonly string[];
  /** The vocabulary's first entries, for a look whether they are the right ones. */
  readonly firstWords: readonly string[];
  /** What was left alone, or is not as the files have it; a sentence each. */
  readonly notes: readonly string[];
  /** Why the files are no model yet with these options. */
  readonly problem: LensErrorFields | null;
}
