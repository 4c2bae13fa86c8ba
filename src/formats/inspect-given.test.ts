import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../model/model-data.ts';
import { inspectGiven } from './inspect-given.ts';
import type { TakenFile } from './settings/index.ts';

const FIXTURES = 'src/testing/fixtures';

const file = (path: string): ModelFile => ({
  name: path.split('/').at(-1) ?? path,
  bytes: new Uint8Array(readFileSync(`${FIXTURES}/${path}`)),
});
const text = (name: string, content: string): ModelFile => ({ name, bytes: new TextEncoder().encode(content) });

const KERAS = file('keras-uni/model.h5');
const VOCABULARY = file('keras-uni/vocab.json');
const LFS = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n';

const roles = (given: readonly TakenFile[]) => Object.fromEntries(given.map(({ name, role }) => [name, role]));

describe('files given one after the other', () => {
  it.each([
    ['weights', [KERAS], { roles: ['vocabulary'], names: ['a vocabulary'], optional: true }],
    ['a vocabulary', [VOCABULARY], { roles: ['weights'], optional: false }],
    ['a Tokenizer as JSON', [file('vocabularies/keras-tokenizer.json')], { roles: ['weights'], optional: false }],
    [
      'a description of layers',
      [text('model.json', '{"class_name": "Sequential", "config": {}}')],
      { roles: ['weights'], optional: false },
    ],
    ['a Tokenizer', [file('vocabularies/keras-limit.pkl')], { roles: ['weights'], optional: false }],
    [
      'part of the reference program’s files',
      [file('tiny/vocab'), file('tiny/model')],
      { names: ['embeddings.npy'], optional: false },
    ],
    ['all of them', [KERAS, VOCABULARY], null],
    ['the classes’ names first', [KERAS, file('vocabularies/labels.pkl')], { roles: ['vocabulary'], optional: true }],
  ] as const)('%s: what is missing', async (_, files, missing) => {
    const { missing: found, error } = await inspectGiven(files, 0);
    expect(error).toBeNull();
    if (missing === null) expect(found).toBeNull();
    else expect(found).toMatchObject(missing);
  });

  it('words that torch.save wrote do not take the place of weights', async () => {
    const files = [file('pytorch-networks/cells.pt'), file('vocabularies/torch-vocab.pt')];
    const { given, error } = await inspectGiven(files, 1);
    expect([error, roles(given)]).toEqual([null, { 'cells.pt': 'weights', 'torch-vocab.pt': 'vocabulary' }]);
    expect(given.map(({ replacedBy }) => replacedBy)).toEqual([null, null]);
  });

  it('a vocabulary given beside a zip goes before the one in it', async () => {
    const zipped = zipSync({ 'm/model.h5': KERAS.bytes, 'm/vocab.json': VOCABULARY.bytes }, { level: 0 });
    const words = Object.keys(JSON.parse(new TextDecoder().decode(VOCABULARY.bytes)));
    const other = text('words.txt', `${words.map((_, at) => `other${at}`).join('\n')}\n`);
    const { model, error } = await inspectGiven([{ name: 'm.zip', bytes: zipped }, other], 1);
    expect([error, model?.firstWords.slice(0, 2)]).toEqual([null, ['other0', 'other1']]);
  });

  it('says of each what it was taken for', async () => {
    const files = [
      KERAS,
      VOCABULARY,
      file('vocabularies/labels.pkl'),
      text('package.json', '{"name": "x",\n"version": 1}'),
      text('reviews.csv', 'text,label\nA day.,1\n'),
      text('photo.h5', '<!doctype html>'),
      text('empty.txt', ''),
      text('model.onnx', 'onnx'),
      text('scores.jsonl', '{"tokens": ["a"], "scores": [1, 2]}\n{"tokens": ["b"], "scores": [0, 2]}\n'),
      text('scores.txt', 'a day -> 1.5 -2e-3\na night -> 0 1\n'),
    ];
    const { given, model } = await inspectGiven(files, 0);
    expect(roles(given)).toEqual({
      'model.h5': 'weights',
      'vocab.json': 'vocabulary',
      'labels.pkl': 'labels',
      'package.json': 'unused',
      'reviews.csv': 'sentences',
      'photo.h5': 'foreign',
      'empty.txt': 'foreign',
      'model.onnx': 'foreign',
      'scores.jsonl': 'scores',
      'scores.txt': 'scores',
    });
    expect(given[5]).toMatchObject({ kind: 'a web page', advice: 'Download the file itself.' });
    expect(model?.problem).toBeNull();
    expect(model?.files).toEqual(['model.h5', 'vocab.json', 'labels.pkl']);
  });

  it.each([
    ['weights of another program', [KERAS, VOCABULARY], [file('pytorch-uni/model.pt')], { 'model.h5': 'model.pt' }],
    ['another vocabulary', [KERAS, VOCABULARY], [file('pytorch-uni/vocab.txt')], { 'vocab.json': 'vocab.txt' }],
    [
      'one that is not called so',
      [KERAS, file('pytorch-uni/vocab.txt')],
      [{ ...VOCABULARY, name: 'mine.json' }],
      { 'vocab.txt': 'mine.json' },
    ],
    ['the same name', [KERAS, VOCABULARY], [{ ...KERAS, bytes: KERAS.bytes.slice() }], { 'model.h5': 'model.h5' }],
    ['names of the classes', [KERAS, VOCABULARY], [file('vocabularies/labels.pkl')], {}],
    ['a pointer of that name', [KERAS, VOCABULARY], [text('vocab.json', LFS)], {}],
    ['what holds no words', [KERAS, VOCABULARY], [text('package.json', '{"name": "x",\n"version": 1}')], {}],
  ] as const)('lets one of the same role take the place: %s', async (_, earlier, later, replaced) => {
    const { given } = await inspectGiven([...earlier, ...later], earlier.length);
    const found = given.filter(({ replacedBy }) => replacedBy !== null).map(({ name, replacedBy }) => [name, replacedBy]);
    expect(Object.fromEntries(found)).toEqual(replaced);
  });

  it('tells a Tokenizer from a description of layers', async () => {
    const { given } = await inspectGiven(
      [file('vocabularies/keras-tokenizer.json'), text('a.json', '{"class_name": "Functional"}')],
      0,
    );
    expect(roles(given)).toEqual({ 'keras-tokenizer.json': 'vocabulary', 'a.json': 'layers' });
  });

  it('adds shards to those there are', async () => {
    const model = text('model.json', '{"modelTopology": {}, "weightsManifest": [{"paths": ["a.bin", "b.bin"]}]}');
    const shards = ['a.bin', 'b.bin'].map((name) => text(name, 'numbers'));
    const { given } = await inspectGiven([model, ...shards], 2);
    expect(roles(given)).toEqual({ 'model.json': 'layers', 'a.bin': 'weights', 'b.bin': 'weights' });
    expect(given.every(({ replacedBy }) => replacedBy === null)).toBe(true);
  });

  it('leaves it to the person which of two of one batch is meant', async () => {
    const { given, error } = await inspectGiven([KERAS, file('keras-bidi/model.keras'), VOCABULARY], 0);
    expect(given.every(({ replacedBy }) => replacedBy === null)).toBe(true);
    expect(error).toMatchObject({ problem: 'is given more than once' });
  });

  it('tells what is wrong where nothing can be used', async () => {
    const { given, missing, error, model } = await inspectGiven([text('model.pt', LFS), text('a.pdf', '%PDF-1.7')], 0);
    expect([missing, model]).toEqual([null, null]);
    expect(roles(given)).toEqual({ 'model.pt': 'foreign', 'a.pdf': 'foreign' });
    expect(error).toMatchObject({ where: 'model.pt', found: 'a Git LFS pointer, not the file itself' });
  });

  it('tells a damaged file as what it is, beside the others', async () => {
    const damaged = { name: 'model.h5', bytes: KERAS.bytes.slice(0, 2000) };
    const { given, missing, error } = await inspectGiven([damaged, VOCABULARY], 0);
    expect(missing).toBeNull();
    expect(error).toMatchObject({ name: 'ModelFormatError' });
    expect(roles(given)).toEqual({ 'model.h5': 'weights', 'vocab.json': 'vocabulary' });
  });
});
