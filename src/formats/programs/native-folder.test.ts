import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelData } from '../../model/model-data.ts';
import { writeFormatOne } from '../../testing/format-one.ts';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { makeTinyModel, partsOf } from '../../testing/tiny-model.ts';
import type { Tensor } from '../basics/tensor.ts';
import { readSafetensors, type StoredType, writeSafetensors } from '../containers/safetensors.ts';
import { readNativeFolder } from './native-folder.ts';
import { type NativeFolder, writeNativeFolder } from './native-network.ts';

/** Of the first format, where the second is not asked for. */
function folderOf(model: ModelData, dtype: StoredType = 'F64', write: typeof writeFormatOne = writeFormatOne): NativeFolder {
  const bytes = new Map(write(model, dtype).map((file) => [file.name, file.bytes]));
  const take = (name: string) => bytes.get(name) ?? new Uint8Array(0);
  return { 'config.json': take('config.json'), 'model.safetensors': take('model.safetensors'), 'vocab.txt': take('vocab.txt') };
}

const encode = (text: string) => new TextEncoder().encode(text);
const tiny = folderOf(makeTinyModel());

/** The tiny model's folder with fields of config.json changed; undefined drops a field. */
function withConfig(changes: object, folder = tiny): NativeFolder {
  const config: object = JSON.parse(new TextDecoder().decode(folder['config.json']));
  return { ...folder, 'config.json': encode(JSON.stringify({ ...config, ...changes })) };
}

/** The tiny model's folder with tensors changed; null drops one. */
function withTensors(changes: Readonly<Record<string, Tensor | null>>, folder = tiny): NativeFolder {
  const tensors = readSafetensors(folder['model.safetensors'], 'm');
  for (const [name, tensor] of Object.entries(changes)) {
    if (tensor === null) tensors.delete(name);
    else tensors.set(name, tensor);
  }
  return { ...folder, 'model.safetensors': writeSafetensors(tensors, 'F64') };
}

function zeros(...shape: number[]): Tensor {
  return { shape, data: new Float64Array(shape.reduce((product, size) => product * size, 1)) };
}

/** A word that may stand on a line. */
const word = fc.string({ unit: 'grapheme' }).filter((text) => !/[\n\r\uFEFF]/.test(text));

/** valibot drops the names that could reach an object's prototype, as it should. */
const fieldName = fc.string().filter((name) => !['__proto__', 'prototype', 'constructor'].includes(name));

const anyModel = fc
  .record({
    seed: fc.nat(),
    embeddingSize: fc.integer({ min: 1, max: 5 }),
    hiddenSize: fc.integer({ min: 1, max: 4 }),
    classes: fc.integer({ min: 2, max: 6 }),
    bidirectional: fc.boolean(),
    outputBias: fc.boolean(),
    names: fc.uniqueArray(word, { minLength: 1, maxLength: 8 }),
    metrics: fc.dictionary(fieldName, fc.jsonValue()),
    license: fc.option(fc.string()),
    lowercase: fc.boolean(),
  })
  .map(({ names, metrics, license, lowercase, ...shape }): ModelData => {
    const model = makeTinyModel({ ...shape, words: names.length });
    // JSON has no -0.
    const plainMetrics = JSON.parse(JSON.stringify(metrics));
    return {
      ...model,
      words: names,
      config: { ...model.config, metrics: plainMetrics, license, lowercase, unkToken: names[0] ?? null },
    };
  });

describe('round trip', () => {
  it.each([
    ['1', writeFormatOne],
    ['2', writeNativeFolder],
  ] as const)('format %s: F64 gives the same model, but for the hash', (_, write) => {
    fc.assert(
      fc.property(anyModel, (model) => {
        const { sha256, ...read } = readNativeFolder(folderOf(model, 'F64', write));
        expect(read).toEqual({ ...read, ...model, sha256: undefined });
        expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      }),
    );
  });

  it('F32 rounds each number to float32', () => {
    const model = makeTinyModel({ outputBias: true });
    const read = readNativeFolder(folderOf(model, 'F32'));
    expect(read.embeddings).toEqual(Float32Array.from(model.embeddings ?? []));
    expect(partsOf(read).right?.weightHh).toEqual(Float32Array.from(partsOf(model).right?.weightHh ?? []));
    expect(partsOf(read).outputBias).toEqual(Float32Array.from(partsOf(model).outputBias ?? []));
  });
});

describe('reading', () => {
  it.each(['ifgo', 'ogfi', 'fiog'])('tensors in the gate order %s', (order) => {
    const model = makeTinyModel();
    const tensors = readSafetensors(tiny['model.safetensors'], 'm');
    for (const [name, { shape, data }] of tensors) {
      if (!name.includes('_')) continue;
      const block = data.length / 4;
      const stored = [...order].flatMap((gate) => [
        ...data.subarray('igfo'.indexOf(gate) * block, ('igfo'.indexOf(gate) + 1) * block),
      ]);
      tensors.set(name, { shape, data: Float64Array.from(stored) });
    }
    const folder = withConfig({ gate_order: order }, { ...tiny, 'model.safetensors': writeSafetensors(tensors, 'F64') });
    const read = readNativeFolder(folder);
    expect(partsOf(read)).toEqual(partsOf(model));
  });

  it('adds the two biases, each of which may be missing', () => {
    const bias = { shape: [12], data: Float64Array.from({ length: 12 }, (_, index) => index) };
    const { left } = partsOf(makeTinyModel());
    expect(partsOf(readNativeFolder(withTensors({ 'left.bias_hh': bias }))).left.bias).toEqual(
      left.bias.map((value, index) => value + index),
    );
    expect(partsOf(readNativeFolder(withTensors({ 'left.bias_ih': null }))).left.bias).toEqual(new Float64Array(12));
  });

  it('takes the words as they are: U+00A0, CRLF, no last newline, a byte order mark', () => {
    const text = ['\uFEFF w0', '\u00A0w1\u00A0', 'w2\u2028', ...Array.from({ length: 9 }, (_, index) => `x${index}`)].join(
      '\r\n',
    );
    const { words } = readNativeFolder({ ...tiny, 'vocab.txt': encode(text) });
    expect(words.slice(0, 4)).toEqual([' w0', '\u00A0w1\u00A0', 'w2\u2028', 'x0']);
    expect(words.length).toBe(12);
  });

  it('hashes model.safetensors', () => {
    const other = readNativeFolder(withConfig({ name: 'other' }));
    expect(other.sha256).toBe(readNativeFolder(tiny).sha256);
    expect(readNativeFolder(withTensors({ 'left.bias_hh': zeros(12) })).sha256).not.toBe(other.sha256);
  });
});

describe('malformed folders', () => {
  const names = 'embeddings, left.weight_ih, left.weight_hh, left.bias_ih, left.bias_hh, output.left';
  const nan = zeros(12, 4);
  nan.data[3 * 4 + 1] = Number.NaN;
  it.each<[string, NativeFolder, object]>([
    [
      'config not JSON',
      { ...tiny, 'config.json': encode('{') },
      { where: 'config.json', expected: 'a JSON object', found: '"{"' },
    ],
    ['config not UTF-8', { ...tiny, 'config.json': bytesOf(0xff) }, { where: 'config.json', expected: 'UTF-8' }],
    [
      'config a list',
      { ...tiny, 'config.json': encode('[]') },
      { where: 'config.json', expected: 'a JSON object', found: '"[]"' },
    ],
    [
      'no name',
      withConfig({ name: undefined }),
      { where: 'config.json name', problem: 'is missing', expected: 'the field "name"', found: 'no such field' },
    ],
    [
      'name a number',
      withConfig({ name: 3 }),
      { where: 'config.json name', problem: 'is not valid', expected: 'string', found: '3' },
    ],
    ['one class', withConfig({ classes: ['a'] }), { where: 'config.json classes', expected: '>=2 entries', found: '1' }],
    ['class not a string', withConfig({ classes: ['a', 7] }), { where: 'config.json classes.1', expected: 'string', found: '7' }],
    ['size zero', withConfig({ hidden_size: 0 }), { where: 'config.json hidden_size', expected: '>=1', found: '0' }],
    ['size 1.5', withConfig({ embedding_size: 1.5 }), { where: 'config.json embedding_size', found: '1.5' }],
    ['gate order', withConfig({ gate_order: 'ifco' }), { where: 'config.json gate_order', found: '"ifco"' }],
    [
      'tokenizer',
      withConfig({ tokenizer: 'bpe' }),
      { where: 'config.json tokenizer', expected: expect.stringContaining('"ptb"'), found: '"bpe"' },
    ],
    [
      'unknown word',
      withConfig({ unk_token: '<unk>' }),
      { where: 'config.json unk_token', problem: 'is not in the vocabulary', found: '"<unk>"' },
    ],
    [
      'words too few',
      { ...tiny, 'vocab.txt': encode('a\nb\n') },
      { where: 'vocab.txt', expected: '12 words (rows of embeddings)', found: '2' },
    ],
    ['words none', { ...tiny, 'vocab.txt': encode('') }, { where: 'vocab.txt', found: 'an empty file' }],
    [
      'word twice',
      { ...tiny, 'vocab.txt': encode('a\nb\nc\nb\n') },
      {
        where: 'vocab.txt',
        problem: 'the word "b" appears twice',
        expected: 'every word once',
        found: 'it at lines 2 and 4 (counted from 1)',
      },
    ],
    [
      'a web page for the words',
      { ...tiny, 'vocab.txt': encode('<!DOCTYPE html>\n<title>Not here</title>\n') },
      { where: 'vocab.txt', expected: 'text', found: 'a web page', advice: 'Download the file itself.' },
    ],
    [
      'a web page for config.json',
      { ...tiny, 'config.json': encode('<html><title>Not here</title></html>') },
      { where: 'config.json', found: 'a web page' },
    ],
    ['words not UTF-8', { ...tiny, 'vocab.txt': bytesOf('a\n', 0xe9) }, { where: 'vocab.txt', expected: 'UTF-8' }],
    [
      'missing tensor',
      withTensors({ 'left.weight_hh': null }),
      { where: 'model.safetensors left.weight_hh', problem: 'is missing', expected: 'shape [12, 3]' },
    ],
    [
      'missing embeddings',
      withTensors({ embeddings: null }),
      { where: 'model.safetensors embeddings', expected: 'shape [12, 4]' },
    ],
    [
      'wrong shape',
      withTensors({ 'right.weight_ih': zeros(4, 12) }),
      { where: 'model.safetensors right.weight_ih', expected: '[12, 4]', found: '[4, 12]' },
    ],
    [
      'flat',
      withTensors({ 'right.weight_ih': zeros(48) }),
      { where: 'model.safetensors right.weight_ih', expected: '[12, 4]', found: '[48]' },
    ],
    [
      'not finite',
      withTensors({ 'left.weight_ih': nan }),
      { where: 'model.safetensors left.weight_ih', problem: 'holds NaN at [3, 1]', expected: 'finite numbers' },
    ],
    [
      'a tensor too many',
      withTensors({ 'dense.weight': zeros(1) }),
      { where: 'model.safetensors dense.weight', found: 'dense.weight' },
    ],
    [
      'right of a unidirectional model',
      withConfig({ bidirectional: false }),
      {
        where: 'model.safetensors right.weight_ih',
        problem: 'does not fit "bidirectional": false in config.json',
        expected: `${names}, output.bias`,
      },
    ],
    [
      'no right of a bidirectional model',
      withConfig({ bidirectional: true }, folderOf(makeTinyModel({ bidirectional: false }))),
      { where: 'model.safetensors right.weight_ih', problem: 'is missing' },
    ],
    [
      'output bias of another size',
      withTensors({ 'output.bias': zeros(4) }),
      { where: 'model.safetensors output.bias', expected: '[3]', found: '[4]' },
    ],
  ])('%s', (_, folder, fields) => {
    expect(fieldsOfError(() => readNativeFolder(folder))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});

describe('writing', () => {
  it.each(['a\nb', 'a\r', '\uFEFFa', '\uD83D'])('refuses the word %j, which would not be read back', (bad) => {
    const model = makeTinyModel({ words: 1 });
    expect(fieldsOfError(() => writeNativeFolder({ ...model, words: [bad] }))).toMatchObject({ where: 'vocab.txt' });
  });
});
