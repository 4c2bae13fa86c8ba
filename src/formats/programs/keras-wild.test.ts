/** Models of Keras as people publish them, opened as they are: the scores that an independent program gives, or why there are none. */
import { describe, expect, it } from 'vitest';
import type { ModelFile, Padding } from '../../model/model-data.ts';
import { Network } from '../../model/network.ts';
import { expectClose } from '../../testing/expect-close.ts';
import { fieldsOfRejection } from '../../testing/malformed.ts';
import { hasShared, NO_UPSTREAM, sharedBytes, sharedFiles, sharedText } from '../../testing/shared.ts';
import { readModel } from '../read-model.ts';

interface Expected {
  readonly padding: Pick<Padding, 'side' | 'length' | 'id'> | null;
  readonly output: 'softmax' | 'sigmoid';
  readonly examples: readonly {
    readonly ids?: readonly number[];
    readonly inputs?: readonly (readonly number[])[];
    readonly scores: readonly number[];
  }[];
}

function filesOf(set: string): ModelFile[] {
  return sharedFiles(`wild/${set}`)
    .filter((path) => !path.endsWith('expected.json'))
    .map((path) => ({ name: path.slice(path.lastIndexOf('/') + 1), bytes: sharedBytes(path) }));
}

/** Ids are rows of the embedding, whatever words there are. */
async function scoresOf(set: string, { padding, examples }: Expected): Promise<number[][]> {
  const options = padding === null ? { padding: null } : { padding: { ...padding, truncate: padding.side, masked: false } };
  const network = new Network(await readModel(filesOf(set), options));
  return examples.map(({ ids, inputs }) => Array.from(inputs ? network.forwardNumbers(inputs) : network.forward(ids ?? [])));
}

const SETS = [
  'batchnorm',
  'dense-word-index',
  'hard-sigmoid-bigru',
  'lstm-masked',
  'lstm-small-tokenizer',
  'lstm-tokenizer-pickle',
  'max-pool',
  'numbers',
  'rnn-masked',
  'stacked-dense',
].map((name) => `keras-${name}`);

describe.skipIf(!hasShared('wild'))(`published models (${hasShared('wild') ? 'present' : NO_UPSTREAM})`, () => {
  it.each(SETS)('%s', async (set) => {
    const expected: Expected = JSON.parse(sharedText(`wild/${set}/expected.json`));
    const found = await scoresOf(set, expected);
    expect(found.length).toBeGreaterThan(1);
    for (const [index, { scores }] of expected.examples.entries()) {
      // One sigmoid output is read as the scores 0 and s.
      const [zero, ...others] = found[index] ?? [];
      const own = scores.length === 1 && found[index]?.length === 2 ? others : (found[index] ?? []);
      if (own === others) expect(zero).toBe(0);
      expectClose(own, scores, 1e-6, `${set} ${index}`);
    }
  });

  it('keras-multi-label is refused: of its weights one direction of one layer is in the file', async () => {
    const found = await fieldsOfRejection(readModel(filesOf('keras-multi-label')));
    expect(found).toMatchObject({ where: 'toxicity.h5', problem: 'has parts that cannot be explained' });
    expect(found?.found?.split('; ')).toEqual([
      '"embedding" (Embedding): its table is not in the file',
      '"bidirectional" (Bidirectional): weights of its own for both directions that are not in the file',
      ...['dense', 'dense_1', 'dense_2', 'dense_3'].map((name) => `"${name}" (Dense): its weights are not in the file`),
    ]);
  });

  it('keras-text-vectorization splits texts as its layer says, with the words beside it', async () => {
    const { config, words, layers } = await readModel(filesOf('keras-text-vectorization'));
    expect(config).toMatchObject({
      tokenizer: { kind: 'text-vectorization' },
      lowercase: true,
      unkToken: '[UNK]',
      paddingId: 0,
      padding: null,
    });
    expect([words.length, ...words.slice(0, 2)]).toEqual([5076, '', '[UNK]']);
    expect(layers.map(({ layer }) => ('kind' in layer ? layer.kind : layer.type))).toEqual(['lstm', 'max', 'dense']);
  });
});
