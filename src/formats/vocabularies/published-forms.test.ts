/** Vocabularies as programs keep them: scripts/make-vocabulary-fixtures.py has written the files. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../model/tokenizer.ts';
import { KERAS_RULES } from '../../model/tokenizer-kinds.ts';
import { Vocabulary } from '../../model/vocabulary.ts';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { readLabels } from './labels.ts';
import { type ReadVocabulary, readVocabulary } from './vocabulary-file.ts';

const FOLDER = new URL('../../testing/fixtures/vocabularies/', import.meta.url);
const bytes = (name: string) => new Uint8Array(readFileSync(new URL(name, FOLDER)));
const read = (name: string, rows?: number) => readVocabulary(bytes(name), name, { rows });
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const utf8 = (text: string) => new TextEncoder().encode(text);

interface Sequences {
  readonly texts: readonly string[];
  readonly ids: readonly (readonly number[])[];
  readonly words: number;
}
const EXPECTED: Readonly<Record<string, Sequences>> = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8'));

/** Ids of a text, as the engine gets them; of one without a known word none. */
function idsOf(text: string, { words, hints }: ReadVocabulary): number[] {
  const { lowercase = true, unkToken = null, dropsUnknown = false, tokenizer = KERAS_RULES } = hints;
  const vocabulary = new Vocabulary(words, { lowercase, unkToken, dropsUnknown });
  const tokens = tokenize(text, { lowercase, rules: tokenizer }).map((token) => token.text);
  return [...vocabulary.read(tokens).ids].filter((id) => id >= 0);
}

describe('Keras’ Tokenizer', () => {
  it.each(Object.entries(EXPECTED))('%s gives the ids that texts_to_sequences gives', (name, { texts, ids }) => {
    const vocabulary = read(name);
    expect(vocabulary.label).toBe('Keras Tokenizer');
    expect(texts.map((text) => idsOf(text, vocabulary))).toEqual(ids);
  });

  it.each(['keras-tokenizer.json', 'keras-tokenizer-in-text.json', 'keras.joblib', 'keras-zlib.joblib', 'keras-gzip.joblib'])(
    '%s is the same',
    (name) => {
      expect({ ...read(name), doubts: [] }).toEqual({ ...read('keras-plain.pkl'), doubts: [] });
    },
  );

  it('what its name says does not matter', () => {
    expect(readVocabulary(bytes('keras-zlib.joblib'), 'words.txt')).toEqual({
      ...read('keras-plain.pkl'),
      doubts: expect.anything(),
    });
  });

  it('words beyond num_words are unknown words, and rows without a word are no matter', () => {
    const { words, hints, doubts } = read('keras-oov.pkl', 50);
    expect([words.length, words[1], hints.unkToken, hints.dropsUnknown]).toEqual([6, '<OOV>', '<OOV>', false]);
    expect(doubts.filter((doubt) => doubt.includes('rows'))).toEqual([]);
  });

  it('one that splits by a function is refused', () => {
    const config = { word_index: { a: 1 }, analyzer: 'own' };
    expect(fieldsOfError(() => readVocabulary(json({ class_name: 'Tokenizer', config }), 't.json'))).toMatchObject({
      where: 't.json',
      problem: expect.stringContaining('its own function'),
    });
  });

  it('an id far beyond the number of words is refused: nothing is made of its size', () => {
    const config = { word_index: JSON.stringify({ a: 1, b: 900_000_000 }) };
    expect(fieldsOfError(() => readVocabulary(json({ class_name: 'Tokenizer', config }), 't.json'))).toMatchObject({
      problem: 'has an id that does not fit',
      found: '900000000',
    });
  });

  it('what another program has packed is refused by name', () => {
    expect(fieldsOfError(() => read('keras-bz2.joblib'))).toMatchObject({
      problem: 'is compressed with bzip2, which is not supported',
    });
  });
});

const WORDS = ['<unk>', '<pad>', 'the', 'plot', 'is', 'warm', 'dull', 'café'];

describe('pickles', () => {
  it.each([
    'numpy-array.pkl',
    'numpy-ids.pkl',
    'array.joblib',
    'objects.joblib',
    'several.pkl',
    'own-class-0.pkl',
    'own-class-4.pkl',
    'torchtext-old.pkl',
    'torchtext-new.pkl',
  ])('%s', (name) => {
    expect(read(name).words).toEqual(WORDS);
  });

  it('numpy’s strings, as TextVectorization gives them', () => {
    const { words, hints } = read('numpy-words.pkl');
    expect(words).toEqual(['', '[UNK]', ...WORDS.slice(2)]);
    expect(hints).toEqual({ tokenizer: { kind: 'text-vectorization' }, unkToken: '[UNK]', paddingId: 0 });
  });

  it('of several that may be it, the candidates are named, unless one fits the embedding', () => {
    expect(fieldsOfError(() => read('ambiguous.pkl'))).toMatchObject({
      problem: 'holds several things that could be the vocabulary',
      found: 'source_vocab (8 words), target_vocab (4 words)',
    });
  });

  it('a class that has nothing to do with words is refused, and nothing is run', () => {
    const hostile = bytesOf("cos\nsystem\n(S'echo'\ntR.");
    expect(fieldsOfError(() => readVocabulary(hostile, 'vocab.pkl'))).toMatchObject({
      found: '"os.system"',
      advice: 'Nothing in the file was run.',
    });
    // A name that looks like a vocabulary's makes a record of it, whatever its module: it is never called.
    expect(fieldsOfError(() => readVocabulary(bytesOf("cos.system\nVocab\n(S'echo'\ntR."), 'vocab.pkl'))).toMatchObject({
      problem: 'calls "os.system.Vocab", a function that is not on the list',
    });
  });
});

describe('tokenizer.json of Hugging Face', () => {
  const file = (model: object, rest: object = {}) => json({ version: '1.0', model, ...rest });
  const vocab = { '[UNK]': 0, the: 1, plot: 2 };

  it('of whole words is read, with how it splits', () => {
    const rest = {
      normalizer: { type: 'Sequence', normalizers: [{ type: 'NFD' }, { type: 'Lowercase' }] },
      pre_tokenizer: { type: 'Whitespace' },
    };
    const { words, hints } = readVocabulary(file({ type: 'WordLevel', vocab, unk_token: '[UNK]' }, rest), 'tokenizer.json');
    expect(words).toEqual(['[UNK]', 'the', 'plot']);
    expect(hints).toEqual({ tokenizer: { kind: 'words-and-marks' }, lowercase: true, unkToken: '[UNK]', dropsUnknown: false });
  });

  it.each([
    ['BPE', { vocab, merges: [] }],
    ['WordPiece', { type: 'WordPiece', vocab }],
    ['Unigram', { vocab: [['the', -1.5]] }],
  ])('%s is refused by name', (type, model) => {
    expect(fieldsOfError(() => readVocabulary(file(model), 'tokenizer.json'))).toMatchObject({ found: type });
  });
});

describe('text', () => {
  it.each([
    ['a word, a space and its id', 'plot 1\nthe 0\nnew york 2\n'],
    ['a word, a comma and its id', 'plot,1\nthe,0\nnew york,2\n'],
    ['a table with a header', 'word,index\nplot,1\nthe,0\n"new york",2\n'],
    ['a series as pandas writes it', ',0\nplot,1\nthe,0\nnew york,2\n'],
    ['ids before words', 'id,token\n1,plot\n0,the\n2,new york\n'],
  ])('%s', (_, text) => {
    expect(readVocabulary(utf8(text), 'words.txt').words).toEqual(['the', 'plot', 'new york']);
  });

  it.each([
    ['GloVe', 'the 0.5 -1 2e-3 4\n. . . 1 2 3 4\n'],
    ['word2vec', '2 4\nthe 0.5 -1 2e-3 4 \n. . . 1 2 3 4 \n'],
  ])('%s: words with vectors', (_, text) => {
    const { words, vectors, label } = readVocabulary(utf8(text), 'glove.txt');
    expect([label, words, vectors?.shape]).toEqual(['word vectors', ['the', '. . .'], [2, 4]]);
    expect([...(vectors?.read() ?? [])]).toEqual([0.5, -1, 0.002, 4, 1, 2, 3, 4]);
  });

  it('a vector that is cut off is told by its line', () => {
    expect(fieldsOfError(() => readVocabulary(utf8('a 1 2 3 4\nb 1 2 3\n'), 'v.vec'))).toMatchObject({ where: 'v.vec line 2' });
  });
});

describe('doubts', () => {
  const ask = (value: Uint8Array, rows?: number) => readVocabulary(value, 'v.txt', { rows }).doubts;
  const english = 'the people have a good time and new friends to love but this year was bad'.split(' ');

  it('none for the words of an ordinary sentence, as many as there are rows', () => {
    expect(ask(utf8(english.join('\n')), english.length)).toEqual([]);
  });

  it.each([
    [
      'lines that end in numbers',
      utf8(english.map((word) => `${word}: 5`).join('\n')),
      /^Most words of v\.txt end in numbers, such as “the: 5”/,
    ],
    ['words of another language', utf8('der\nfilm\nist\nwarm'), /^Of 27 everyday English words, v\.txt has 0/],
  ])('%s', (_, value, sentence) => {
    expect(ask(value)).toEqual([expect.stringMatching(sentence)]);
  });

  it('words beyond the rows, and rows without a word, unless the list begins with its padding', () => {
    expect(ask(utf8(english.join('\n')), 5)).toContainEqual(
      expect.stringMatching(/16 words, the embedding 5 rows: words beyond/),
    );
    expect(ask(utf8(english.join('\n')), 20)).toEqual([expect.stringMatching(/16 words, the embedding 20 rows: is it whole/)]);
    expect(ask(utf8(['<pad>', ...english].join('\n')), 20)).toEqual([]);
  });
});

describe('how texts are split, where only words are known', () => {
  const many = Array.from({ length: 300 }, (_, index) => `word${index}`);
  it.each([
    ['the treebank', ["n't", ...many], 'treebank'],
    ['Keras', ["don't", ...many], 'keras'],
    ['signs taken out', ['dont', ...many], 'text-vectorization'],
    ['no signs', many, 'words'],
    ['basic_english', ['.', "'", ...many], 'basic-english'],
    ['few words', many.slice(0, 20), 'treebank'],
  ])('%s', (_, words, kind) => {
    expect(readVocabulary(json(words), 'v.json').hints.tokenizer?.kind).toBe(kind);
  });

  it('a dict of words beside Keras’ weights is its Tokenizer’s', () => {
    const { hints } = readVocabulary(json({ '<OOV>': 1, the: 2 }), 'v.json', { rows: 3, besideKeras: true });
    expect(hints).toEqual({ tokenizer: KERAS_RULES, unkToken: '<OOV>', dropsUnknown: false });
    expect(readVocabulary(json({ the: 1 }), 'v.json', { rows: 2, besideKeras: true }).hints.dropsUnknown).toBe(true);
  });
});

describe('names of classes', () => {
  it.each([
    ['labels.pkl', ['negative', 'neutral', 'positive']],
    ['labels.joblib', ['negative', 'neutral', 'positive']],
    ['labels-numbers.pkl', ['0', '2', '4']],
  ])('%s', (name, classes) => {
    expect(readLabels(bytes(name), name)).toEqual(classes);
  });

  it.each<[string, unknown, readonly string[] | null]>([
    ['labels.json', ['bad', 'good'], ['bad', 'good']],
    ['label_map.json', { good: 1, bad: 0 }, ['bad', 'good']],
    ['id2label.json', { '0': 'bad', '1': 'good' }, ['bad', 'good']],
    ['words.json', ['bad', 'good'], null],
    ['labels.json', ['bad', 'bad'], null],
    ['labels.json', { a: 5 }, null],
  ])('%s %j', (name, value, classes) => {
    expect(readLabels(json(value), name)).toEqual(classes);
  });
});

describe('an index whose program says what it adds to the ids', () => {
  const metadata = (from: number) =>
    utf8(JSON.stringify({ word_index: { the: 1, plot: 2, dull: 3 }, index_from: from, max_len: 20 }));

  it('by 3: ids for padding, the start and unknown words', () => {
    const { words, hints } = readVocabulary(metadata(3), 'metadata.json', { rows: 6 });
    expect(words).toEqual(['<pad>', '<start>', '<unk>', '<unused 3>', 'the', 'plot']);
    expect(hints).toMatchObject({ unkToken: '<unk>', paddingId: 0 });
  });

  it('by none', () => {
    expect(readVocabulary(metadata(0), 'metadata.json', { rows: 4 }).words).toEqual(['<pad>', 'the', 'plot', 'dull']);
  });
});

describe('Keras’ IMDB word index', () => {
  const first = ['the', 'and', 'a', 'of', 'to', 'is', 'br', 'in', 'it', 'i'];
  const index = Object.fromEntries(
    [...first, ...Array.from({ length: 1500 }, (_, n) => `made${n}`)].map((word, n) => [word, n + 1]),
  );

  it('is moved up by 3, as load_data does, and asked after', () => {
    const { words, hints, doubts, idShift } = readVocabulary(json(index), 'index.json', { rows: 100, besideKeras: true });
    expect(words.slice(0, 6)).toEqual(['<pad>', '<start>', '<unk>', '<unused 3>', 'the', 'and']);
    expect([words.length, idShift]).toEqual([100, 3]);
    expect(hints).toMatchObject({ tokenizer: KERAS_RULES, unkToken: '<unk>', dropsUnknown: false, paddingId: 0 });
    expect(doubts).toEqual([expect.stringMatching(/moved up by 3.*program do so\?$/)]);
  });

  it('is read as it stands where that is said', () => {
    const { words, hints, idShift } = readVocabulary(json(index), 'index.json', { rows: 100, besideKeras: true, idShift: 0 });
    expect([words[1], words[2], idShift, hints.dropsUnknown]).toEqual(['the', 'and', 0, true]);
  });
});

describe('names of classes in a text', () => {
  it.each([
    ['a name a line', 'labels.txt', 'bad\ngood\n', ['bad', 'good']],
    ['with their places', 'classes.txt', '0 bad\n1 so so\n2 good\n', ['bad', 'so so', 'good']],
    ['of another name', 'words.txt', 'bad\ngood\n', null],
    ['one alone', 'labels.txt', 'bad\n', null],
  ])('%s', (_, name, text, names) => expect(readLabels(utf8(text), name)).toEqual(names));
});

describe('a Field of torchtext', () => {
  const method = (owner: string) => `cbuiltins\ngetattr\n(cbuiltins\n${owner}\nS'split'\ntR`;
  const field = (owner: string) =>
    bytesOf(
      `ctorchtext.data.field\nField\n)\x81}(S'dtype'\nctorch\nint64\nS'tokenize'\n${method(owner)}S'vocab'\n}S'stoi'\n}(S'the'\nI0\nS'plot'\nI1\nusub.`,
    );

  it('keeps its words, whatever it does with texts', () => {
    expect(readVocabulary(field('str'), 'TEXT.pkl').words).toEqual(['the', 'plot']);
  });

  it('asks for nothing but the name of a method of texts', () => {
    expect(fieldsOfError(() => readVocabulary(field('object'), 'TEXT.pkl'))).toMatchObject({ problem: 'asks for an attribute' });
  });
});
