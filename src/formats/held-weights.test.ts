import { describe, expect, it } from 'vitest';
import type { ModelData, ModelFile, Weights } from '../model/model-data.ts';
import { Network } from '../model/network.ts';
import { goldenFiles, kerasGoldenFiles, kerasVariant, torchGoldenFiles } from '../testing/golden.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { storedAs, type TorchType, torchTensors, writeTorchFile } from '../testing/torch-writer.ts';
import { widened } from '../testing/widened.ts';
import { openSafetensors, writeSafetensors } from './containers/index.ts';
import { writeNativeFolder } from './programs/index.ts';
import { readModel } from './read-model.ts';

/** The matrices of a model: biases are sums, which float32 does not hold. */
function matricesOf({ embeddings, layers }: ModelData): Weights[] {
  const tensors = layers.flatMap(({ tensors }) => Object.entries(tensors));
  return [...(embeddings ? [embeddings] : []), ...tensors.filter(([name]) => !/bias/.test(name)).map(([, data]) => data)];
}

function torchFiles(type: TorchType, model = makeTinyModel({ outputBias: true })): ModelFile[] {
  const vocabulary = new TextEncoder().encode(model.words.join('\n'));
  return [
    { name: 'model.pt', bytes: writeTorchFile(storedAs(torchTensors(model), type)) },
    { name: 'vocab.txt', bytes: vocabulary },
  ];
}

const kerasFiles = (name: Parameters<typeof kerasVariant>[0]) => [
  kerasVariant(name),
  ...kerasGoldenFiles('pytorch-bidi', 'model.h5').slice(1),
];

describe('numbers of a file from the file to the kernels', () => {
  const model = makeTinyModel({ outputBias: true });
  it.each<[string, () => readonly ModelFile[]]>([
    ['safetensors, float16', () => writeNativeFolder(model, 'F16')],
    ['safetensors, float32', () => writeNativeFolder(model, 'F32')],
    ['PyTorch, float16', () => torchFiles('Half')],
    ['PyTorch, bfloat16', () => torchFiles('BFloat16')],
    ['PyTorch, float32', () => torchFiles('Float')],
    ['PyTorch, as torch wrote it', () => torchGoldenFiles('pytorch-bidi')],
    ['Keras, float16', () => kerasFiles('float16')],
    ['the reference program, float32', () => goldenFiles('float32')],
  ])('%s: float32', async (_, files) => {
    const read = await readModel(files());
    expect(matricesOf(read).every((data) => data instanceof Float32Array)).toBe(true);
    const network = new Network(read);
    expect(network.embeddings()).toBeInstanceOf(Float32Array);
    const wide = new Network(widened(read) as typeof read);
    expect(network.forward([0, 1, 2])).toEqual(wide.forward([0, 1, 2]));
  });

  it.each<[string, () => readonly ModelFile[]]>([
    ['safetensors', () => writeNativeFolder(model, 'F64')],
    ['PyTorch', () => torchFiles('Double')],
    ['Keras', () => kerasGoldenFiles('pytorch-bidi', 'model.h5')],
    ['Keras, packed in chunks', () => kerasFiles('packed')],
    ['the reference program', () => goldenFiles('tiny')],
  ])('%s, float64: float64', async (_, files) => {
    expect(matricesOf(await readModel(files())).every((data) => data instanceof Float64Array)).toBe(true);
  });

  it('are not copied where they stand in the file as they are held', () => {
    const bytes = writeSafetensors(new Map([['a', { shape: [3], data: Float32Array.of(1, 2, 3) }]]));
    const data = openSafetensors(bytes, 'm').get('a')?.read();
    expect(data).toEqual(Float32Array.of(1, 2, 3));
    expect(data?.buffer).toBe(bytes.buffer);
  });

  it('two biases of float32 stay two: they are added where all is float64', async () => {
    const [first, second] = [Math.fround(0.1), 2 ** -30];
    const tensors = torchTensors(makeTinyModel({ outputBias: true }));
    for (const [name, tensor] of tensors) {
      if (/bias_ih/.test(name)) tensors.set(name, { ...tensor, data: Float64Array.from(tensor.data, () => first) });
      if (/bias_hh/.test(name)) tensors.set(name, { ...tensor, data: Float64Array.from(tensor.data, () => second) });
    }
    const [, vocabulary] = torchFiles('Float');
    const files = [{ name: 'model.pt', bytes: writeTorchFile(storedAs(tensors, 'Float')) }, ...(vocabulary ? [vocabulary] : [])];
    const [lstm] = (await readModel(files)).layers;
    expect([...new Set(lstm?.tensors['left.bias_ih'])]).toEqual([first]);
    expect([...new Set(lstm?.tensors['left.bias_hh'])]).toEqual([second]);
  });
});
