/** Weights under whatever names people give them: told by what they hold where the name does not tell. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../model/model-data.ts';
import { torchNetwork } from '../testing/golden.ts';
import { inspectGiven } from './inspect-given.ts';
import { inspectModel } from './inspect-model.ts';

function fixture(path: string, name: string): ModelFile {
  return { name, bytes: new Uint8Array(readFileSync(`src/testing/fixtures/${path}`)) };
}

const words = fixture('vocabularies/torch-dict.pt', 'vocab.pt');
const TORCH = { ...torchNetwork('cells') };

describe('weights that torch.save wrote', () => {
  it.each(['epoch=3-step=100.ckpt', 'best.pth.tar', 'params.pkl', 'lstm.model', 'checkpoint', 'weights.dat', 'model.h5'])(
    'called %s',
    async (name) => {
      const file = { name, bytes: TORCH.bytes };
      const { format, problem, files } = await inspectModel([file]);
      expect([format, problem, files]).toEqual(['PyTorch state_dict', null, [name]]);
      const { given } = await inspectGiven([file], 0);
      expect(given.map(({ role }) => role)).toEqual(['weights']);
    },
  );

  it('what is called a checkpoint and is not one of PyTorch is one of TensorFlow', async () => {
    const file = { name: 'cp.ckpt', bytes: new TextEncoder().encode('model_checkpoint_path') };
    await expect(inspectModel([file])).rejects.toThrow('cp.ckpt: is part of a TensorFlow checkpoint');
  });
});

describe('weights of Keras', () => {
  it.each(['model.hdf', 'sentiment.model', 'weights.pt', 'old.keras'])('called %s', async (name) => {
    const { format, problem } = await inspectModel([fixture('keras-uni/model.h5', name)]);
    expect([format.slice(0, 5), problem]).toEqual(['Keras', null]);
  });

  it('beside words that torch.save wrote are one model', async () => {
    const model = fixture('keras-uni/model.h5', 'model.h5');
    for (const files of [
      [model, words],
      [words, model],
    ]) {
      const { files: used, vocabulary } = await inspectModel(files);
      expect([[...used].sort(), vocabulary]).toEqual([['model.h5', 'vocab.pt'], 'pickle']);
    }
    const { given } = await inspectGiven([model, words], 1);
    expect(given.map(({ role, replacedBy }) => [role, replacedBy])).toEqual([
      ['weights', null],
      ['vocabulary', null],
    ]);
  });

  it('beside weights of PyTorch are two', async () => {
    const files = [fixture('keras-uni/model.h5', 'model.h5'), TORCH];
    await expect(inspectModel(files)).rejects.toThrow('files: are of two models');
  });
});
