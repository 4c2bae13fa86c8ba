/** Pickles of PyTorch's files: objects are read as records, and nothing is ever run. */
import { describe, expect, it } from 'vitest';
import { hostileTorchFiles, hostileTorchPickles } from '../../testing/hostile-torch-pickles.ts';
import { bytesOf, fieldsOfError } from '../../testing/malformed.ts';
import { readPickle } from './pickle.ts';
import { asDict, asRecord, type PickleValue } from './pickle-values.ts';
import { openTorchFile } from './torch-file.ts';
import { torchDialect } from './torch-pickle.ts';

const dialect = torchDialect({ find: () => undefined, nameOf: (key) => key });
const read = (...parts: readonly (string | number)[]) => readPickle(bytesOf(...parts), 'p', dialect);
const hostile = hostileTorchPickles(20_000);

describe('refused', () => {
  it.each(hostile.refused)('%s', (_, bytes, fields) => {
    expect(fieldsOfError(() => readPickle(bytes, 'p', dialect))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });

  it.each(hostileTorchFiles())('%s', (_, file, fields) => {
    expect(fieldsOfError(() => openTorchFile(file, 'm.pt'))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});

describe('odd, but good', () => {
  it.each(hostile.read)('%s', (_, bytes) => {
    expect(readPickle(bytes, 'p', dialect)).toMatchObject({ kind: expect.stringMatching(/list|dict|tuple/) });
  });
});

describe('an object is what the pickle says of it', () => {
  const object = 'c__main__\nA\n';
  it.each<[string, PickleValue, object]>([
    ['NEWOBJ', read(object, "(K\x01S'x'\nt\x81."), { name: '__main__ A', args: [1, { kind: 'bytes' }], state: null }],
    ['NEWOBJ_EX', read(object, '(K\x01t}\x92.'), { name: '__main__ A', args: [1] }],
    ['a class called', read(object, '(K\x01tR.'), { name: '__main__ A', args: [1] }],
    ['a class of Python that only holds values', read('cdatetime\ndate\n(K\x01tR.'), { name: 'datetime date', args: [1] }],
    ['an object of protocol 0', read(`ccopy_reg\n_reconstructor\n(${object}c__builtin__\nobject\nNtR.`), { name: '__main__ A' }],
    ['its state', read(object, ")\x81}S'x'\nK\x02sb."), { state: { kind: 'dict' } }],
    ['its items, as a kind of list', read(object, ')\x81(K\x01K\x02e.'), { items: { items: [1, 2] } }],
    ['an inner class', read(0x8c, 5, 'mine.', 0x8c, 1, 'x', 0x8c, 4, 'mine', 0x8c, 3, 'A.B', 0x93, ')\x81\x87.'), {}],
  ])('%s', (_, value, expected) => {
    expect(asRecord(value) ?? value).toMatchObject(expected);
  });

  it('its items, as a kind of dict', () => {
    expect(asRecord(read(object, ")\x81(S'a'\nK\x01u."))?.entries?.entries).toEqual(new Map([['a', 1]]));
  });
});

describe('small things beside the weights', () => {
  const list = (...items: PickleValue[]) => ({ kind: 'list', items });
  it.each<[string, PickleValue, unknown]>([
    ['torch.Size', read('ctorch\nSize\n((K\x02K\x03ttR.'), { kind: 'tuple', items: [2, 3] }],
    ['torch.device', read("ctorch\ndevice\n(S'cuda'\nK\x01tR."), 'cuda:1'],
    ['a function of torch', read("c__builtin__\ngetattr\n(ctorch._C\n_VariableFunctions\nS'tanh'\ntR."), 'torch.tanh'],
    ['a member of an enumeration', read("c__builtin__\ngetattr\n(c__main__\nColour\nS'RED'\ntR."), 'RED'],
    ['int in protocol 2', read('c__builtin__\nlong\n.'), { kind: 'global', name: '__builtin__ long' }],
    ['a logger', read("clogging\ngetLogger\n(S'x'\ntR."), { kind: 'record', name: 'logging getLogger' }],
    ['a range', read('c__builtin__\nxrange\n(K\x00K\x03K\x01tR.'), { kind: 'record', args: [0, 3, 1] }],
    [
      "a state of numpy's random numbers",
      read("cnumpy.random._pickle\n__randomstate_ctor\n(S'MT19937'\ntR."),
      { kind: 'record' },
    ],
    ['a text of numpy', read("cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(S'U1'\ntRC\x04a\x00\x00\x00tR."), null],
    ['a method', read("cbuiltins\ngetattr\n(c__main__\nA\n)\x81S'go'\ntR."), 'go'],
    ['a layout', read("ctorch.serialization\n_get_layout\n(S'torch.strided'\ntR."), 'torch.strided'],
    ['Counter', read('ccollections\nCounter\n(}tR.'), { kind: 'dict' }],
    ['defaultdict', read('ccollections\ndefaultdict\n(cbuiltins\nlist\ntR.'), { kind: 'dict' }],
    ['set', read('cbuiltins\nset\n(](K\x01etR.'), list(1)],
    ['frozenset()', read('c__builtin__\nfrozenset\n)R.'), list()],
    ['EMPTY_SET, ADDITEMS', read('\x8f(K\x01K\x02\x90.'), list(1, 2)],
    ['FROZENSET', read('(K\x01\x91.'), list(1)],
    ['a list of TorchScript', read('ctorch.jit._pickle\nbuild_intlist\n(](K\x01etR.'), list(1)],
    ['a seed of 64 bits, rounded', read(0x8a, 9, 255, 255, 255, 255, 255, 255, 255, 255, 0, '.'), 2 ** 64],
    ['one that is negative', read(0x8a, 9, 0, 0, 0, 0, 0, 0, 0, 0, 255, '.'), -(2 ** 64)],
    ['a number type', read('ctorch\nfloat32\n.'), { kind: 'global', name: 'torch float32' }],
    ['a dtype of texts', read("cnumpy\ndtype\n(S'U4'\nK\x00K\x01tR."), { kind: 'record', name: 'numpy dtype' }],
  ])('%s', (_, value, expected) => {
    if (typeof expected === 'object' && expected !== null) expect(value).toMatchObject(expected);
    else expect(value).toBe(expected);
  });

  it("OrderedDict's pairs, as Python 2 writes them", () => {
    const dict = asDict(read("ccollections\nOrderedDict\n(]](S'a'\nK\x01ea](S'b'\nK\x02eatR."));
    expect(dict?.entries).toEqual(new Map([['a', 1], ['b', 2]])); // biome-ignore format: pairs
  });

  it('keys of any kind, none of which takes the place of another', () => {
    const dict = asDict(read('}((K\x01K\x02tK\x03NK\x04(K\x01K\x02tK\x05u.'));
    expect([...(dict?.entries.values() ?? [])]).toEqual([3, 4, 5]);
  });

  it('an array of texts is empty, one of numbers is read', () => {
    const array = (dtype: string, bytes: string) =>
      read(
        "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\x00tS'b'\ntR(K\x01(K\x01t",
        `cnumpy\ndtype\n(S'${dtype}'\ntR\x89C${String.fromCharCode(bytes.length)}${bytes}tb.`,
      );
    expect(array('u1', '\x07')).toMatchObject({ kind: 'ndarray', shape: [1], data: Float64Array.of(7) });
    expect(array('S1', 'a')).toMatchObject({ kind: 'ndarray', shape: [0] });
  });
});
