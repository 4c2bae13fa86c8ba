import { describe, expect, it } from 'vitest';
import { LensError, type LensErrorFields } from '../../model/errors.ts';
import { kerasGoldenFiles, kerasVariant } from '../../testing/golden.ts';
import { bytesOf, fieldsOfError, fieldsOfRejection } from '../../testing/malformed.ts';
import { readModel } from '../read-model.ts';
import { openHdf5 } from './hdf5.ts';
import { CostError, loadHdf5Library, metered, meteredCopy, newMeter } from './hdf5-library.ts';

const good = kerasGoldenFiles('pytorch-uni', 'model.h5')[0]?.bytes ?? new Uint8Array(0);
const EMBEDDINGS = 'model_weights/embedding/embedding/embeddings:0';
const open = (bytes: Uint8Array) => openHdf5(bytes, 'm.h5', /^optimizer/);

function u64(...values: readonly number[]): Uint8Array {
  return new Uint8Array(BigUint64Array.from(values, BigInt).buffer);
}

/** `bytes` with `to` in the place of the only `from`. */
function patched(bytes: Uint8Array, from: Uint8Array, to: Uint8Array): Uint8Array {
  const places: number[] = [];
  for (let at = 0; at + from.length <= bytes.length; at++)
    if (from.every((byte, index) => bytes[at + index] === byte)) places.push(at);
  const [place, ...others] = places;
  if (place === undefined || others.length > 0) throw new Error(`${places.length} places instead of one`);
  const changed = bytes.slice();
  changed.set(to, place);
  return changed;
}

/** The error that opening the file, or else reading its embeddings, gives. */
async function fieldsOfReading(bytes: Uint8Array): Promise<LensErrorFields> {
  const opened = await open(bytes).catch((error: unknown) => error);
  return fieldsOfError(() => {
    if (opened instanceof Error) throw opened;
    if (typeof opened === 'object' && opened !== null && 'datasets' in opened && opened.datasets instanceof Map) {
      opened.datasets.get(EMBEDDINGS).read();
    }
  });
}

function problemOf(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof LensError) return error.fields.problem;
    throw error;
  }
}

it('gives every dataset of the groups it is asked for, and a text attribute', async () => {
  const { datasets, attribute } = await open(good);
  expect([...datasets].map(([path, { shape }]) => [path, ...shape])).toEqual([
    ['model_weights/dense/dense/bias:0', 2],
    ['model_weights/dense/dense/kernel:0', 7, 2],
    [EMBEDDINGS, 9, 4],
    ['model_weights/lstm/lstm/lstm_cell/bias:0', 28],
    ['model_weights/lstm/lstm/lstm_cell/kernel:0', 4, 28],
    ['model_weights/lstm/lstm/lstm_cell/recurrent_kernel:0', 7, 28],
  ]);
  expect(attribute('keras_version')).toBe('2.15.0');
  expect(attribute('no such')).toBeNull();
});

it('widens integers of 8 bytes', async () => {
  const { datasets } = await openHdf5(good, 'm.h5', /^model_weights/);
  expect([...datasets.keys()]).toEqual(['optimizer_weights/Adam/iter:0']);
  expect(datasets.get('optimizer_weights/Adam/iter:0')?.read()).toEqual(Float64Array.of(7));
});

describe('damaged', () => {
  const SHAPE = u64(9, 4, 9, 4); // with the largest sizes it may be given
  const packed = kerasVariant('packed').bytes;
  // A chunk's sizes and the width of its numbers, in the layout message.
  const CHUNK = bytesOf(9, 0, 0, 0, 4, 0, 0, 0, 8, 0, 0, 0);
  it.each<[string, Uint8Array, object]>([
    ['nothing', new Uint8Array(0), { where: 'm.h5', problem: 'is not an HDF5 file', found: 'an empty file' }],
    ['a text', bytesOf('no HDF5 at all'), { problem: 'is not an HDF5 file' }],
    ['its first bytes', good.slice(0, 50), { problem: 'is truncated', found: '50 bytes' }],
    [
      'half of it',
      good.slice(0, 12_000),
      { problem: 'is truncated', expected: '23560 bytes, as it says itself', found: '12000' },
    ],
    ['addresses of 4 bytes', patched(good, bytesOf(0, 8, 8, 0, 4, 0), bytesOf(0, 4)), { problem: /^is damaged, or uses/ }],
    [
      'more rows than there are bytes',
      patched(good, SHAPE, u64(2000, 4, 2000, 4)),
      { where: `m.h5 ${EMBEDDINGS}`, problem: 'goes beyond the end of the file', expected: '64000 bytes' },
    ],
    [
      'more elements than a double counts',
      patched(good, SHAPE, u64(2 ** 32 - 1, 2 ** 32 - 1, 9, 4)),
      { where: `m.h5 ${EMBEDDINGS}`, problem: 'has a shape that does not fit the file', expected: 'at most 94240 numbers' },
    ],
    [
      'more columns than there are bytes',
      patched(good, SHAPE, u64(9, 0xff_ff_00_00, 9, 4)),
      { problem: 'has a shape that does not fit the file', found: `[9, ${0xff_ff_00_00}]` },
    ],
    [
      'chunks larger than the budget',
      patched(packed, CHUNK, bytesOf(9, 0, 0, 16)),
      { problem: 'expands too much when unpacked' },
    ],
    [
      'chunks of another width',
      patched(packed, CHUNK, bytesOf(9, 0, 0, 0, 4, 0, 0, 0, 4)),
      { problem: 'has chunks that do not fit it' },
    ],
    ['too small chunks', patched(packed, CHUNK, bytesOf(9, 0, 0, 0, 3)), { problem: /^does not have its declared size/ }],
    [
      'a shape that needs more chunks',
      patched(packed, SHAPE, u64(19, 4, 19, 4)),
      { problem: 'does not have all its chunks', found: '1' },
    ],
  ])('%s', async (_, bytes, { problem, ...fields }: { problem?: string | RegExp }) => {
    const found = await fieldsOfReading(bytes);
    expect(found).toMatchObject({ name: 'ModelFormatError', ...fields });
    expect(found.problem).toMatch(problem ?? '');
  });

  it('a packed chunk whose checksum does not fit', async () => {
    const { datasets } = await open(packed);
    const whole = datasets.get(EMBEDDINGS)?.read();
    expect(whole?.length).toBe(36);
    const start = packed.findIndex((byte, at) => byte === 0x78 && ((packed[at + 1] ?? 0) + byte * 256) % 31 === 0);
    const bytes = packed.slice();
    bytes[start + 20] = (bytes[start + 20] ?? 0) ^ 1;
    const { datasets: changed } = await open(bytes);
    const problems = [...changed.values()].map(({ read }) => problemOf(read)).filter((problem) => problem !== null);
    expect(problems).toEqual(['is damaged']);
  });

  it('a filter that is not known', async () => {
    const changed = packed.slice();
    // Each pipeline names its filters: "shuffle" is the name that follows a number, 2, and three more.
    for (let at = 8; at + 7 < changed.length; at++) {
      if (new TextDecoder().decode(changed.subarray(at, at + 7)) === 'shuffle') changed.set([0x12, 0x7d], at - 8);
    }
    expect(await fieldsOfReading(changed)).toMatchObject({
      problem: 'is compressed with a filter that is not supported',
      found: 'filter 32018',
    });
  });

  it('floats that are not of IEEE 754', async () => {
    const half = kerasVariant('float16').bytes.slice();
    // Class 1, version 1; then 2 bytes a number, offset 0, precision 16, exponent of 5 bits at 10: bfloat16 has 8 at 7.
    const type = [2, 0, 0, 0, 0, 0, 16, 0, 10, 5];
    for (let at = 0; at + type.length < half.length; at++) {
      if (type.every((byte, index) => half[at + index] === byte)) half.set([7, 8], at + 8);
    }
    expect(await fieldsOfReading(half)).toMatchObject({
      problem: 'has numbers of a type that is not supported',
      found: expect.stringMatching(/IEEE/),
    });
  });

  it('numbers that are none', async () => {
    const embeddings = (await open(good)).datasets.get(EMBEDDINGS)?.read() ?? new Float64Array(0);
    const bytes = patched(
      good,
      new Uint8Array(embeddings.slice(0, 3).buffer),
      new Uint8Array(Float64Array.of(0, Number.NaN, 0).buffer),
    );
    const files = [{ name: 'm.h5', bytes }, ...kerasGoldenFiles('pytorch-uni', 'model.h5').slice(1)];
    expect(await fieldsOfRejection(readModel(files))).toMatchObject({
      where: 'm.h5 embedding/embedding/embeddings:0'.replace(':0', ''),
      problem: 'holds NaN at [0, 1]',
    });
  });

  it('wherever it is cut off', async () => {
    for (let size = 0; size < good.length; size += 131) {
      expect((await fieldsOfRejection(open(good.slice(0, size)))).problem).toMatch(/^is (truncated|not an HDF5 file)$/);
    }
  });
});

describe('an attribute that is no single text', () => {
  const NAME = bytesOf('model_config', 0, 0, 0, 0);
  const at = (offset: number, byte: number) => {
    const changed = good.slice();
    const place = new TextDecoder('latin1').decode(good).indexOf('model_config');
    changed[place + NAME.length + offset] = byte;
    return changed;
  };
  it.each([
    ['numbers', at(0, 0x11)],
    ['a list of any length, which is read as long as it says', at(1, 0)],
    ['many of them', at(17 + 8, 1)],
  ])('%s', async (_, bytes) => {
    const { attribute } = await open(bytes);
    expect(fieldsOfError(() => attribute('model_config'))).toMatchObject({
      where: 'm.h5 model_config',
      problem: 'is not a text',
    });
  });
});

describe('files that lead in circles', () => {
  it('a group that holds the root', async () => {
    const root = new DataView(good.buffer).getBigUint64(64, true);
    const group = (await loadHdf5Library()).File;
    const address = new group(meteredCopy(good), '')._links.model_weights;
    if (typeof address !== 'number') throw new Error('no such group');
    const { datasets } = await open(patched(good, bytesOf(u64(address), 1), u64(Number(root))));
    expect(datasets.size).toBe(0);
  });

  /** A tree of groups' members of which each node leads a thousand times to the next one: 10^12 ways to its leaf. */
  it('a tree with more ways than there is time', async () => {
    const FAN = 1000;
    const header = bytesOf(1, 0, 1, 0, 1, 0, 0, 0, 24, 0, 0, 0, 0, 0, 0, 0, 0x11, 0, 16, 0, 0, 0, 0, 0);
    const nodeAt = (level: number) => 200 + (4 - level) * (24 + 16 * FAN + 8);
    const heapAt = nodeAt(-1);
    const node = (level: number) =>
      bytesOf(
        'TREE',
        0,
        level,
        FAN & 255,
        FAN >> 8,
        u64(0, 0),
        ...Array.from({ length: FAN }, () => u64(0, nodeAt(level - 1))),
        u64(0),
      );
    const end = heapAt + 40;
    const superblock = bytesOf(good.slice(0, 24), u64(0, 2 ** 53, end, 2 ** 53, 0, 96), u64(0, 0, 0));
    const bytes = bytesOf(
      superblock.slice(0, 96),
      header,
      u64(nodeAt(4), heapAt),
      new Uint8Array(200 - 136),
      ...[4, 3, 2, 1, 0].map(node),
      'HEAP',
      0,
      0,
      0,
      0,
      u64(8, 0, heapAt),
      new Uint8Array(64),
    );
    expect(await fieldsOfRejection(open(bytes))).toMatchObject({
      problem: expect.stringMatching(/^is damaged/),
      found: expect.stringMatching(/^more structures/),
    });
  });
});

it('counts what the library does, or refuses to use it', async () => {
  const { File } = await loadHdf5Library();
  expect(() => metered({ ...newMeter(0), structures: 5 }, () => new File(meteredCopy(good), ''))).toThrow(CostError);
  expect(() => metered({ ...newMeter(0), bytes: 5 }, () => new File(meteredCopy(good), ''))).toThrow(CostError);
  expect(() => metered(newMeter(good.length), () => new File(meteredCopy(good), ''))).not.toThrow();
});
