import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../testing/malformed.ts';
import {
  pickleDict,
  pickleStateDict,
  pickleTensor,
  pickleText,
  type TorchTensor,
  writeTorchFile,
} from '../../testing/torch-writer.ts';
import { openTorchFile } from './torch-file.ts';

const matrix: TorchTensor = { type: 'Float', shape: [2, 3], storage: [0.5, -1, 2, 3.5, -0.25, 8] };

describe('which of several weights', () => {
  const part = (name: string) => pickleStateDict({ [name]: matrix });
  const open = (items: Readonly<Record<string, Uint8Array>>) =>
    openTorchFile(writeTorchFile({ 'fc.weight': matrix }, { pickle: pickleDict(items) }), 'm.pt');

  it.each<[string, string[], string]>([
    ['the usual key', ['best', 'model', 'ema'], 'model'],
    ['the usual key that is meant first', ['model', 'model_state_dict'], 'model_state_dict'],
    ['what is no copy', ['ema', 'swa_model', 'classifier', 'teacher'], 'classifier'],
    ['a copy, where there is nothing else', ['ema'], 'ema'],
  ])('%s', (_, keys, taken) => {
    const file = open(Object.fromEntries(keys.map((key) => [key, part('fc.weight')])));
    expect(file.taken).toEqual([taken]);
    expect(file.others).toEqual(keys.filter((key) => key !== taken));
  });

  it('parts with names of their own are one model, parts that are the same are not', () => {
    const parts = open({ lstm: part('weight_ih_l0'), fc: part('weight') });
    expect([...parts.tensors.keys()]).toEqual(['lstm.weight_ih_l0', 'fc.weight']);
    const copies = open({ first: part('weight'), second: part('weight') });
    expect([copies.taken, copies.others]).toEqual([['first'], ['second']]);
  });

  it("an optimizer's state is none", () => {
    const optimizer = pickleDict({ state: pickleDict({ exp_avg: part('fc.weight') }), param_groups: bytesOf(']') });
    expect(open({ optim: optimizer, mine: part('fc.weight') })).toMatchObject({ taken: ['mine'], others: [] });
  });

  it('finds them in lists and in objects', () => {
    const object = bytesOf('cmine\nTrainer\n)\x81', pickleDict({ net: part('fc.weight') }), 'b');
    expect(open({ all: bytesOf(']', object, 'a') })).toMatchObject({ taken: ['all.0.net'], others: [] });
  });

  it('an object in the place of a tensor is said, and is none', () => {
    const odd = bytesOf('cmine\nPacked\n(K\x01t\x81');
    const state = pickleDict({ 'fc.weight': pickleTensor(matrix, '0'), 'fc.bias': odd, name: pickleText('mine') });
    const module = bytesOf(
      'ctorch.nn.modules.linear\nLinear\n)\x81',
      pickleDict({
        _parameters: pickleDict({ weight: pickleTensor(matrix, '0'), bias: odd }),
        _modules: pickleDict({ sub: odd }),
      }),
      'b',
    );
    const kinds = (items: Readonly<Record<string, Uint8Array>>) =>
      [...open(items).tensors].map(([name, { kind, refusal }]) => [name, kind, refusal?.fields.problem]);
    expect(kinds({ state_dict: state })).toEqual([
      ['fc.weight', undefined, undefined],
      ['fc.bias', 'none', 'holds an object'],
    ]);
    expect(kinds({ model: module })).toEqual([
      ['weight', undefined, undefined],
      ['bias', 'none', 'holds an object'],
      ['sub', 'none', 'holds an object'],
    ]);
  });
});
