/** A tiny model as files of named tensors, for readers of them. */
import { zipSync } from 'fflate';
import type { ModelData, ModelFile } from '../model/model-data.ts';
import { npyBytes } from './npy-writer.ts';
import { makeTinyModel, partsOf } from './tiny-model.ts';
import { type NamedMatrix, storedAs, torchTensors, writeTorchFile } from './torch-writer.ts';

const utf8 = new TextEncoder();
export const file = (name: string, content: string | Uint8Array | object): ModelFile => {
  if (content instanceof Uint8Array) return { name, bytes: content };
  return { name, bytes: utf8.encode(typeof content === 'string' ? content : JSON.stringify(content)) };
};
export const vocabulary = ({ words }: ModelData) => file('vocab.txt', words.join('\n'));
export const npz = (tensors: ReadonlyMap<string, NamedMatrix>) =>
  zipSync(Object.fromEntries([...tensors].map(([name, tensor]) => [`${name}.npy`, npyBytes(tensor)])));
export const weightsOf = (model: ModelData) => [model.embeddings, partsOf(model)];

export const model = makeTinyModel({ outputBias: true });
export const tensors = torchTensors(model);
export const pt = file('mine.pt', writeTorchFile(storedAs(tensors, 'Double')));
