import { describe, expect, it } from 'vitest';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { makeTinyModel } from '../../testing/tiny-model.ts';
import {
  pickleDict,
  pickleInt,
  pickleStateDict,
  pickleStorage,
  pickleTensor,
  pickleText,
  storedAs,
  type TorchTensor,
  type TorchTensors,
  torchTensors,
  writeTorchFile,
} from '../../testing/torch-writer.ts';
import { openTorchFile } from './torch-file.ts';

function numbers(bytes: Uint8Array, name: string): number[] {
  return [...(openTorchFile(bytes, 'm.pt').tensors.get(name)?.read() ?? [])];
}

const SIX = [0.5, -1, 2, 3.5, -0.25, 8];
const matrix: TorchTensor = { type: 'Float', shape: [2, 3], storage: SIX };
const good: TorchTensors = { 'fc.weight': matrix };

describe('tensors', () => {
  it.each(['Float', 'Double', 'Half', 'BFloat16'] as const)('%s, in either byte order', (type) => {
    for (const littleEndian of [true, false]) {
      const bytes = writeTorchFile({ a: { type, shape: [6], storage: SIX } }, { littleEndian });
      expect(numbers(bytes, 'a')).toEqual(SIX);
    }
  });

  it('is little-endian where nothing is said', () => {
    expect(numbers(writeTorchFile(good, { files: { 'model/byteorder': null } }), 'fc.weight')).toEqual(SIX);
  });

  it.each<[string, Partial<TorchTensor>, number[]]>([
    ['transposed', { shape: [3, 2], strides: [1, 3] }, [0.5, 3.5, -1, -0.25, 2, 8]],
    ['columns of a wider matrix', { shape: [2, 2], strides: [3, 1], offset: 1 }, [-1, 2, -0.25, 8]],
    ['the end of a storage', { shape: [2], strides: [1], offset: 4 }, [-0.25, 8]],
    ['every other number', { shape: [3], strides: [2], offset: 1 }, [-1, 3.5, 8]],
    ['one row with any stride', { shape: [1, 3], strides: [99, 1] }, [0.5, -1, 2]],
    ['repeated rows', { shape: [2, 3], strides: [0, 1] }, [0.5, -1, 2, 0.5, -1, 2]],
    ['a scalar', { shape: [], strides: [], offset: 3 }, [3.5]],
    ['nothing', { shape: [0, 3], strides: [3, 1], offset: 6 }, []],
  ])('views: %s', (_, view, expected) => {
    const bytes = writeTorchFile({ a: { ...matrix, ...view } });
    expect(openTorchFile(bytes, 'm.pt').tensors.get('a')?.shape).toEqual(view.shape);
    expect(numbers(bytes, 'a')).toEqual(expected);
  });

  it('tensors that share a storage, as flattened LSTM weights do', () => {
    const bytes = writeTorchFile({
      a: { ...matrix, shape: [2], key: '0' },
      b: { ...matrix, shape: [4], offset: 2, key: '0' },
    });
    expect([numbers(bytes, 'a'), numbers(bytes, 'b')]).toEqual([SIX.slice(0, 2), SIX.slice(2)]);
  });

  it('tells whole numbers and truth values from fractions', () => {
    const steps = { type: 'Long', shape: [1], storage: [7] } as const;
    const { tensors } = openTorchFile(writeTorchFile({ ...good, steps, mask: { ...steps, type: 'Bool' } }), 'm.pt');
    expect([...tensors].map(([name, { kind }]) => [name, kind])).toEqual([
      ['fc.weight', undefined],
      ['steps', 'whole'],
      ['mask', 'none'],
    ]);
    expect([...(tensors.get('steps')?.read() ?? [])]).toEqual([7]);
    expect(fieldsOfError(() => tensors.get('mask')?.read())).toMatchObject({ where: 'm.pt mask', found: 'torch.bool' });
  });

  it('refuses bytes that would fill more than 4 times the file', () => {
    const file = (count: number) =>
      openTorchFile(
        writeTorchFile({ ...good, a: { type: 'Byte', shape: [count], storage: new Uint8Array(count) } }),
        'm.pt',
      ).tensors.get('a');
    expect(file(100)?.read()).toEqual(new Float64Array(100));
    expect(fieldsOfError(() => file(10_000)?.read())).toMatchObject({ problem: 'holds one-byte numbers' });
  });

  it('reads parameters', () => {
    for (const name of ['_rebuild_parameter', '_rebuild_parameter_with_state']) {
      const around = (tensor: Uint8Array) =>
        bytesOf(
          `ctorch._utils\n${name}\n(`,
          tensor,
          0x88,
          'ccollections\nOrderedDict\n)R',
          name.endsWith('state') ? '}' : '',
          'tR',
        );
      expect(numbers(writeTorchFile(good, { pickle: pickleStateDict(good, around) }), 'fc.weight')).toEqual(SIX);
    }
  });
});

describe('where the state_dict is', () => {
  const state = pickleStateDict(good);
  const size = bytesOf('ctorch\nSize\n((', pickleInt(2), pickleInt(3), 'ttR');
  it.each<[string, Uint8Array]>([
    ['alone', state],
    ['a plain dict', pickleDict({ 'fc.weight': pickleTensor(matrix, '0') })],
    ['under state_dict', pickleDict({ epoch: pickleInt(3), state_dict: state, loss: pickleTensor(matrix, '0') })],
    ['under model_state_dict', pickleDict({ model_state_dict: state, optimizer: pickleDict({ lr: pickleInt(1) }) })],
    ['under model', pickleDict({ model: state, shape: size })],
    ['under model, beside a state_dict that is none', pickleDict({ state_dict: pickleDict({}), model: state })],
  ])('%s', (_, pickle) => {
    expect(numbers(writeTorchFile(good, { pickle }), 'fc.weight')).toEqual(SIX);
  });

  it.each([['module.'], ['_orig_mod.'], ['model.'], ['module._orig_mod.'], ['_orig_mod.module.model.']])(
    'strips %s',
    (prefix) => {
      const model = storedAs(torchTensors(makeTinyModel()), 'Float');
      const wrapped = Object.fromEntries(Object.entries(model).map(([name, tensor]) => [prefix + name, tensor]));
      expect([...openTorchFile(writeTorchFile(wrapped), 'm.pt').tensors.keys()]).toEqual(Object.keys(model));
    },
  );

  it('keeps a prefix that the names have which a user has given', () => {
    const bytes = writeTorchFile({ 'module.model.a': matrix, 'module.model.b': matrix });
    const names = (named: string[]) => [...openTorchFile(bytes, 'm.pt', { named }).tensors.keys()];
    expect(names(['b', 'of another file'])).toEqual(['a', 'b']);
    expect(names(['model.b'])).toEqual(['model.a', 'model.b']);
    expect(names(['module.model.b'])).toEqual(['module.model.a', 'module.model.b']);
  });

  it('keeps a prefix that only some names have', () => {
    const bytes = writeTorchFile({ 'module.a': matrix, b: matrix });
    expect([...openTorchFile(bytes, 'm.pt').tensors.keys()]).toEqual(['module.a', 'b']);
  });
});

describe('other ways to name a tensor', () => {
  const tuple = (...parts: (string | number | Uint8Array)[]) => bytesOf('(', ...parts, 't');
  const sizes = (...values: number[]) => tuple(...values.map(pickleInt));
  const read = (tensor: Uint8Array, storage: TorchTensor = matrix) =>
    numbers(writeTorchFile({ a: storage }, { pickle: pickleDict({ a: tensor }) }), 'a');
  const view = bytesOf(pickleInt(1), sizes(2), sizes(2));
  const bytes = (type: string, module = 'torch') =>
    bytesOf(tuple(pickleText('storage'), `c${module}\n${type}Storage\n`, pickleText('0'), pickleText('cpu'), pickleInt(24)), 'Q');

  it.each([
    ['UntypedStorage', 'torch.storage'],
    ['UntypedStorage', 'torch'],
    ['_UntypedStorage', 'torch.storage'],
  ])('_rebuild_tensor_v3 of a %s in %s', (type, module) => {
    const storage = bytes(type.replace('Storage', ''), module);
    const rebuild = (dtype: string, more = '') =>
      bytesOf('ctorch._utils\n_rebuild_tensor_v3\n', tuple(storage, view, 0x89, 'N', `ctorch\n${dtype}\n`, more), 'R');
    expect(read(rebuild('float32'))).toEqual([-1, 3.5]);
    expect(read(rebuild('float32', '}'))).toEqual([-1, 3.5]);
    expect(fieldsOfError(() => read(rebuild('strided')))).toMatchObject({ found: '"torch.strided"' });
    const halves = { ...matrix, type: 'BFloat16', storage: [...SIX, ...SIX] } as const;
    expect(read(rebuild('bfloat16'), halves)).toEqual([-1, 3.5]);
  });

  it('_rebuild_tensor_v3 does not go beyond its bytes', () => {
    const beyond = (type: string, offset: number) =>
      bytesOf(
        'ctorch._utils\n_rebuild_tensor_v3\n',
        tuple(bytes('Untyped'), pickleInt(offset), sizes(2), sizes(1), 0x89, 'N', `ctorch\n${type}\n`),
        'R',
      );
    expect(fieldsOfError(() => read(beyond('float32', 5)))).toMatchObject({ expected: 'at most 6 numbers' });
    expect(fieldsOfError(() => read(beyond('float64', 2)))).toMatchObject({ expected: 'at most 3 numbers' });
  });

  it('_rebuild_tensor, as before PyTorch 0.4; Parameter, called or made', () => {
    const tensor = bytesOf('ctorch._utils\n_rebuild_tensor\n', tuple(pickleStorage('Float', '0', 6), view), 'R');
    const type = 'ctorch.nn.parameter\nParameter\n';
    expect(read(tensor)).toEqual([-1, 3.5]);
    expect(read(bytesOf(type, tuple(tensor, 0x88), 'R'))).toEqual([-1, 3.5]);
    expect(read(bytesOf(type, tuple(tensor), 0x81))).toEqual([-1, 3.5]);
  });

  it('a part of a storage, as before PyTorch 1.0', () => {
    const part = (from: number, length: number) => {
      const meaning = tuple(pickleText('1'), pickleInt(from), pickleInt(length));
      const id = tuple(
        pickleText('storage'),
        'ctorch\nFloatStorage\n',
        pickleText('0'),
        pickleText('cpu'),
        pickleInt(6),
        meaning,
      );
      return bytesOf('ctorch._utils\n_rebuild_tensor\n', tuple(id, 'Q', view), 'R');
    };
    expect(read(part(2, 4))).toEqual([3.5, 8]);
    expect(fieldsOfError(() => read(part(2, 5)))).toMatchObject({ problem: 'goes beyond data/0', found: '7' });
    expect(fieldsOfError(() => read(part(4, 2)))).toMatchObject({ problem: 'a tensor goes beyond its storage' });
  });
});

describe('refused', () => {
  const write = (pickle: Uint8Array, files = {}) => writeTorchFile(good, { pickle, files });
  const tensorOf = (changes: Partial<TorchTensor>) => writeTorchFile({ a: { ...matrix, ...changes } });
  const state = pickleStateDict(good);
  const advice = expect.stringContaining('torch.save(model.state_dict(), "model.pt")');
  const persistent = (id: Uint8Array) => write(bytesOf(id, 'Q'));
  const tuple = (...parts: (string | number | Uint8Array)[]) => bytesOf('(', ...parts, 't');
  const FLOAT = 'ctorch\nFloatStorage\n';
  const [STORAGE, KEY, CPU, SIZE] = [pickleText('storage'), pickleText('0'), pickleText('cpu'), pickleInt(6)];
  const idError = { problem: 'has a persistent id that is not supported' };

  it.each<[string, Uint8Array, object]>([
    [
      'a whole module without weights',
      write(bytesOf('c__main__\nClassifier\n)', 0x81, '}b')),
      { problem: 'does not hold a state_dict', found: '__main__ Classifier', advice },
    ],
    ['os.system', write(bytesOf("cos\nsystem\n(S'echo'\ntR")), { found: '"os.system"', where: 'm.pt data.pkl byte 2' }],
    ['torch.load in a pickle', write(bytesOf('ctorch\nload\n')), { found: '"torch.load"' }],
    ['builtins.eval', write(bytesOf('cbuiltins\neval\n')), { found: '"builtins.eval"' }],
    ['a storage type called', write(bytesOf(`${FLOAT})R`)), { problem: 'does not fit REDUCE' }],
    [
      'OrderedDict of something',
      write(bytesOf('ccollections\nOrderedDict\n(K\x01tR')),
      { expected: 'nothing, or a list of [key, value]' },
    ],
    ['a text id', write(bytesOf('P0\n')), idError],
    ['an id that is text', persistent(STORAGE), { ...idError, found: 'str' }],
    ['an id of four', persistent(tuple(STORAGE, FLOAT, KEY, CPU)), idError],
    ['an id of six', persistent(tuple(STORAGE, FLOAT, KEY, CPU, SIZE, SIZE)), idError],
    ['an id of another kind', persistent(tuple(pickleText('module'), FLOAT, KEY, CPU, SIZE)), idError],
    ['an id with a type that is text', persistent(tuple(STORAGE, pickleText('FloatStorage'), KEY, CPU, SIZE)), idError],
    ['an id with another name as type', persistent(tuple(STORAGE, 'ccollections\nOrderedDict\n', KEY, CPU, SIZE)), idError],
    ['an id with a number as key', persistent(tuple(STORAGE, FLOAT, SIZE, CPU, SIZE)), idError],
    ['an id with a long key', persistent(tuple(STORAGE, FLOAT, pickleText('0'.repeat(65)), CPU, SIZE)), idError],
    ['an id with a negative size', persistent(tuple(STORAGE, FLOAT, KEY, CPU, pickleInt(-6))), idError],
    ['a storage that is not there', write(pickleStorage('Float', '1', 6)), { expected: 'data/1' }],
    ['a key that leads elsewhere', write(pickleStorage('Float', '../version', 1)), { expected: 'data/../version' }],
    ['a size that lies', write(pickleStorage('Float', '0', 7)), { expected: '28 bytes for 7 numbers', found: '24 bytes' }],
    ['a type that lies', write(pickleStorage('Double', '0', 6)), { expected: '48 bytes for 6 numbers' }],
    ['a storage of another type', write(pickleStorage('Typed', '0', 3)), { found: '"torch.TypedStorage"' }],
    ['a tensor without a storage', write(bytesOf('ctorch._utils\n_rebuild_tensor_v2\n)R')), { expected: 'a storage' }],
    ['a parameter of nothing', write(bytesOf('ctorch._utils\n_rebuild_parameter\n)R')), { expected: 'a tensor' }],
    ['a shape beyond', tensorOf({ shape: [3, 3] }), { problem: 'a tensor goes beyond its storage' }],
    ['an offset beyond', tensorOf({ offset: 1 }), { problem: 'a tensor goes beyond its storage' }],
    ['strides beyond', tensorOf({ strides: [4, 1] }), { problem: 'a tensor goes beyond its storage' }],
    ['a repeated number', tensorOf({ shape: [7], strides: [0] }), { problem: 'a tensor goes beyond its storage' }],
    ['a negative offset', tensorOf({ offset: -1 }), { problem: 'has no size and strides' }],
    ['a negative stride', tensorOf({ strides: [-3, 1], offset: 3 }), { problem: 'has no size and strides' }],
    ['a negative size', tensorOf({ shape: [-2, 3] }), { problem: 'has no size and strides' }],
    ['too few strides', tensorOf({ strides: [1] }), { problem: 'has no size and strides' }],
    ['33 dimensions', tensorOf({ shape: new Array<number>(33).fill(1) }), { problem: 'has no size and strides' }],
    ['a list', write(bytesOf(']')), { problem: 'does not hold a state_dict', found: 'list', advice }],
    ['a dict without tensors', write(pickleDict({ epoch: SIZE })), { problem: 'does not hold a state_dict', found: 'epoch' }],
    ['no data.pkl', write(state, { 'model/data.pkl': null }), { problem: 'is not a PyTorch file' }],
    ['two data.pkl', write(state, { 'other/data.pkl': state }), { found: 'model/data.pkl, other/data.pkl' }],
    [
      'TorchScript before PyTorch 1.4',
      write(state, { 'model/model.json': state, 'model/tensors/0': state, 'model/data.pkl': null }),
      { problem: 'is a TorchScript program as PyTorch wrote it before 1.4', advice },
    ],
    ['a byte order', write(state, { 'model/byteorder': bytesOf('middle') }), { where: 'm.pt byteorder', found: 'middle' }],
    [
      'the tar format',
      bytesOf('sys_info', new Uint8Array(504)),
      { problem: 'is in the tar format that torch.save had before PyTorch 0.1.10', found: 'a tar file' },
    ],
    ['another file', bytesOf('hello'), { problem: 'is not a PyTorch file' }],
    ['nothing', bytesOf(), { problem: 'is not a PyTorch file' }],
  ])('%s', (_, bytes, fields) => {
    const error = fieldsOfError(() => openTorchFile(bytes, 'm.pt'));
    expect(error).toMatchObject({ name: 'ModelFormatError', ...fields });
    expect(error.where).toMatch(/^m\.pt/);
  });
});
