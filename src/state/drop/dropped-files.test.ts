import { beforeEach, describe, expect, it, vi } from 'vitest';

const taken = vi.hoisted(() => ({ sentences: [] as string[], models: 0 }));
const numbers = vi.hoisted(() => ({ input: 'tokens', taken: [] as string[] }));
const page = vi.hoisted(() => ({ isOpen: false, status: 'none' }));

vi.mock('../models/model-store.ts', () => ({ useModel: { getState: () => ({ info: numbers }), subscribe: () => undefined } }));
vi.mock('../numbers/numbers-file-store.ts', () => ({
  useNumbersFile: { getState: () => ({ take: async ({ name }: File) => void numbers.taken.push(name) }) },
}));

vi.mock('../examples/examples-store.ts', () => ({
  useExamples: { getState: () => ({ takeFile: async ({ name }: File) => void taken.sentences.push(name) }) },
}));
vi.mock('../models/new-model-store.ts', () => ({
  useNewModel: { getState: () => ({ status: page.status, take: async () => void taken.models++ }), subscribe: () => undefined },
}));
vi.mock('../models/library-store.ts', () => ({ useLibrary: { getState: () => page } }));

const { takeDropped } = await import('./dropped-files.ts');

const given = (...files: readonly (readonly [path: string, content: string])[]) =>
  Promise.resolve(files.map(([path, content]) => ({ path, file: new File([content], path.split('/').at(-1) ?? path) })));

const clearTheWay = vi.fn();

beforeEach(() => {
  Object.assign(taken, { sentences: [], models: 0 });
  Object.assign(page, { isOpen: false, status: 'none' });
  Object.assign(numbers, { input: 'tokens', taken: [] });
  clearTheWay.mockReset();
});

describe('what is dropped on the page', () => {
  it.each([
    ['a table', 'mine.csv', 'text,label\nA day.,1\n'],
    ['lines of sentences', 'notes.txt', 'A long day.\nA short night.\n'],
    ['trees', 'dev.txt', '(2 (2 a) (2 b))\n'],
    ['JSON lines', 'mine.json', '{"text": "a b"}\n{"text": "c d"}\n'],
    ['a broken table', 'mine.csv', '<!doctype html>'],
  ])('is a set of sentences: %s', async (_name, path, content) => {
    await takeDropped(given([path, content]), clearTheWay);
    expect(taken).toEqual({ sentences: [path], models: 0 });
    expect(clearTheWay).toHaveBeenCalledOnce();
  });

  it.each([
    ['a list of words', () => given(['vocab.txt', 'the\na\n'])],
    ['an index of words in one line', () => given(['word_index.json', '{"the": 1, "film": 2}'])],
    ['words with their ids', () => given(['word2idx_mapping.txt', 'the 0\na 1\nfilm 2\n'])],
    ['word vectors', () => given(['glove.txt', 'the 0.25 -1e-3\na 0.5 2\n'])],
    ['weights', () => given(['model.pt', 'PK\u0003\u0004'])],
    ['several files', () => given(['a.txt', 'A long day.\n'], ['b.txt', 'A short night.\n'])],
    ['a folder', () => given(['data/a.txt', 'A long day.\n'])],
    ['what cannot be read', () => Promise.reject(new Error('gone'))],
  ])('is of a model: %s', async (_name, files) => {
    await takeDropped(files(), clearTheWay);
    expect(taken).toEqual({ sentences: [], models: 1 });
    expect(clearTheWay).not.toHaveBeenCalled();
  });

  it('is of the model that is being gone over, whatever it is', async () => {
    Object.assign(page, { isOpen: true, status: 'partial' });
    await takeDropped(given(['mine.csv', 'text,label\nA day.,1\n']), clearTheWay);
    expect(taken).toEqual({ sentences: [], models: 1 });
    Object.assign(page, { isOpen: false });
    await takeDropped(given(['mine.csv', 'text,label\nA day.,1\n']), clearTheWay);
    expect(taken).toEqual({ sentences: ['mine.csv'], models: 1 });
  });

  it('is a file of numbers where the model reads these', async () => {
    numbers.input = 'numbers';
    await takeDropped(given(['mine.csv', 'a,b\n1,2\n']), clearTheWay);
    await takeDropped(given(['config.json', '{}']), clearTheWay);
    await takeDropped(given(['a.csv', '1'], ['b.csv', '2']), clearTheWay);
    expect([numbers.taken, taken]).toEqual([['mine.csv'], { sentences: [], models: 2 }]);
  });
});
