/** The vocabularies that people publish, as they published them; they are never part of the repository. */
import { describe, expect, it } from 'vitest';
import { hasShared, sharedBytes } from '../../testing/shared.ts';
import { openHdf5, openZip } from '../containers/index.ts';
import { readVocabulary } from './vocabulary-file.ts';

interface Expectation {
  readonly label: string;
  readonly words: number;
  readonly tokenizer: string;
  readonly unkToken?: string | null;
  readonly drops?: boolean;
  readonly doubts?: number;
}

/** What the folders' notes say of them, and the counts of their files. */
const EXPECTED: readonly (readonly [file: string, weights: string | null, Expectation])[] = [
  [
    'keras-batchnorm/tokenizer.pkl',
    'hate_speech_model.h5',
    { label: 'Keras Tokenizer', words: 5000, tokenizer: 'keras', unkToken: null, drops: true },
  ],
  [
    'keras-lstm-tokenizer-pickle/tokenizer.pkl',
    'sentiment_model.h5',
    { label: 'Keras Tokenizer', words: 5000, tokenizer: 'keras', unkToken: null, drops: true, doubts: 1 },
  ],
  [
    'keras-lstm-small-tokenizer/tokenizer.pickle',
    'sentiment_lstm_model.h5',
    { label: 'Keras Tokenizer', words: 237, tokenizer: 'keras', unkToken: '<OOV>', drops: false, doubts: 1 },
  ],
  [
    'keras-max-pool/sarcasm_tokenizer.pkl',
    'sarcasm_model.h5',
    { label: 'Keras Tokenizer', words: 29_067, tokenizer: 'keras', unkToken: null, drops: true },
  ],
  [
    'keras-dense-word-index/word_index.json',
    'model.h5',
    { label: 'JSON', words: 5000, tokenizer: 'keras', unkToken: '<OOV>', drops: false, doubts: 1 },
  ],
  [
    'keras-stacked-dense/word_index.json',
    'model.h5',
    { label: 'JSON', words: 5000, tokenizer: 'keras', unkToken: '<OOV>', drops: false, doubts: 1 },
  ],
  [
    'keras-rnn-masked/vocab.pkl',
    'review.keras',
    { label: 'pickle', words: 10_000, tokenizer: 'text-vectorization', unkToken: '[UNK]' },
  ],
  [
    'keras-text-vectorization/vectorizer_vocab.pkl',
    'spam_model.h5',
    { label: 'pickle', words: 5076, tokenizer: 'text-vectorization', unkToken: '[UNK]' },
  ],
  ['torch-rnn-three-layers/vocab.json', null, { label: 'JSON', words: 5000, tokenizer: 'text-vectorization' }],
  ['torch-last-direction-only/vocab.pkl', null, { label: 'pickle', words: 7663, tokenizer: 'text-vectorization' }],
  ['torch-packed-joblib/lstm_vocab.joblib', null, { label: 'pickle, vocab', words: 5000, tokenizer: 'treebank' }],
  ['torch-embedding-outside/word2idx_mapping.txt', null, { label: 'text', words: 4205, tokenizer: 'treebank' }],
];

/** Rows of the embedding in a Keras file. */
async function embeddingRows(folder: string, weights: string): Promise<number | undefined> {
  const bytes = sharedBytes(`wild/${folder}/${weights}`);
  const inner = weights.endsWith('.keras') ? openZip(bytes, weights).get('model.weights.h5')?.read() : bytes;
  if (inner === undefined) return undefined;
  const { datasets } = await openHdf5(inner, weights, /^optimizer/);
  return [...datasets].find(([name, { shape }]) => /embed/i.test(name) && shape.length === 2)?.[1].shape[0];
}

describe.skipIf(!hasShared('wild'))('vocabularies as people publish them', () => {
  it.each(EXPECTED)('%s', async (path, weights, expected) => {
    const [folder = '', name = ''] = path.split('/');
    const rows = weights === null ? undefined : await embeddingRows(folder, weights);
    const bytes = sharedBytes(`wild/${path}`);
    const { label, words, hints, doubts } = readVocabulary(bytes, name, { rows, besideKeras: weights !== null });
    if (process.env.LRP_LENS_WILD_TABLE) console.log(JSON.stringify({ path, rows, label, words: words.length, hints, doubts }));
    const { tokenizer, unkToken, dropsUnknown } = hints;
    const found = {
      label,
      words: words.length,
      tokenizer: tokenizer?.kind,
      unkToken,
      drops: dropsUnknown,
      doubts: doubts.length,
    };
    expect(found).toEqual({ unkToken: undefined, drops: undefined, doubts: 0, ...expected });
  });
});
