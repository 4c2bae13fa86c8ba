/** Seeded mutations of good files: whatever comes in, a reader gives a result or a LensError, and ends. */
import { existsSync, readFileSync } from 'node:fs';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
// Before what is allocated is looked at: tables load it when they meet a quotation mark.
import 'papaparse';
import { LensError } from '../model/errors.ts';
import type { ModelFile } from '../model/model-data.ts';
import { type FuzzCase as Case, fuzz, MUTATIONS } from '../testing/fuzz.ts';
import { goldenFiles, kerasGoldenFiles, kerasVariant, torchGoldenFiles, torchNetwork, torchVariant } from '../testing/golden.ts';
import { networkFiles } from '../testing/golden-networks.ts';
import { mutate, mutateOne } from '../testing/mutate.ts';
import { npyBytes } from '../testing/npy-writer.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { torchTensors } from '../testing/torch-writer.ts';
import { hashFiles } from './basics/index.ts';
import { readNpy } from './containers/npy.ts';
import { readPickle } from './containers/pickle.ts';
import { readSafetensors, writeSafetensors } from './containers/safetensors.ts';
import { openTorchFile } from './containers/torch-file.ts';
import { openZip } from './containers/zip.ts';
import { writeNativeFolder } from './programs/native-network.ts';
import { readModel } from './read-model.ts';
import { readSequences } from './sequences/read-sequences.ts';
import { readScaler } from './sequences/scaler-file.ts';
import { readLabels, readVocabulary } from './vocabularies/index.ts';

/** Milliseconds that no machine needs for some kilobytes: only what runs on and on takes as long. */
const NEVER = 60_000;

/** The kernels, which hash what is read, are unpacked once, whatever the file. */
hashFiles([]);

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../testing/fixtures/${name}`, import.meta.url)));
}

const native = writeNativeFolder(makeTinyModel({ outputBias: true }), 'F16');
const weights = native.find((file) => file.name === 'model.safetensors')?.bytes ?? new Uint8Array(0);

const named = (bytes: Uint8Array, name = 'm'): ModelFile[] => [{ name, bytes }];

/** A reader of one file. */
function single(bytes: Uint8Array, read: (bytes: Uint8Array, name: string) => unknown): Case {
  return {
    damage: (random) => named(mutate(bytes, random)),
    read: (files) => files.map((file) => read(file.bytes, file.name)),
  };
}

function folder(files: readonly ModelFile[]): Case {
  return { damage: (random) => mutateOne(files, random), read: (files) => readModel(files) };
}

/** A zip as it is, with one of the files in it damaged: what stands behind its checksums. */
function inside(zip: Uint8Array, wanted: RegExp, read: Case['read'], others: readonly ModelFile[] = []): Case {
  const entries = unzipSync(zip);
  const targets = Object.keys(entries).filter((name) => wanted.test(name));
  return {
    damage: (random) => {
      const chosen = targets[Math.floor(random() * targets.length)] ?? '';
      const changed = { ...entries, [chosen]: mutate(entries[chosen] ?? new Uint8Array(0), random) };
      return [...named(zipSync(changed, { level: 0 }), 'm.pt'), ...others];
    },
    read,
  };
}

const tiny = makeTinyModel({ outputBias: true });
const utf8 = new TextEncoder();

describe('only a LensError is ever thrown', () => {
  const embeddings = fixture('float32/embeddings.npy');
  const torch = torchGoldenFiles('pytorch-bidi');
  const [pt, words] = torch.map(({ bytes }) => bytes);
  if (pt === undefined || words === undefined) throw new Error('the fixture is not whole');
  const vocabulary: ModelFile = { name: 'vocab.txt', bytes: words };
  const arrays = [...openTorchFile(pt, 'm').tensors].map(([name, { shape, read }]) => [
    `${name}.npy`,
    npyBytes({ shape, data: read() }),
  ]);
  const npz = zipSync(Object.fromEntries(arrays), { level: 6 });
  const asNpz: Case['read'] = (files) => readModel(files.map((file) => ({ ...file, name: file.name.replace('.pt', '.npz') })));
  const packed = zipSync(Object.fromEntries(torch.map(({ name, bytes }) => [`m/${name}`, bytes])), { level: 6 });
  const [keras, ...kerasWords] = kerasGoldenFiles('pytorch-uni', 'model.keras');
  const asKeras: Case['read'] = (files) =>
    readModel(files.map((file) => ({ ...file, name: file.name.replace('.pt', '.keras') })));
  const unpackAll: Case['read'] = (files) =>
    files.map((file) => [...openZip(file.bytes, file.name).values()].map((entry) => entry.read()));

  const cases: readonly [string, Case][] = [
    ['safetensors', single(weights, readSafetensors)],
    ['npy', single(embeddings, readNpy)],
    ...['numpy1-0', 'numpy1-2', 'numpy2-4', 'numpy2-5', 'python2-cpickle-1'].map((name): [string, Case] => [
      name,
      single(fixture(`pickle/${name}.pkl`), readPickle),
    ]),
    ['native folder', folder(native)],
    ['reference folder, tiny', folder(goldenFiles('tiny'))],
    ['reference folder, float32', folder(goldenFiles('float32'))],
    ['.pt', folder(torch)],
    ['.pt, its pickle', inside(pt, /data\.pkl$/, (files) => readModel(files), [vocabulary])],
    ['.pt, its other files', inside(pt, /data\/\d+$/, (files) => readModel(files), [vocabulary])],
    ...['old', 'old-module', 'old-checkpoint'].map((name): [string, Case] => [
      `.pt, ${name}`,
      folder([torchVariant(name), vocabulary]),
    ]),
    ...['module', 'module-protocol4', 'checkpoint', 'checkpoint-protocol4', 'script', 'stack', 'types'].map(
      (name): [string, Case] => [
        `.pt, ${name}, its pickle`,
        inside(torchVariant(name).bytes, /data\.pkl$/, (files) => files.map((file) => readAll(openTorchFile(file.bytes, 'm')))),
      ],
    ),
    ...['attention-parameters', 'norm-before', 'conv-lstm', 'flatten', 'numbers', 'module-whole'].map((name): [string, Case] => [
      `.pt, ${name}`,
      folder([torchNetwork(name)]),
    ]),
    ...['attention', 'two-modules', 'module-whole', 'module-pooled'].map((name): [string, Case] => [
      `.pt, ${name}, its pickle`,
      inside(torchNetwork(name).bytes, /data\.pkl$/, (files) => readModel(files)),
    ]),
    ['.npz', folder([{ name: 'm.npz', bytes: npz }, vocabulary])],
    ['.npz, its arrays', inside(npz, /./, asNpz, [vocabulary])],
    ['zip', { damage: (random) => named(mutate(packed, random), 'm.zip'), read: (files) => readModel(files) }],
    ['zip, all of it', { damage: (random) => named(mutate(npz, random)), read: unpackAll }],
    ['Keras .h5', folder(kerasGoldenFiles('pytorch-uni', 'model.h5'))],
    ['Keras .weights.h5', folder(kerasGoldenFiles('pytorch-uni', 'model.weights.h5'))],
    ['Keras .keras', folder(kerasGoldenFiles('pytorch-uni', 'model.keras'))],
    ['Keras .keras, its files', inside(keras?.bytes ?? new Uint8Array(0), /./, asKeras, kerasWords)],
    [
      'Keras weights alone, of many layers',
      folder(networkOf('keras-networks/mean-pool.keras', 'mean-pool', /^model\.weights\.h5$/)),
    ],
    ['Keras weights and their description', folder(networkOf('keras-networks/conv-lstm.keras', 'conv-lstm', /./))],
    [
      'Keras .keras, attention, its description',
      inside(fixture('keras-networks/attention.keras'), /^config\.json$/, asKeras, networkWords('attention')),
    ],
    ['TensorFlow.js', folder(tfjsFiles('conv-lstm', 'conv-lstm'))],
    ['TensorFlow.js, quantised', folder(tfjsFiles('uint8', 'padded-pre'))],
    ['Keras .h5, packed', folder([kerasVariant('packed'), ...kerasWords])],
    ['Keras .h5, newer structures', folder([kerasVariant('latest'), ...kerasWords])],
    [
      '.safetensors, a vocabulary with ids, a config.json',
      folder([
        { name: 'm.safetensors', bytes: writeSafetensors(torchTensors(tiny), 'F16') },
        { name: 'vocab.txt', bytes: utf8.encode(tiny.words.map((word, id) => `${word}\t${id}\n`).join('')) },
        {
          name: 'config.json',
          bytes: utf8.encode('{"gate_order": "ifgo", "classes": ["a", "b", "c"], "padding_id": 3, "lowercase": true}'),
        },
      ]),
    ],
    ...[
      'keras-plain.pkl',
      'keras-limit.pkl',
      'keras-tokenizer-in-text.json',
      'keras-zlib.joblib',
      'keras-gzip.joblib',
      'numpy-words.pkl',
      'array.joblib',
      'objects.joblib',
      'several.pkl',
      'own-class-0.pkl',
      'torchtext-old.pkl',
      'torchtext-new.pkl',
    ].map((name): [string, Case] => [name, single(fixture(`vocabularies/${name}`), (bytes) => readVocabulary(bytes, name))]),
    ['labels.joblib', single(fixture('vocabularies/labels.joblib'), readLabelsOrRefuse)],
    ['word vectors', single(utf8.encode(vectorLines()), (bytes) => readVocabulary(bytes, 'v.vec').vectors?.read())],
    ['words with ids', single(utf8.encode(tiny.words.map((word, id) => `${word} ${id}\n`).join('')), readVocabulary)],
    ...['a.csv', 'a.json', 'a.npy'].map((name): [string, Case] => [
      `numbers, ${name}`,
      {
        damage: (random) => named(mutate(numbersAs(name), random), name),
        read: ([file]) => file && readSequences(file, { width: 3 }),
      },
    ]),
    ...['standard.joblib', 'minmax.pkl'].map((name): [string, Case] => [
      name,
      single(fixture(`scalers/${name}`), (bytes) => readScaler({ name, bytes }, 3)),
    ]),
    [
      'vocab.json',
      folder([
        { name: 'm.pt', bytes: pt },
        { name: 'vocab.json', bytes: jsonWords(words) },
      ]),
    ],
  ];

  it.each(cases)('%s', async (name, fuzzCase) => {
    const outcome = await fuzz(20_170_923, fuzzCase);
    const { read, refused, slowest, excess } = outcome;
    if (process.env.LRP_LENS_FUZZ_FIGURES) console.log(name, JSON.stringify(outcome));
    expect(read + refused).toBe(MUTATIONS);
    // Both happen: else the mutations would be too wild or too tame to say anything.
    expect(Math.min(read, refused)).toBeGreaterThan(1);
    expect(slowest).toBeLessThan(NEVER);
    expect(excess).toBeLessThanOrEqual(0);
  });
});

function networkWords(name: string): ModelFile[] {
  return networkFiles(name).filter((file) => file.name === 'vocab.txt');
}

/** Files of an archive, each by itself. */
function networkOf(archive: string, name: string, wanted: RegExp): ModelFile[] {
  const files = Object.entries(unzipSync(fixture(archive))).filter(([path]) => wanted.test(path));
  return [...files.map(([path, bytes]) => ({ name: path, bytes })), ...networkWords(name)];
}

function tfjsFiles(folderName: string, name: string): ModelFile[] {
  const names = ['model.json', 'group1-shard1of1.bin', 'group1-shard1of2.bin', 'group1-shard2of2.bin'];
  const there = names.filter((file) => existsSync(new URL(`../testing/fixtures/tfjs/${folderName}/${file}`, import.meta.url)));
  return [...there.map((file) => ({ name: file, bytes: fixture(`tfjs/${folderName}/${file}`) })), ...networkWords(name)];
}

/** Eight rows of three numbers. */
function numbersAs(name: string): Uint8Array {
  const rows = Array.from({ length: 8 }, (_, t) => [t / 2, -t, 100 + t]);
  if (name === 'a.npy') return npyBytes({ shape: [2, 4, 3], data: rows.flat() });
  return utf8.encode(name === 'a.json' ? JSON.stringify(rows) : `a,b,c\n${rows.map((row) => `${row.join(',')}\n`).join('')}`);
}

/** Twelve words with five numbers each. */
function vectorLines(): string {
  return tiny.words.map((word, row) => `${word} ${[0, 1, 2, 3, 4].map((column) => (row - column) / 8).join(' ')}\n`).join('');
}

/** Labels that cannot be read are none: whoever needs them says so. */
function readLabelsOrRefuse(bytes: Uint8Array): void {
  if (readLabels(bytes, 'labels.joblib') === null) throw new LensError({ name: 'ModelFormatError', where: 'm', problem: 'none' });
}

function readAll({ tensors }: ReturnType<typeof openTorchFile>): void {
  for (const { read, refusal } of tensors.values()) if (refusal === undefined) read();
}

function jsonWords(lines: Uint8Array): Uint8Array {
  const words = new TextDecoder().decode(lines).trim().split('\n');
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(words.map((word, id) => [word, id]))));
}
