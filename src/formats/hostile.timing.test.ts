/** Files meant to keep a reader busy cost it no more than their size. */
import { deflateSync, inflateSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hostilePickles } from '../testing/hostile-pickles.ts';
import { hostileTorchPickles } from '../testing/hostile-torch-pickles.ts';
import { bytesOf, fieldsOfError } from '../testing/malformed.ts';
import { timesAsLong } from '../testing/timing.ts';
import { readPickle } from './containers/pickle.ts';
import { readSafetensors } from './containers/safetensors.ts';
import { torchDialect } from './containers/torch-pickle.ts';
import { openZip } from './containers/zip.ts';

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
  expect(refuse()).toMatchObject({ problem: expect.stringContaining('zip bombs') });
  expect(timesAsLong(refuse, () => inflateSync(bomb), 0.5)).toBeLessThan(0.5);
});
