/** What else files hold beside weights, and weights that are whole numbers: the same in every container. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ModelFile } from '../../model/model-data.ts';
import { bytesOf, fieldsOfRejection } from '../../testing/malformed.ts';
import { npyBytes } from '../../testing/npy-writer.ts';
import { makeTinyModel, partsOf } from '../../testing/tiny-model.ts';
import { type NamedMatrix, storedAs, type TorchTensors, torchTensors, writeTorchFile } from '../../testing/torch-writer.ts';
import { inspectModel } from '../inspect-model.ts';
import { readModel } from '../read-model.ts';

const model = makeTinyModel({ outputBias: true });
const words = { name: 'vocab.txt', bytes: new TextEncoder().encode(model.words.join('\n')) };
const fractions = torchTensors(model);
const whole = new Map(
  [...fractions].map(([name, { shape, data }]) => [name, { shape, data: data.map((x) => Math.round(9 * x) + 0) }]),
);
const counters = { steps: [], sizes: [3] };

interface Stored extends NamedMatrix {
  readonly type: 'double' | 'int32';
}
type StoredTensors = ReadonlyMap<string, Stored>;

const stored = (tensors: ReadonlyMap<string, NamedMatrix>, type: Stored['type']): StoredTensors =>
  new Map([...tensors].map(([name, tensor]) => [name, { ...tensor, type }]));
const ints = (shapes: Readonly<Record<string, readonly number[]>>): StoredTensors =>
  stored(
    new Map(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        { shape, data: new Float64Array(shape.reduce((a, b) => a * b, 1)).fill(7) },
      ]),
    ),
    'int32',
  );

function npyOf({ shape, data, type }: Stored): Uint8Array {
  return type === 'double' ? npyBytes({ shape, data }) : array('<i4', shape, new Uint8Array(Int32Array.from(data).buffer));
}

function array(descr: string, shape: readonly number[], body: Uint8Array): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.map((size) => `${size},`).join(' ')}), }`;
  return bytesOf('\x93NUMPY', 1, 0, header.length & 255, header.length >> 8, header, body);
}

const npz = (tensors: StoredTensors, more: Readonly<Record<string, Uint8Array>> = {}): ModelFile => ({
  name: 'm.npz',
  bytes: zipSync({ ...Object.fromEntries([...tensors].map(([name, one]) => [`${name}.npy`, npyOf(one)])), ...more }),
});

function pt(tensors: StoredTensors, more: TorchTensors = {}): ModelFile {
  const kept = [...tensors].flatMap(([name, { type, ...one }]) =>
    Object.entries(storedAs(new Map([[name, one]]), type === 'double' ? 'Double' : 'Int')),
  );
  return { name: 'm.pt', bytes: writeTorchFile({ ...Object.fromEntries(kept), ...more }) };
}

function safetensors(tensors: StoredTensors, more: readonly [name: string, dtype: string, bytes: number][] = []): ModelFile {
  const parts = [...tensors].map(([name, { shape, data, type }]) => {
    const bytes = new Uint8Array((type === 'double' ? Float64Array.from(data) : Int32Array.from(data)).buffer);
    return { name, dtype: type === 'double' ? 'F64' : 'I32', shape: [...shape], bytes };
  });
  for (const [name, dtype, size] of more) parts.push({ name, dtype, shape: [size], bytes: new Uint8Array(size) });
  let end = 0;
  const header: Record<string, object> = {};
  for (const { name, dtype, shape, bytes } of parts) {
    header[name] = { dtype, shape, data_offsets: [end, end + bytes.length] };
    end += bytes.length;
  }
  const json = JSON.stringify(header);
  const size = new Uint8Array(new BigUint64Array([BigInt(json.length)]).buffer);
  return { name: 'm.safetensors', bytes: bytesOf(size, json, ...parts.map(({ bytes }) => bytes)) };
}

const CONTAINERS: readonly [string, (tensors: StoredTensors) => ModelFile][] = [
  ['.npz', npz],
  ['.pt', pt],
  ['.safetensors', safetensors],
];

describe.each(CONTAINERS)('%s', (_, write) => {
  const read = async (tensors: StoredTensors) => {
    const read = await readModel([write(tensors), words]);
    return { embeddings: read.embeddings, ...partsOf(read) };
  };

  it('whole numbers are weights like others, biases among them', async () => {
    expect(await read(stored(whole, 'int32'))).toEqual(await read(stored(whole, 'double')));
  });

  it('counters of whole numbers without a part are left alone, and that is said', async () => {
    const tensors = new Map([...stored(fractions, 'double'), ...ints(counters)]);
    expect(await read(tensors)).toEqual(await read(stored(fractions, 'double')));
    const { notes, problem } = await inspectModel([write(tensors), words]);
    expect([problem, notes]).toEqual([null, ['Ignored, since whole numbers without a role are counters: steps, sizes.']]);
  });

  it('a counter as long as the scores is not taken for their bias', async () => {
    const bare = new Map([...stored(fractions, 'double')].filter(([name]) => name !== 'fc.bias'));
    expect((await read(new Map([...bare, ...ints({ seen: [3] })]))).outputBias).toBeNull();
  });

  it('a matrix of whole numbers without a part is of another layer', async () => {
    const tensors = new Map([...stored(fractions, 'double'), ...ints({ 'head2.weight': [4, 7] })]);
    expect(await fieldsOfRejection(readModel([write(tensors), words]))).toMatchObject({
      problem: 'holds tensors without a known place in the network',
      found: 'head2.weight [4, 7]',
    });
  });
});

it('whole numbers beyond what a double holds are refused', async () => {
  const big = array('<i8', [3], new Uint8Array(new BigInt64Array([1n, 2n ** 53n + 1n, 3n]).buffer));
  const file = npz(new Map([...stored(whole, 'int32')].filter(([name]) => name !== 'fc.bias')), { 'fc.bias.npy': big });
  expect(await fieldsOfRejection(readModel([file, words]))).toMatchObject({
    where: 'm.npz fc.bias',
    problem: 'holds whole numbers that cannot be read exactly',
  });
});

describe('what is not read matters only where it is needed', () => {
  const good = stored(fractions, 'double');
  const text = array('<U4', [2], new Uint8Array(32));
  const objects = array('|O', [1], bytesOf(0x80, 4, 'N', '.'));

  it.each<[string, ModelFile, string]>([
    ['text in an .npz', npz(good, { 'labels.npy': text }), 'labels'],
    ['Python objects in an .npz', npz(good, { 'history.npy': objects }), 'history'],
    ['truth values in an .npz', npz(good, { 'mask.npy': array('|b1', [2], bytesOf(1, 0)) }), 'mask'],
    ['another file in an .npz', npz(good, { 'README.txt': bytesOf('hello') }), 'README.txt'],
    ['truth values in a .safetensors', safetensors(good, [['mask', 'BOOL', 4]]), 'mask'],
    ['truth values in a .pt', pt(good, { mask: { type: 'Bool', shape: [2], storage: [1, 0] } }), 'mask'],
  ])('%s', async (_, file, name) => {
    const read = await readModel([file, words]);
    expect([read.embeddings, partsOf(read)]).toEqual([model.embeddings, partsOf(await readModel([npz(good), words]))]);
    const { notes, problem } = await inspectModel([file, words]);
    expect([problem, notes]).toEqual([null, [`Ignored, since it holds no numbers: ${name}.`]]);
  });

  it('numbers of a type that is not supported are of another layer, unless that is said', async () => {
    const file = safetensors(good, [['quantised', 'F8_E4M3', 4]]);
    expect((await inspectModel([file, words])).problem).toMatchObject({ found: 'quantised [4]' });
    expect((await inspectModel([file, words], { ignored: ['quantised'] })).problem).toBeNull();
  });

  it('with a role, why it is not read is told before the model is used', async () => {
    const bare = new Map([...good].filter(([name]) => name !== 'fc.bias'));
    const file = safetensors(bare, [['fc.bias', 'F8_E4M3', 3]]);
    expect((await inspectModel([file, words])).problem).toMatchObject({
      where: 'm.safetensors fc.bias',
      problem: 'has a number type that is not supported',
      found: '"F8_E4M3"',
    });
    const labelled = npz(bare, { 'fc.bias.npy': text });
    expect((await inspectModel([labelled, words], { mapping: { 'output.bias': 'fc.bias' } })).problem).toMatchObject({
      where: "m.npz fc.bias.npy header 'descr'",
    });
  });
});

describe('names of a config.json', () => {
  const config = (said: object): ModelFile => ({ name: 'config.json', bytes: new TextEncoder().encode(JSON.stringify(said)) });
  const inspect = (said: object) => inspectModel([npz(stored(fractions, 'double')), words, config(said)]);

  it('blank ones are numbered, and that is said', async () => {
    const { settled, notes, problem } = await inspect({ name: '  ', classes: ['good', ' ', ''] });
    expect([problem, settled?.name, settled?.classes]).toEqual([null, 'm.npz', ['good', 'class 1', 'class 2']]);
    expect(notes).toEqual(['config.json has no names for some classes; they are named class 1, class 2.']);
  });

  it('long ones are cut, stay distinct, and that is said', async () => {
    const long = (middle: string) => `${'a'.repeat(5000)}${middle}${'z'.repeat(5000)}`;
    const { settled, notes } = await inspect({ name: long(''), classes: [long('1'), long('2'), 'short'] });
    const cut = `${'a'.repeat(55)}…${'z'.repeat(24)}`;
    expect([settled?.name, settled?.classes]).toEqual([cut, [cut, `${cut} (1)`, 'short']]);
    expect(notes).toEqual(['config.json has names longer than 80 characters; they are shortened.']);
  });
});
