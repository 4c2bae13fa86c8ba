import { describe, expect, it, vi } from 'vitest';
import { writeNativeFolder } from '../formats/programs/index.ts';
import { readModel } from '../formats/read-model.ts';
import { fieldsOfRejection } from '../testing/malformed.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { storedAs, torchTensors, writeTorchFile } from '../testing/torch-writer.ts';
import { LocalEngine } from './engine.ts';
import { ModelFiles } from './model-files.ts';
import { exportNative, takeIntoUse } from './model-in-use.ts';
import type { BlobFile, LoadProgress } from './protocol.ts';

const never = new AbortController().signal;

/** A file that counts how many bytes of it are read. */
class CountedBlob extends Blob {
  read = 0;
  override async arrayBuffer(): Promise<ArrayBuffer> {
    this.read += this.size;
    return super.arrayBuffer();
  }
}

const model = makeTinyModel({ words: 5000, embeddingSize: 40, hiddenSize: 8 });

interface Given {
  readonly files: readonly BlobFile[];
  readonly weights: CountedBlob;
  readonly others: readonly CountedBlob[];
}

function given(): Given {
  const blobs = writeNativeFolder(model, 'F32').map(({ name, bytes }) => ({
    name,
    blob: new CountedBlob([new Uint8Array(bytes)]),
  }));
  const weights = blobs.find(({ name }) => name === 'model.safetensors')?.blob ?? new CountedBlob();
  return {
    files: blobs.map((file, index) => ({ ...file, key: index })),
    weights,
    others: blobs.map(({ blob }) => blob).filter((blob) => blob !== weights),
  };
}

describe('files of the page', () => {
  it('are read once, however often they are asked about, and not again to be loaded', async () => {
    const { files, weights, others } = given();
    const engine = new LocalEngine();
    const progress: LoadProgress[] = [];
    for (const name of ['a', 'ab', 'abc']) {
      const { model: found } = await engine.inspectGiven(never, files, files.length, { name }, '', (one) => progress.push(one));
      expect(found?.settled?.name).toBe(name);
    }
    await engine.load(never, { kind: 'files', files });
    for (const blob of [weights, ...others]) expect(blob.read).toBe(blob.size);
    const total = files.reduce((sum, { blob }) => sum + blob.size, 0);
    expect(progress).toHaveLength(3);
    expect(progress.at(-1)).toEqual({ loadedBytes: total, totalBytes: total });
  });

  it('that are added are read alone', async () => {
    const { files, weights, others } = given();
    const reader = new ModelFiles();
    await reader.read(never, files.slice(0, 2));
    await reader.read(never, files);
    for (const blob of [weights, ...others]) expect(blob.read).toBe(blob.size);
  });

  it('the one with the weights need not be read again while the model in use has its embeddings in it', async () => {
    const { files, weights } = given();
    const engine = new LocalEngine();
    await engine.load(never, { kind: 'files', files });
    await engine.load(never, { kind: 'files', files, options: { lowercase: true } });
    expect(weights.read).toBe(weights.size);
  });

  it('other files, of the same names, are others', async () => {
    const { files } = given();
    const reader = new ModelFiles();
    const [first] = await reader.read(never, files);
    const [again] = await reader.read(never, files);
    expect(again?.bytes).toBe(first?.bytes);
    const others = files.map((file) => ({ ...file, key: file.key + 10 }));
    expect((await reader.read(never, others))[0]?.bytes).not.toBe(first?.bytes);
  });

  it('says which one cannot be read', async () => {
    const blob = new Blob(['x']);
    vi.spyOn(blob, 'arrayBuffer').mockRejectedValue(new DOMException('it is gone', 'NotReadableError'));
    const failing = new LocalEngine().inspect(never, [{ name: 'mine/model.pt', blob, key: 3 }]);
    expect(await fieldsOfRejection(failing)).toMatchObject({
      name: 'LoadError',
      where: 'mine/model.pt',
      problem: 'the browser could not read this file',
      found: 'it is gone (1 MB)',
    });
  });
});

describe('a model in use', () => {
  it('has its embeddings where the file has them: no copy', async () => {
    const files = await new ModelFiles().read(never, given().files);
    const used = takeIntoUse(await readModel(files));
    const weights = files.find(({ name }) => name === 'model.safetensors');
    expect(used.network.embeddings().buffer).toBe(weights?.bytes.buffer);
    const exported = exportNative(used).find(({ name }) => name === 'model.safetensors');
    expect(exported?.bytes.length).toBeLessThan(1.01 * (weights?.bytes.length ?? 0)); // sums of biases are float64
  });

  it('does not hold on to a file of which its embeddings are the smaller part', async () => {
    const tensors = { ...storedAs(torchTensors(model), 'Float') };
    const moment = { type: 'Float', shape: [5000, 40], storage: new Float32Array(200_000) } as const;
    const bytes = writeTorchFile({ ...tensors, 'exp_avg.a': moment, 'exp_avg.b': moment });
    const files = [
      { name: 'model.pt', bytes },
      { name: 'vocab.txt', bytes: new TextEncoder().encode(model.words.join('\n')) },
    ];
    const { network } = takeIntoUse(await readModel(files, { ignoreOthers: true }));
    expect(network.embeddings().buffer).not.toBe(bytes.buffer);
    expect(network.embeddings().buffer.byteLength).toBe(5000 * 40 * 4);
  });
});
