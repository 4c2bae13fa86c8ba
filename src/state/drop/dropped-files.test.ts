import { beforeEach, describe, expect, it, vi } from 'vitest';

const taken = vi.hoisted(() => ({ sentences: [] as string[], models: 0 }));

vi.mock('../examples/examples-store.ts', () => ({
  useExamples: { getState: () => ({ takeFile: async ({ name }: File) => void taken.sentences.push(name) }) },
}));
vi.mock('../models/new-model-store.ts', () => ({
  useNewModel: { getState: () => ({ take: async () => void taken.models++ }) },
}));

const { takeDropped } = await import('./dropped-files.ts');

const given = (...files: readonly (readonly [path: string, content: string])[]) =>
  Promise.resolve(files.map(([path, content]) => ({ path, file: new File([content], path.split('/').at(-1) ?? path) })));

beforeEach(() => Object.assign(taken, { sentences: [], models: 0 }));

describe('what is dropped on the page', () => {
  it.each([
    ['a table', 'mine.csv', 'text,label\nA day.,1\n'],
    ['lines of sentences', 'notes.txt', 'A long day.\nA short night.\n'],
    ['trees', 'dev.txt', '(2 (2 a) (2 b))\n'],
    ['JSON lines', 'mine.json', '{"text": "a b"}\n{"text": "c d"}\n'],
    ['a broken table', 'mine.csv', '<!doctype html>'],
  ])('is a set of sentences: %s', async (_name, path, content) => {
    await takeDropped(given([path, content]));
    expect(taken).toEqual({ sentences: [path], models: 0 });
  });

  it.each([
    ['a list of words', () => given(['vocab.txt', 'the\na\n'])],
    ['weights', () => given(['model.pt', 'PK\u0003\u0004'])],
    ['several files', () => given(['a.txt', 'A long day.\n'], ['b.txt', 'A short night.\n'])],
    ['a folder', () => given(['data/a.txt', 'A long day.\n'])],
    ['what cannot be read', () => Promise.reject(new Error('gone'))],
  ])('is of a model: %s', async (_name, files) => {
    await takeDropped(files());
    expect(taken).toEqual({ sentences: [], models: 1 });
  });
});
