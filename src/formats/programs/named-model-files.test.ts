/** Which of the files given are a model of named tensors, and which its vocabulary. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { fieldsOfRejection } from '../../testing/malformed.ts';
import { file, model, npz, pt, tensors, vocabulary, weightsOf } from '../../testing/named-files.ts';
import { inspectModel } from '../inspect-model.ts';
import { readModel } from '../read-model.ts';
import { writeNativeFolder } from './native-network.ts';

describe('which files', () => {
  const words = vocabulary(model);
  const zip = (files: readonly ModelFile[]) =>
    zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), { level: 6 });
  const native = writeNativeFolder(model, 'F64');

  it('the only text is the vocabulary, whatever its name; else the one that is called so', async () => {
    expect((await readModel([pt, file('list.txt', words.bytes)])).words).toEqual(model.words);
    expect((await readModel([pt, words, file('README.txt', 'x'), file('golden.json', {})])).words).toEqual(model.words);
  });

  it('one zip of any format, with what macOS adds', async () => {
    const mac = [file('__MACOSX/m/._mine.pt', 'x'), file('m/._vocab.txt', 'x')];
    const inFolder = [pt, words].map(({ name, bytes }) => ({ name: `m/${name}`, bytes }));
    expect(weightsOf(await readModel([file('a.zip', zip([...inFolder, ...mac]))]))).toEqual(weightsOf(model));
    expect(weightsOf(await readModel([file('a.zip', zip(native))]))).toEqual(weightsOf(model));
    expect(weightsOf(await readModel([file('a.zip', zip([file('m.npz', npz(tensors)), words]))]))).toEqual(weightsOf(model));
    expect(weightsOf(await readModel([file('a.zip', zip([pt])), words]))).toEqual(weightsOf(model));
  });

  it('a zip beside a whole model is left alone', async () => {
    expect(weightsOf(await readModel([pt, words, file('old.zip', 'no zip at all')]))).toEqual(weightsOf(model));
  });

  it('hashes the weights', async () => {
    expect((await readModel([file('a.zip', zip([pt, words]))])).sha256).toBe((await readModel([pt, words])).sha256);
  });

  it.each<[string, readonly ModelFile[], object]>([
    ['no weights', [words, file('mine.pt.json', {})], { advice: 'Missing: one *.pt, *.pth, *.bin, *.safetensors or *.npz.' }],
    [
      'two files of weights',
      [pt, file('b.npz', npz(tensors)), words],
      { problem: 'is given more than once', found: 'mine.pt, b.npz' },
    ],
    ['two vocabularies', [pt, words, file('vocab.json', model.words)], { where: 'a vocabulary', found: 'vocab.txt, vocab.json' }],
    ['two zips', [file('a.zip', zip([pt])), file('b.zip', zip([words]))], { problem: 'are several zips' }],
    ['our own names without their config.json', native.slice(1), { advice: 'Missing: config.json.' }],
    ['a state_dict that is none', [file('m.pt', 'hello'), words], { where: 'm.pt', problem: 'is not a PyTorch file' }],
    [
      'NaN',
      [file('m.npz', npz(new Map([...tensors, ['fc.bias', { shape: [3], data: Float64Array.of(0, Number.NaN, 0) }]]))), words],
      { where: 'm.npz fc.bias', problem: 'holds NaN at [1]' },
    ],
    [
      'a bias of another shape',
      [file('m.npz', npz(new Map([...tensors, ['lstm.bias_ih_l0', { shape: [11], data: new Float64Array(11) }]]))), words],
      { where: 'm.npz', found: 'lstm.bias_ih_l0 [11] instead of [12]' },
    ],
  ])('refused: %s', async (_, files, fields) => {
    expect(await fieldsOfRejection(readModel(files))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});

it('without a vocabulary words are called by their ids', async () => {
  const { words, config, embeddings } = await readModel([pt]);
  expect([words.length, words[7]]).toEqual([12, '#7']);
  expect(embeddings).toEqual((await readModel([pt, words12()])).embeddings);
  expect(config).toMatchObject({ tokenizer: { kind: 'ids' }, unkToken: null, dropsUnknown: true });
  expect((await inspectModel([pt])).doubts).toEqual([expect.stringMatching(/^No vocabulary was given/)]);
});

function words12(): ModelFile {
  return file('vocab.txt', Array.from({ length: 12 }, (_, id) => `word${id}\n`).join(''));
}

it('a vocabulary for another is questioned', async () => {
  const { doubts } = await inspectModel([pt, file('vocab.txt', 'a\nb\n')]);
  expect(doubts).toContain('vocab.txt has 2 words, the embedding 12 rows: is it whole, and does its first word belong to row 0?');
});
