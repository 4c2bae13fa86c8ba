/** PyTorch models as people published them, which are never part of the repository: the scores that PyTorch gives, or one sentence why not. */
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { Network } from '../../model/network.ts';
import { expectClose } from '../../testing/expect-close.ts';
import { hasShared, sharedBytes, sharedFiles } from '../../testing/shared.ts';
import { inspectModel } from '../inspect-model.ts';
import { readModel } from '../read-model.ts';

/** Files of a folder; `only`: those whose names fit. */
function wild(folder: string, only = /./): ModelFile[] {
  const paths = sharedFiles(`wild/${folder}`).filter((path) => only.test(path) && !path.endsWith('expected.json'));
  return paths.map((path) => ({ name: path.split('/').at(-1) ?? path, bytes: sharedBytes(path) }));
}

const IDS = [[5, 17, 3], [2, 40, 8, 99, 1, 64, 7], [11]];

/** Of one sigmoid output each, by torch 1.13 in float64. */
const SCORES: readonly (readonly [folder: string, choices: Record<string, string>, scores: readonly number[]])[] = [
  ['torch-last-direction-only', {}, [-1.9713586626353692, -1.62400745899068, -1.121476026258539]],
  ['torch-last-direction-only', { readout: 'final-left' }, [0.006018107338051859, -0.17927643706884228, -0.13142821743994304]],
  ['torch-old-format', {}, [-1.584820641413354, 12.147729016871148, -1.1662489728046865]],
  ['torch-packed-joblib', {}, [-0.9951361071175293, -4.037109956552182, 0.4321420266534751]],
  ['torch-rnn-three-layers', {}, [9.662100482570967, -3.779629114828503, 2.6324840923161146]],
  [
    'torch-rnn-three-layers',
    { readout: 'last', 'activation.rnn': 'relu' },
    [1.2331647367770746, -6.506414870034813, 1.1486293304660267],
  ],
];

describe.skipIf(!hasShared('wild'))('published models', () => {
  it.each(SCORES)('%s with %j gives PyTorch’s scores', async (folder, choices, scores) => {
    const network = new Network(await readModel(wild(folder), { choices }));
    for (const [index, ids] of IDS.entries())
      expectClose([...network.forward(ids)], [0, scores[index] ?? Number.NaN], 1e-10, folder);
  });

  it('words whose vectors are not there are said to lack them; without words rows of numbers are read', async () => {
    const folder = 'torch-embedding-outside';
    expect((await inspectModel(wild(folder))).problem).toMatchObject({
      where: 'lstm.pth',
      problem: 'has no embedding for the words in word2idx_mapping.txt',
      expected: expect.stringMatching(/^vectors of 90 numbers for its words/),
    });
    const weights = wild(folder, /\.pth$/);
    expect((await inspectModel(weights)).notes).toEqual([
      expect.stringMatching(/^There is no embedding in the file, .* 90 numbers/),
    ]);
    const rows = [0, 1, 2].map((t) => Array.from({ length: 90 }, (_, j) => (((t * 90 + j) % 7) - 3) / 4));
    const wanted = [-0.2083848688870027, 0.28017576450330334, -1.2807688809922908, -0.9465167615310107, 0.3278903818061333];
    expectClose([...new Network(await readModel(weights)).forwardNumbers(rows)], wanted, 1e-10, folder);
  });

  it.each([
    [
      'torch-gru-dense',
      'holds a network that cannot be explained',
      'gru2 reads 11 numbers after 24 of gru1, gru3 reads 10 numbers after 44 of gru2, fc1 reads 300 numbers after 40 of gru3',
    ],
    ['torch-whole-module', 'has no recurrent layer of PyTorch', 'model.RNN of i2h (Linear), i2o (Linear)'],
  ])('%s is refused in one sentence, before a vocabulary is asked for', async (folder, problem, found) => {
    expect((await inspectModel(wild(folder))).problem).toMatchObject({ problem, found });
  });
});
