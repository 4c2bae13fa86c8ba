/** Files meant to keep a reader busy cost it no more than their size. */
import { deflateSync, inflateSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { LensError } from '../model/errors.ts';
import { hostilePickles } from '../testing/hostile-pickles.ts';
import { hostileTorchPickles } from '../testing/hostile-torch-pickles.ts';
import { bytesOf, fieldsOfError } from '../testing/malformed.ts';
import { timesAsLong } from '../testing/timing.ts';
import { readPickle } from './containers/pickle.ts';
import { readSafetensors } from './containers/safetensors.ts';
import { torchDialect } from './containers/torch-pickle.ts';
import { openZip } from './containers/zip.ts';
import type { NamedFile } from './programs/torch-parts.ts';
import { planTorch } from './programs/torch-plan.ts';

const outcome = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error;
  }
};

describe('a pickle takes no more time than an honest one times 20', () => {
  const { refused, read } = hostilePickles(50_000);
  const honest = bytesOf(
    '](',
    new Uint8Array(200_000).map((_, at) => (at % 2 === 0 ? 0x4b : 1)),
    'e.',
  ); // 100,000 times K\x01
  expect(readPickle(honest, 'p')).toMatchObject({ kind: 'list' });

  it.each([...refused, ...read].map(([name, bytes]): [string, Uint8Array] => [name, bytes]))('%s', (_, bytes) => {
    const times = timesAsLong(
      () => outcome(() => readPickle(bytes, 'p')),
      () => readPickle(honest, 'p'),
      20,
    );
    expect(times).toBeLessThan(20);
  });

  const ofTorch = hostileTorchPickles(50_000);
  const dialect = torchDialect({ find: () => undefined, nameOf: (key) => key });
  it.each([...ofTorch.refused, ...ofTorch.read].map(([name, bytes]): [string, Uint8Array] => [name, bytes]))(
    'in a file of PyTorch: %s',
    (_, bytes) => {
      const times = timesAsLong(
        () => outcome(() => readPickle(bytes, 'p', dialect)),
        () => readPickle(honest, 'p'),
        3,
      );
      expect(times).toBeLessThan(20);
    },
  );
});

it('a safetensors header nested a million deep takes no more time than an honest one times 10', () => {
  const file = (json: string) => {
    const size = new Uint8Array(8);
    new DataView(size.buffer).setUint32(0, json.length, true);
    return bytesOf(size, json);
  };
  const deep = file(`{"a":${'['.repeat(1_000_000)}`);
  const honest = file(`{"__metadata__":{${Array.from({ length: 50_000 }, (_, n) => `"key ${n}":"value"`).join(',')}}}`);
  expect(readSafetensors(honest, 'm').size).toBe(0);
  const times = timesAsLong(
    () => fieldsOfError(() => readSafetensors(deep, 'm')),
    () => readSafetensors(honest, 'm'),
    10,
  );
  expect(times).toBeLessThan(10);
});

it('a zip bomb is left long before it is unpacked', () => {
  const bomb = deflateSync(new Uint8Array(20_000_000));
  const zip = zipSync({ bomb: new Uint8Array(20_000_000) });
  const refuse = () => fieldsOfError(() => openZip(zip, 'z.zip').get('bomb')?.read());
  expect(refuse()).toMatchObject({ problem: expect.stringContaining('zip bomb') });
  expect(timesAsLong(refuse, () => inflateSync(bomb), 0.5)).toBeLessThan(0.5);
});

it.each<[string, (index: number) => readonly [name: string, shape: readonly number[]][]]>([
  [
    'layers that fit in every order',
    (index) => [
      [`x${index}y.weight`, [6, 6]],
      [`x${index}y.bias`, [6]],
    ],
  ],
  [
    'recurrent layers',
    (index) => [
      [`r${index}.weight_ih_l0`, [24, 6]],
      [`r${index}.weight_hh_l0`, [24, 6]],
    ],
  ],
  [
    'layers of one stack',
    (index) => [
      [`r.weight_ih_l${index}`, [24, 6]],
      [`r.weight_hh_l${index}`, [24, 6]],
    ],
  ],
  [
    'halves of directions',
    (index) => [
      [`r${index}.forward.weight_ih_l0`, [24, 6]],
      [`r${index}.backward.weight_hh_l0`, [24, 6]],
    ],
  ],
  [
    'parts of attention',
    (index) => [
      [`attention${index}.weight`, [1, 6]],
      [`context${index}`, [6]],
    ],
  ],
  [
    'heads of a Transformer',
    (index) => [
      [`t.${index}.self_attn.in_proj_weight`, [18, 6]],
      [`t.${index}.norm.weight`, [6]],
    ],
  ],
])('20,000 tensors of %s are planned in no more time than those of one kind that is not known times 20', (_, names) => {
  const fileOf = (made: typeof names): NamedFile => {
    const lstm = { 'embedding.weight': [9, 6], 'lstm.weight_ih_l0': [24, 6], 'lstm.weight_hh_l0': [24, 6], 'fc.weight': [2, 6] };
    const shapes = [...Object.entries(lstm), ...Array.from({ length: 10_000 }, (__, index) => made(index)).flat()];
    const tensors = new Map(shapes.map(([name, shape]) => [name, { shape, read: () => new Float64Array(0) }]));
    return { name: 'm.pt', tensors, modules: [], weights: null, embedding: null };
  };
  const plain = fileOf((index) => [
    [`a${index}`, [4]],
    [`b${index}`, [4]],
  ]);
  const [left, hostile] = [planTorch(plain, {}), fileOf(names)];
  expect(left).toBeInstanceOf(LensError);
  const times = timesAsLong(
    () => planTorch(hostile, {}),
    () => planTorch(plain, {}),
    20,
  );
  expect(times).toBeLessThan(20);
});
