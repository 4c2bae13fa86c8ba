/** Files that PyTorch itself has written (scripts/make-torch-fixtures.py), and published ones where they are at hand. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { torchGoldenFiles, torchVariant } from '../../testing/golden.ts';
import { fieldsOfError } from '../../testing/malformed.ts';
import { sharedBytes, sharedFiles } from '../../testing/shared.ts';
import { openTorchFile, type TorchFileOptions } from './torch-file.ts';

const open = (variant: string, options?: TorchFileOptions) => openTorchFile(torchVariant(variant).bytes, 'm.pt', options);
/** Of fractions. */
const numbersOf = ({ tensors }: ReturnType<typeof open>) =>
  new Map(
    [...tensors].flatMap(([name, { shape, read, kind }]) => (kind === undefined ? [[name, { shape, data: [...read()] }]] : [])),
  );

const [golden] = torchGoldenFiles('pytorch-bidi');
const weights = numbersOf(openTorchFile(golden?.bytes ?? new Uint8Array(0), 'm.pt'));

describe('the weights are those of the state_dict', () => {
  it.each(['old', 'old-protocol4', 'old-module', 'module', 'module-protocol4', 'parts', 'script', 'trace'])('%s', (variant) => {
    expect(numbersOf(open(variant))).toEqual(weights);
  });

  it('buffers that are no part of a state_dict are no part here', () => {
    const { tensors } = open('module');
    expect([tensors.has('steps'), tensors.has('positions')]).toEqual([true, false]);
  });
});

describe('a checkpoint with copies, an optimizer and settings of every kind', () => {
  it.each(['checkpoint', 'checkpoint-protocol4', 'old-checkpoint'])('%s', (variant) => {
    const file = open(variant);
    expect(numbersOf(file)).toEqual(weights);
    expect(file).toMatchObject({ taken: ['state.net'], others: ['state.ema'], modules: [], className: null });
  });

  it('gives the others to who asks for them', () => {
    const file = open('checkpoint', { wanted: 'state.ema' });
    const [name, { data }] = [...weights][0] ?? ['', { data: [] }];
    expect(numbersOf(file).get(name)?.data).toEqual(data.map((value) => Math.fround(value + 1)));
    expect(file).toMatchObject({ taken: ['state.ema'], others: ['state.net'] });
  });

  it('names them where there is no such place', () => {
    expect(fieldsOfError(() => open('checkpoint', { wanted: 'model' }))).toMatchObject({
      problem: 'does not hold weights under "model"',
      expected: '"state.net", "state.ema"',
    });
  });
});

describe('number types and views', () => {
  const expected = JSON.parse(
    readFileSync(new URL('../../testing/fixtures/pytorch-variants/types.json', import.meta.url), 'utf8'),
  );
  it.each(['types', 'types-old'])('%s', (variant) => {
    const file = open(variant);
    expect(Object.fromEntries(numbersOf(file))).toEqual(expected);
    const others = [...file.tensors].flatMap(([name, { kind }]) => (kind === undefined ? [] : [[name, kind]]));
    expect(others).toEqual([
      ['int64', 'whole'],
      ['uint8', 'whole'],
      ['bool', 'none'],
    ]);
    expect([...(file.tensors.get('uint8')?.read() ?? [])]).toEqual([3]);
  });
});

describe('what a whole module says of its network', () => {
  it('modules in order, with the settings they were made with', () => {
    const { modules, className } = open('stack');
    expect(className).toBe('__main__.Stack');
    expect(modules.map((module) => [module.name, module.className])).toEqual([
      ['', '__main__.Stack'],
      ['cell', 'torch.nn.modules.rnn.GRU'],
      ['head', 'torch.nn.modules.container.Sequential'],
      ['head.0', 'torch.nn.modules.linear.Linear'],
      ['head.1', 'torch.nn.modules.activation.ReLU'],
      ['head.2', 'torch.nn.modules.dropout.Dropout'],
      ['head.3', 'torch.nn.modules.linear.Linear'],
      ['head.4', 'torch.nn.modules.activation.Sigmoid'],
      ['conv', 'torch.nn.modules.conv.Conv1d'],
    ]);
    const settings = new Map(modules.map((module) => [module.name, module.settings]));
    expect(settings.get('')).toEqual({ act: 'torch.tanh', other: 'torch.nn.functional.relu' });
    expect(settings.get('cell')).toEqual({
      mode: 'GRU',
      input_size: 3,
      hidden_size: 2,
      num_layers: 2,
      bias: true,
      batch_first: false,
      dropout: 0.5,
      bidirectional: false,
      proj_size: 0,
    });
    expect(settings.get('head.2')).toMatchObject({ p: 0.1 });
    expect(settings.get('conv')).toMatchObject({ kernel_size: [3], stride: [1], padding: [0] });
  });

  it('a layer that occurs twice has its weights twice, as in a state_dict', () => {
    const tensors = numbersOf(open('stack'));
    expect(tensors.get('head.3.weight')).toEqual(tensors.get('head.0.weight'));
    expect(tensors.size).toBe(14);
  });

  it.each(['module', 'module-protocol4', 'old-module'])('%s: without what only wraps it', (variant) => {
    const { modules, className } = open(variant);
    expect(className).toBe('__main__.Classifier');
    expect(modules.map(({ name }) => name)).toEqual(['', 'embedding', 'drop', 'lstm', 'fc']);
  });

  it.each(['script', 'trace'])('%s: the same names of classes', (variant) => {
    const { modules, className, scripted } = open(variant);
    expect([scripted, className]).toEqual([true, 'Classifier']);
    expect(modules.find(({ name }) => name === 'lstm')?.className).toBe('torch.nn.modules.rnn.LSTM');
  });
});

describe('refused by name', () => {
  it.each([
    ['quantised', 'holds a quantised model, which is not supported', '"torch._utils._rebuild_qtensor"'],
    ['quantised-module', 'holds a quantised model, which is not supported', expect.stringContaining('quantized.dynamic')],
    ['frozen', expect.stringContaining('is a TorchScript program whose weights are constants of its code'), '11 constants'],
  ])('%s', (variant, problem, found) => {
    const fields = fieldsOfError(() => open(variant));
    expect(fields).toMatchObject({ name: 'ModelFormatError', problem, found });
    expect(fields.advice).toMatch(/torch\.save/);
  });
});

it.each([
  ['sparse', 'holds a sparse tensor', [2, 2]],
  ['complex', 'holds complex numbers', [2]],
])('%s: refused where it has a part', (variant, problem, shape) => {
  const tensor = open(variant).tensors.get('fc.weight');
  expect([tensor?.shape, tensor?.kind]).toEqual([shape, undefined]);
  expect(tensor?.refusal?.fields).toMatchObject({ where: 'm.pt fc.weight', problem });
  expect(fieldsOfError(() => tensor?.read())).toEqual(tensor?.refusal?.fields);
});

describe('the old format, damaged', () => {
  const { bytes } = torchVariant('old');
  const changed = (at: number, value: number) => bytes.map((byte, index) => (index === at ? value : byte));
  const text = new TextDecoder('latin1').decode(bytes);

  it('cut off anywhere', () => {
    for (let size = 14; size < bytes.length; size += 13) {
      const { where } = fieldsOfError(() => openTorchFile(bytes.subarray(0, size), 'm.pt'));
      expect(where).toMatch(/^m\.pt byte \d+$/);
    }
  });

  it('another version', () => {
    const at = text.indexOf('M\xe9\x03');
    expect(fieldsOfError(() => openTorchFile(changed(at + 1, 0xea), 'm.pt'))).toMatchObject({ expected: '1001', found: '1002' });
  });

  it('a storage of another size', () => {
    const first = text.indexOf('e.', text.lastIndexOf(']q\0(')) + 2; // behind the list of keys
    const { problem } = fieldsOfError(() => openTorchFile(changed(first, (bytes[first] ?? 0) + 1), 'm.pt'));
    expect(problem).toBe('has a storage of another size than its tensors say');
  });
});

/** Published files, which are no part of this repository: only their names and sizes are looked at. */
const published = sharedFiles('wild').filter((name) => /\.(pt|pth|bin)$/.test(name));

describe.skipIf(published.length === 0)('published files (skipped where they are not at hand)', () => {
  it.each(published.length > 0 ? published : ['none'])('%s opens', (path) => {
    const file = openTorchFile(sharedBytes(path), path);
    expect(file.tensors.size).toBeGreaterThan(3);
    for (const { shape, read } of file.tensors.values()) {
      const data = read();
      expect(data.length).toBe(shape.reduce((product, size) => product * size, 1));
      expect(data.every(Number.isFinite)).toBe(true);
    }
    expect(file.others).toEqual([]);
  });
});
