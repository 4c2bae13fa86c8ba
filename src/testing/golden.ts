/** The golden figures of the reference program (made by it from synthetic models) and their models' files. */
import { readFileSync } from 'node:fs';
import type { ModelFile } from '../model/model-data.ts';

interface GoldenLrp {
  readonly eps: number;
  readonly bias_factor: number;
  /** words_left + words_right, one value a token. */
  readonly words: readonly number[];
  readonly words_left: readonly number[];
  readonly words_right: readonly number[];
  /** Relevance of the initial hidden and cell states. */
  readonly rest: number;
  readonly total: number;
}

interface GoldenExample {
  readonly tokens: readonly string[];
  readonly ids: readonly number[];
  /** [C] */
  readonly scores: readonly number[];
  readonly predicted: number;
  readonly target: number;
  readonly lrp: readonly GoldenLrp[];
  readonly sa: readonly number[];
  readonly gi: readonly number[];
  /** Scores with the embeddings at `delete_pos` zeroed. */
  readonly deleted: readonly { readonly delete_pos: readonly number[]; readonly scores: readonly number[] }[];
  /** Line of the sentence in the test file, from 1; upstream only. */
  readonly sst_index?: number;
}

export interface Golden {
  readonly name: string;
  readonly note: string;
  readonly gate_order: string;
  readonly dims: { readonly V: number; readonly e: number; readonly d: number; readonly C: number };
  readonly examples: readonly GoldenExample[];
}

export type GoldenName = 'tiny' | 'float32';

const FIXTURES = new URL('./fixtures/', import.meta.url);

/** vocab, model and embeddings.npy of a fixture. */
export function goldenFiles(name: GoldenName): ModelFile[] {
  const folder = new URL(`${name}/`, FIXTURES);
  return ['vocab', 'model', 'embeddings.npy'].map((file) => ({ name: file, bytes: readBytes(new URL(file, folder)) }));
}

export function readGolden(name: GoldenName): Golden {
  return readJson(new URL(`${name}/golden.json`, FIXTURES));
}

export type TorchGoldenName = 'pytorch-bidi' | 'pytorch-uni';

/** What golden.json of a PyTorch model has of a GoldenExample: autograd's gradients, and LRP with the output bias. */
export interface TorchGolden {
  readonly bidirectional: boolean;
  readonly state_dict: Readonly<Record<string, readonly number[]>>;
  readonly examples: readonly (Pick<GoldenExample, 'tokens' | 'ids' | 'scores' | 'predicted' | 'target' | 'sa' | 'gi'> & {
    readonly lrp: readonly Pick<GoldenLrp, 'eps' | 'bias_factor' | 'words' | 'rest' | 'total'>[];
  })[];
}

/** model.pt and vocab.txt of a fixture. */
export function torchGoldenFiles(name: TorchGoldenName): ModelFile[] {
  const folder = new URL(`${name}/`, FIXTURES);
  return ['model.pt', 'vocab.txt'].map((file) => ({ name: file, bytes: readBytes(new URL(file, folder)) }));
}

export function readTorchGolden(name: TorchGoldenName): TorchGolden {
  return JSON.parse(readFileSync(new URL(`${name}/golden.json`, FIXTURES), 'utf8'));
}

/** The model of pytorch-bidi, or something small, in another form: scripts/make-torch-fixtures.py. */
export function torchVariant(name: string): ModelFile {
  return { name: `${name}.pt`, bytes: readBytes(new URL(`pytorch-variants/${name}.pt`, FIXTURES)) };
}

/** What a program does that its file does not tell, what it reads, and its scores. */
interface TorchNetwork {
  readonly choices: Readonly<Record<string, string>>;
  readonly ids?: readonly (readonly number[])[];
  readonly inputs?: readonly (readonly (readonly number[])[])[];
  readonly scores: readonly (readonly number[])[];
}

/** Tiny networks of many kinds by their names: scripts/make-torch-network-fixtures.py. */
export const TORCH_NETWORKS: Readonly<Record<string, TorchNetwork>> = JSON.parse(
  readFileSync(new URL('pytorch-networks/networks.json', FIXTURES), 'utf8'),
);

export function torchNetwork(name: string): ModelFile {
  return { name: `${name}.pt`, bytes: readBytes(new URL(`pytorch-networks/${name}.pt`, FIXTURES)) };
}

/** Beside a vocab.json: a golden PyTorch model as Keras keeps it, in one of three forms. */
export type KerasForm = 'model.h5' | 'model.weights.h5' | 'model.keras';

export function kerasGoldenFiles(name: TorchGoldenName, form: KerasForm): ModelFile[] {
  const folder = `${name.replace('pytorch', 'keras')}/`;
  return [form, 'vocab.json'].map((file) => ({ name: file, bytes: readBytes(new URL(folder + file, FIXTURES)) }));
}

/** Other ways in which Keras files are written: scripts/make-keras-fixtures.py. */
export type KerasVariant = 'legacy-weights' | 'packed' | 'latest' | 'cudnn' | 'float16';

export function kerasVariant(variant: KerasVariant): ModelFile {
  return { name: `${variant}.h5`, bytes: readBytes(new URL(`keras-variants/${variant}.h5`, FIXTURES)) };
}

/** The files of the bundled model. */
export function bundledFiles(): ModelFile[] {
  const folder = new URL('../../public/model/', import.meta.url);
  return ['config.json', 'model.safetensors', 'vocab.txt'].map((name) => ({ name, bytes: readBytes(new URL(name, folder)) }));
}

function readBytes(url: URL): Uint8Array {
  return new Uint8Array(readFileSync(url));
}

function readJson(url: URL): Golden {
  return JSON.parse(readFileSync(url, 'utf8'));
}
