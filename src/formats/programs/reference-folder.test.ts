import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { mulberry32 } from '../../model/random.ts';
import { goldenFiles } from '../../testing/golden.ts';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { partsOf } from '../../testing/tiny-model.ts';
import { type ReferenceFolder, readReferenceFolder } from './reference-folder.ts';

interface Matrix {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

type Tensors = Readonly<Record<string, Matrix>>;

/** A protocol 0 pickle of a list of strings. */
function pickleWords(words: readonly string[]): Uint8Array {
  return bytesOf('(', ...words.map((word) => `V${word}\n`), 'l.');
}

/** A pickled dict of float64 arrays, as numpy writes them in protocol 5. */
function pickleTensors(tensors: Tensors): Uint8Array {
  const items = Object.entries(tensors).map(([name, { shape, data }]) => {
    const raw = new Uint8Array(Float64Array.from(data).buffer);
    const sizes = shape.map((size) => `I${size}\n`).join('');
    const type = "cnumpy\ndtype\n(S'f8'\nI0\nI1\ntR(I3\nS'<'\nNNNI-1\nI-1\nI0\ntb";
    return bytesOf(
      `V${name}\ncnumpy.core.numeric\n_frombuffer\n(B`,
      raw.length & 255,
      raw.length >> 8,
      0,
      0,
      raw,
      `${type}(${sizes}tVC\ntR`,
    );
  });
  return bytesOf('(', ...items, 'd.');
}

function makeTensors(e: number, d: number, C: number): Tensors {
  const random = mulberry32(3);
  const matrix = (...shape: number[]): Matrix => {
    const size = shape.reduce((product, axis) => product * axis, 1);
    return { shape, data: Array.from({ length: size }, () => random() - 0.5) };
  };
  const sides = ['Left', 'Right'].flatMap((side): [string, Matrix][] => [
    [`Wxh_${side}`, matrix(4 * d, e)],
    [`bxh_${side}`, matrix(4 * d)],
    [`Whh_${side}`, matrix(4 * d, d)],
    [`bhh_${side}`, matrix(4 * d)],
    [`Why_${side}`, matrix(C, d)],
  ]);
  return Object.fromEntries(sides);
}

function npy(rows: number, columns: number): Uint8Array {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows}, ${columns})}\n`;
  return bytesOf('\x93NUMPY', 1, 0, header.length, 0, header, new Uint8Array(8 * rows * columns));
}

const tensors = makeTensors(2, 1, 3);
const WORDS = ['the', 'film', 'caf\xe9'];
const good: ReferenceFolder = { vocab: pickleWords(WORDS), model: pickleTensors(tensors), 'embeddings.npy': npy(3, 2) };

function without(name: string): Tensors {
  return Object.fromEntries(Object.entries(tensors).filter(([key]) => key !== name));
}

describe('reading', () => {
  it('adds the biases and keeps the rest as it is', () => {
    const read = readReferenceFolder(good);
    const { left, right, outputBias } = partsOf(read);
    const { words } = read;
    const values = (name: string) => tensors[name]?.data ?? [];
    expect(words).toEqual(WORDS);
    expect(outputBias).toBeNull();
    expect([...left.weightIh]).toEqual(values('Wxh_Left'));
    expect([...left.weightHh]).toEqual(values('Whh_Left'));
    expect([...left.output]).toEqual(values('Why_Left'));
    expect([...(right?.weightIh ?? [])]).toEqual(values('Wxh_Right'));
    expect([...left.bias]).toEqual(values('bxh_Left').map((value, index) => value + (values('bhh_Left')[index] ?? 0)));
  });

  it('names classes: those of SST where there are five', () => {
    const five = { ...good, model: pickleTensors(makeTensors(2, 1, 5)) };
    expect(readReferenceFolder(good).config.classes).toEqual(['class 0', 'class 1', 'class 2']);
    expect(readReferenceFolder(five).config.classes).toEqual([
      'very negative',
      'negative',
      'neutral',
      'positive',
      'very positive',
    ]);
  });

  it.each<[string[], string | null, boolean]>([
    [['the', 'film', 'x'], null, true],
    [['the', 'Film', 'x'], null, false],
    [['the', '<unk>', 'x'], '<unk>', true],
    [['the', 'UNK', 'x'], 'UNK', true],
    [['the', 'UNK', 'X'], 'UNK', false],
  ])('%j: unknown word %j, lower case %j', (words, unkToken, lowercase) => {
    expect(readReferenceFolder({ ...good, vocab: pickleWords(words) }).config).toMatchObject({ unkToken, lowercase });
  });

  it('is called what it is told', () => {
    expect(readReferenceFolder(good).config.name).toBe('reference model');
    expect(readReferenceFolder(good, 'mine').config.name).toBe('mine');
  });

  it('leaves entries alone that the format does not have', () => {
    const more = { ...good, model: pickleTensors({ ...tensors, extra: { shape: [1], data: [1] } }) };
    expect(partsOf(readReferenceFolder(more)).left).toEqual(partsOf(readReferenceFolder(good)).left);
  });
});

describe('malformed folders', () => {
  const badValue = (name: string, at: number): Tensors => {
    const matrix = tensors[name] ?? { shape: [], data: [] };
    return { ...tensors, [name]: { ...matrix, data: matrix.data.with(at, Number.POSITIVE_INFINITY) } };
  };
  const flat = { shape: [8], data: new Array<number>(8).fill(0) };
  it.each<[string, Partial<ReferenceFolder>, object]>([
    ['vocab a number', { vocab: bytesOf('I1\n.') }, { where: 'vocab', expected: 'a pickled list', found: 'a number' }],
    [
      'vocab with a number',
      { vocab: bytesOf('(Vthe\nI1\nl.') },
      { where: 'vocab position 1', expected: 'str', found: 'a number' },
    ],
    [
      'a word twice',
      { vocab: pickleWords(['a', 'b', 'a']) },
      { where: 'vocab', problem: 'the word "a" appears twice', found: 'it at positions 0 and 2 (counted from 0)' },
    ],
    ['vocab cut off', { vocab: good.vocab.subarray(0, 9) }, { where: 'vocab byte 6', problem: 'is truncated in UNICODE' }],
    ['model a list', { model: good.vocab }, { where: 'model', expected: 'a pickled dict', found: 'list' }],
    [
      'no Wxh_Left',
      { model: pickleTensors(without('Wxh_Left')) },
      { where: 'model Wxh_Left', problem: 'is missing', found: expect.stringContaining('bxh_Left') },
    ],
    [
      'no Whh_Right',
      { model: pickleTensors(without('Whh_Right')) },
      { where: 'model Whh_Right', problem: 'is missing', expected: 'shape [4, 1]' },
    ],
    [
      'Wxh_Left flat',
      { model: pickleTensors({ ...tensors, Wxh_Left: flat }) },
      { where: 'model Wxh_Left', expected: 'a matrix', found: '[8]' },
    ],
    [
      'Wxh_Left of three gates',
      { model: pickleTensors({ ...tensors, Wxh_Left: { shape: [3, 2], data: [1, 2, 3, 4, 5, 6] } }) },
      { where: 'model Wxh_Left', expected: '4d rows', found: '[3, 2]' },
    ],
    [
      'bxh_Right of another size',
      { model: pickleTensors({ ...tensors, bxh_Right: flat }) },
      { where: 'model bxh_Right', expected: '[4]', found: '[8]' },
    ],
    [
      'infinity',
      { model: pickleTensors(badValue('Why_Right', 2)) },
      { where: 'model Why_Right', problem: 'holds Infinity at [2, 0]' },
    ],
    [
      'embeddings for fewer words',
      { 'embeddings.npy': npy(2, 2) },
      { where: 'embeddings.npy', expected: '[3, 2]', found: '[2, 2]' },
    ],
    [
      'embeddings of another size',
      { 'embeddings.npy': npy(3, 4) },
      { where: 'embeddings.npy', expected: '[3, 2]', found: '[3, 4]' },
    ],
  ])('%s', (_, changes, fields) => {
    expect(fieldsOfError(() => readReferenceFolder({ ...good, ...changes }))).toMatchObject({
      name: 'ModelFormatError',
      ...fields,
    });
  });

  it('refuses a golden model with the files of another', () => {
    const take = (files: readonly ModelFile[], name: string) =>
      files.find((file) => file.name === name)?.bytes ?? new Uint8Array(0);
    const [tiny, other] = [goldenFiles('tiny'), goldenFiles('float32')];
    const mixed = { vocab: take(tiny, 'vocab'), model: take(other, 'model'), 'embeddings.npy': take(tiny, 'embeddings.npy') };
    expect(fieldsOfError(() => readReferenceFolder(mixed))).toMatchObject({
      where: 'embeddings.npy',
      expected: '[12, 9]',
      found: '[12, 4]',
    });
  });
});
