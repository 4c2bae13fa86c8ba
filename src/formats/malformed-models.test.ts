/** Files that are not what they are called, cut off, or do not fit each other: one sentence that names the file and says what it is. */
import { gzipSync, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { LensError } from '../model/errors.ts';
import type { ModelFile } from '../model/model-data.ts';
import { goldenFiles, torchGoldenFiles, torchVariant } from '../testing/golden.ts';
import { bytesOf, fieldsOfRejection } from '../testing/malformed.ts';
import { npyBytes } from '../testing/npy-writer.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { storedAs, torchTensors, writeTorchFile } from '../testing/torch-writer.ts';
import { kindOfContent } from './containers/index.ts';
import { writeSafetensors } from './containers/safetensors.ts';
import { inspectModel } from './inspect-model.ts';
import { writeNativeFolder } from './programs/native-network.ts';
import { readModel } from './read-model.ts';

const utf8 = new TextEncoder();
const model = makeTinyModel({ outputBias: true });
const tensors = torchTensors(model);
const words: ModelFile = { name: 'vocab.txt', bytes: utf8.encode(model.words.join('\n')) };
const native = writeNativeFolder(model);
const reference = goldenFiles('tiny');
const [torchFile] = torchGoldenFiles('pytorch-bidi');

/** A file of each kind, and what it is called. */
const CONTENTS = {
  pt: [torchFile?.bytes ?? new Uint8Array(0), 'a PyTorch file (torch.save)'],
  old: [torchVariant('old').bytes, 'a PyTorch file (torch.save)'],
  old4: [torchVariant('old-protocol4').bytes, 'a PyTorch file (torch.save)'],
  script: [torchVariant('script').bytes, 'a PyTorch file (torch.save)'],
  written: [writeTorchFile(storedAs(tensors, 'Double')), 'a PyTorch file (torch.save)'],
  npz: [zipSync(Object.fromEntries([...tensors].map(([name, each]) => [`${name}.npy`, npyBytes(each)]))), 'a NumPy .npz file'],
  safetensors: [writeSafetensors(tensors, 'F64'), 'a safetensors file'],
  npy: [npyBytes({ shape: [2, 2], data: [1, 2, 3, 4] }), 'a NumPy .npy file'],
  pickle: [bytesOf(0x80, 4, ']', 0x94, '.'), 'a Python pickle'],
  hdf5: [bytesOf('\x89HDF\r\n\x1a\n', new Uint8Array(40)), 'an HDF5 file (Keras)'],
  gzip: [gzipSync(words.bytes), 'a file compressed with gzip'],
  html: [utf8.encode('\n<!DOCTYPE html><title>404</title>'), 'a web page'],
  lfs: [utf8.encode('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'), 'a Git LFS pointer, not the file itself'],
  nothing: [new Uint8Array(0), 'an empty file'],
} as const;

type Kind = keyof typeof CONTENTS;

const without = (...fitting: readonly Kind[]) => {
  const kinds = Object.entries(CONTENTS).filter(([kind]) => !fitting.some((each) => each === kind));
  return kinds.map(([kind, [bytes, called]]) => [kind, bytes, called] as const);
};

/** `files` with other bytes under the name of one of them. */
function put(name: string, bytes: Uint8Array, files: readonly ModelFile[]): ModelFile[] {
  return files.map((file) => (file.name === name ? { name, bytes } : file));
}

describe.each<[string, readonly ModelFile[], readonly Kind[]]>([
  ['m.pt', [{ name: 'm.pt', bytes: CONTENTS.pt[0] }, words], ['pt', 'old', 'old4', 'script', 'written', 'pickle', 'hdf5']],
  ['m.npz', [{ name: 'm.npz', bytes: CONTENTS.npz[0] }, words], ['npz']],
  ['m.safetensors', [{ name: 'm.safetensors', bytes: CONTENTS.safetensors[0] }, words], ['safetensors']],
  // Vocabularies are told by their content: a pickle and what gzip has packed are read whatever their name.
  ['vocab.txt', [{ name: 'm.pt', bytes: CONTENTS.written[0] }, words], ['pickle', 'gzip']],
  ['model.safetensors', native, ['safetensors']],
  ['vocab', reference, ['pickle']],
  ['model', reference, ['pickle']],
  ['embeddings.npy', reference, ['npy']],
])('mislabelled %s', (name, files, fitting) => {
  it.each(without(...fitting))('that is %s', async (_, bytes, called) => {
    for (const read of [readModel, inspectModel]) {
      const fields = await fieldsOfRejection(read(put(name, bytes, files)));
      expect(fields).toMatchObject({ where: name, problem: 'is not what its name says', found: called });
      expect(fields.expected).not.toBe('');
    }
  });
});

it('a safetensors file whose header has a size that a pickle begins with', async () => {
  const plain = CONTENTS.safetensors[0];
  const size = Number(new DataView(plain.buffer).getBigUint64(0, true));
  const padding = (0x0280 - (size % 65_536) + 65_536) % 65_536; // spaces, up to a size with the bytes 0x80 0x02
  const bytes = new Uint8Array(plain.length + padding).fill(0x20);
  bytes.set(plain.subarray(0, 8 + size));
  bytes.set(plain.subarray(8 + size), 8 + size + padding);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(size + padding), true);
  expect([bytes[0], bytes[1]]).toEqual([0x80, 2]);
  expect((await readModel([{ name: 'm.safetensors', bytes }, words])).embeddings).toEqual(model.embeddings);
});

describe('cut off', () => {
  const cases: readonly (readonly [string, readonly ModelFile[]])[] = [
    ['m.pt', [{ name: 'm.pt', bytes: CONTENTS.written[0] }, words]],
    ['m.npz', [{ name: 'm.npz', bytes: CONTENTS.npz[0] }, words]],
    ['m.safetensors', [{ name: 'm.safetensors', bytes: CONTENTS.safetensors[0] }, words]],
    ['model.safetensors', native],
    ['config.json', native],
    ['vocab', reference],
    ['model', reference],
    ['embeddings.npy', reference],
    ['m.zip', [{ name: 'm.zip', bytes: zipSync(Object.fromEntries(native.map((file) => [file.name, file.bytes]))) }]],
  ];
  it.each(cases)('%s, wherever it is cut', async (name, files) => {
    const whole = files.find((file) => file.name === name)?.bytes ?? new Uint8Array(0);
    await expect(readModel(files)).resolves.toBeDefined();
    const last = name === 'config.json' ? whole.length - 2 : whole.length - 1; // but for its line end
    for (let step = 0; step < 30; step++) {
      const cut = put(name, whole.subarray(0, Math.floor((last * step) / 29)), files);
      const fields = await fieldsOfRejection(readModel(cut));
      expect(fields.name).toBe('ModelFormatError');
      expect(fields.where, JSON.stringify(fields)).toContain(name);
    }
  });

  it('a vocabulary that is cut off does not fit the embeddings', async () => {
    const cut = put('vocab.txt', words.bytes.subarray(0, words.bytes.length - 4), native);
    expect(await fieldsOfRejection(readModel(cut))).toMatchObject({
      where: 'vocab.txt',
      expected: '12 words (rows of embeddings)',
    });
  });
});

describe('files that do not fit each other', () => {
  it('the weights of one model and the words of another', async () => {
    const [other] = torchGoldenFiles('pytorch-uni');
    const { doubts } = await inspectModel([{ name: 'm.pt', bytes: other?.bytes ?? new Uint8Array(0) }, words]);
    expect(doubts).toContainEqual(expect.stringMatching(/^vocab.txt has 12 words, the embedding \d+ rows: words beyond/));
  });

  it('more bytes than there should be', async () => {
    const longer = (bytes: Uint8Array) => {
      const more = new Uint8Array(bytes.length + 1000);
      more.set(bytes);
      return more;
    };
    for (const [name, files] of [
      ['model.safetensors', native],
      ['embeddings.npy', reference],
    ] as const) {
      const whole = files.find((file) => file.name === name)?.bytes ?? new Uint8Array(0);
      expect((await fieldsOfRejection(readModel(put(name, longer(whole), files)))).where).toBe(name);
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'a weight that is %d, in every format of named tensors',
    async (value) => {
      const bad = new Map(tensors);
      const { shape, data } = tensors.get('lstm.weight_hh_l0_reverse') ?? { shape: [], data: new Float64Array(0) };
      bad.set('lstm.weight_hh_l0_reverse', { shape, data: Float64Array.from(data, (each, at) => (at === 7 ? value : each)) });
      const npz = zipSync(Object.fromEntries([...bad].map(([name, each]) => [`${name}.npy`, npyBytes(each)])));
      for (const file of [
        { name: 'm.pt', bytes: writeTorchFile(storedAs(bad, 'Double')) },
        { name: 'm.npz', bytes: npz },
        { name: 'm.safetensors', bytes: writeSafetensors(bad, 'F64') },
      ]) {
        expect(await fieldsOfRejection(readModel([file, words]))).toMatchObject({
          where: `${file.name} lstm.weight_hh_l0_reverse`,
          problem: `holds ${value} at [2, 1]`,
          expected: 'finite numbers',
        });
      }
    },
  );

  it('a config.json nested deep', async () => {
    const config = utf8.encode(`{"metrics":${'{"a":'.repeat(300_000)}1${'}'.repeat(300_001)}`);
    expect(await fieldsOfRejection(readModel(put('config.json', config, native)))).toMatchObject({
      where: 'config.json',
      problem: 'is nested too deep',
      expected: 'at most 100 levels',
    });
  });
});

it('a zip bomb in a .pt, an .npz and a zip of a model is refused before anything is unpacked', async () => {
  const zeros = new Uint8Array(3_000_000);
  const entries = unzipSync(CONTENTS.written[0]);
  const [storage = ''] = Object.keys(entries).filter((name) => /data\/0$/.test(name));
  for (const [file, others] of [
    [{ name: 'm.pt', bytes: zipSync({ ...entries, [storage]: zeros }) }, [words]],
    [{ name: 'm.npz', bytes: zipSync({ 'a.npy': zeros }) }, [words]],
    [{ name: 'm.zip', bytes: zipSync({ 'config.json': zeros, 'model.safetensors': zeros, 'vocab.txt': zeros }) }, []],
  ] as const) {
    const error = await readModel([file, ...others]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LensError);
    expect(String(error)).toMatch(/zip bomb|does not fit the size of data/);
  }
});

describe('what is no file of a model at all is called what it is', () => {
  const office = zipSync({ '[Content_Types].xml': utf8.encode('<Types/>'), 'xl/workbook.xml': utf8.encode('<a/>') });
  const openOffice = zipSync({ mimetype: [utf8.encode('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }] });
  it.each<[string, Uint8Array, string]>([
    ['paper.pdf', bytesOf('%PDF-1.7\n%', 0xe2), 'a PDF document'],
    ['photo.png', bytesOf(0x89, 'PNG\r\n', 0x1a, '\n'), 'an image'],
    ['photo.jpg', bytesOf(0xff, 0xd8, 0xff, 0xe0), 'an image'],
    ['photo.webp', bytesOf('RIFF', 9, 0, 0, 0, 'WEBPVP8 '), 'an image'],
    ['photo.bmp', bytesOf('BM', 9, 9, 0, 0, 0, 0, 0, 0), 'an image'],
    ['photo.heic', bytesOf(0, 0, 0, 24, 'ftypheic'), 'an image'],
    ['song.mp3', bytesOf('ID3', 3, 0), 'a sound'],
    ['song.wav', bytesOf('RIFF', 9, 0, 0, 0, 'WAVEfmt '), 'a sound'],
    ['clip.mp4', bytesOf(0, 0, 0, 24, 'ftypisom'), 'a film'],
    ['table.xlsx', office, 'a document or spreadsheet of an office program'],
    ['table.ods', openOffice, 'a document or spreadsheet of an office program'],
    ['table.xls', bytesOf(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'a document or spreadsheet of an office program'],
    ['setup.exe', bytesOf('MZ', 0x90, 0, 3, 0, 0, 0), 'a program'],
    ['tool', bytesOf(0x7f, 'ELF', 2, 1), 'a program'],
    ['all.7z', bytesOf('7z', 0xbc, 0xaf, 0x27, 0x1c), 'a compressed archive'],
    ['words.db', bytesOf('SQLite format 3', 0), 'a database'],
    ['page.html', utf8.encode('\ufeff<!DOCTYPE html>'), 'a web page'],
    ['weights.bin', utf8.encode('version https://git-lfs.github.com/spec/v1\n'), 'a Git LFS pointer, not the file itself'],
  ])('%s', async (name, bytes, called) => {
    const fields = await fieldsOfRejection(inspectModel([{ name, bytes }]));
    expect(fields).toMatchObject({ where: name, problem: `is ${called}, not a file of a model` });
    expect([fields.expected, fields.found]).toEqual([expect.stringContaining('a file of sentences as text'), undefined]);
    expect(fields.advice).toMatch(/\.$/);
    // Under the name of weights it is told likewise.
    const mislabelled = await fieldsOfRejection(inspectModel([{ name: 'm.pt', bytes }, words]));
    expect(mislabelled).toMatchObject({ where: 'm.pt', problem: 'is not what its name says', found: called });
  });

  it('of several, the first few are named', async () => {
    const files = Array.from({ length: 9 }, (_, index) => ({ name: `${index}.pdf`, bytes: bytesOf('%PDF-1') }));
    expect(await fieldsOfRejection(inspectModel(files))).toMatchObject({
      where: '0.pdf',
      found: 'a PDF document, 1.pdf is a PDF document, 2.pdf is a PDF document, 6 more',
    });
  });

  it('text that begins as such a file would is text', () => {
    for (const text of ['BM\nMZ\n', 'MZ a film\n', 'BZh\n', 'ID3 tags\n', 'OTTO\n', 'RIFF\n', 'II*\n', '#!\n', 'Rar!\n']) {
      expect(kindOfContent(utf8.encode(text)), text).toBeNull();
    }
  });
});
