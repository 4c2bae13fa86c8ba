/** What a file is by its first bytes, whatever its name says. */
import { decodeLatin1, formatError } from '../basics/index.ts';
import { startsLikeZip } from './zip-directory.ts';

export type ContentKind = keyof typeof KINDS;

/** As they are called in messages. A zip is told from what torch.save and numpy.savez write by the name of the first file in it. */
const KINDS = {
  torch: 'a PyTorch file (torch.save)',
  npz: 'a NumPy .npz file',
  zip: 'a zip file',
  npy: 'a NumPy .npy file',
  safetensors: 'a safetensors file',
  pickle: 'a Python pickle',
  hdf5: 'an HDF5 file (Keras)',
  gzip: 'a file compressed with gzip',
  html: 'a web page',
  lfs: 'a Git LFS pointer, not the file itself',
  xml: 'an XML document',
  pdf: 'a PDF document',
  image: 'an image',
  sound: 'a sound',
  film: 'a film',
  office: 'a document or spreadsheet of an office program',
  archive: 'a compressed archive',
  database: 'a database',
  font: 'a font',
  program: 'a program',
  nothing: 'an empty file',
} as const;

/** As in "found a PyTorch file". */
export function nameOfKind(kind: ContentKind): string {
  return KINDS[kind];
}

/** Each a character a byte. */
const STARTS: readonly (readonly [ContentKind, readonly string[]])[] = [
  ['npy', ['\x93NUMPY']],
  ['hdf5', ['\x89HDF\r\n']],
  ['gzip', ['\x1f\x8b']],
  ['lfs', ['version https://git-lfs']],
  ['html', ['<!doctype html', '<html>', '<html ', '<head>', '<body']],
  ['image', ['\x89PNG\r\n', 'GIF87a', 'GIF89a', '\xff\xd8\xff', 'II*\0', 'MM\0*', '8BPS\0', '<svg']],
  ['xml', ['<?xml']],
  ['pdf', ['%PDF-']],
  ['sound', ['ID3\x02', 'ID3\x03', 'ID3\x04', 'fLaC\0', 'OggS\0', 'MThd\0', '\xff\xfb', '\xff\xf3', '\xff\xf1']],
  ['film', ['\x1aE\xdf\xa3']],
  ['office', ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '{\\rtf']],
  ['archive', ['7z\xbc\xaf\x27\x1c', 'Rar!\x1a\x07', '\xfd7zXZ\0', '\x28\xb5\x2f\xfd']],
  ['database', ['SQLite format 3\0']],
  ['font', ['wOFF\0', 'wOFFOTTO', 'wOF2\0', 'wOF2OTTO', 'OTTO\0']],
  ['program', ['\x7fELF', '\0asm', '\xca\xfe\xba\xbe', '\xcf\xfa\xed\xfe', '\xce\xfa\xed\xfe']],
  ['torch', ['\x80\x02\x8a\nl\xfc\x9c', '\x80\x04\x95\x0d\0\0\0\0\0\0\0\x8a\nl\xfc\x9c']], // before PyTorch 1.6: torch-legacy.ts
  ['pickle', ['\x80\x01', '\x80\x02', '\x80\x03', '\x80\x04', '\x80\x05']],
];

/** null: not told by its first bytes; text, say, or a pickle of protocol 0. */
export function kindOfContent(bytes: Uint8Array): ContentKind | null {
  if (bytes.length === 0) return 'nothing';
  if (startsLikeZip(bytes)) return kindOfZip(bytes);
  if (startsLikeSafetensors(bytes)) return 'safetensors'; // first: the size of its header may begin as other files do
  const start = decodeLatin1(bytes.subarray(0, 512));
  const held = kindByPlace(start);
  if (held) return held;
  const begin = start.replace(/^ï»¿/, '').trimStart();
  const found = STARTS.find(([, starts]) => starts.some((start) => begin.toLowerCase().startsWith(start.toLowerCase())));
  return found?.[0] ?? null;
}

/** Kinds that more than the first bytes tell. */
function kindByPlace(start: string): ContentKind | null {
  if (/^RIFF.{4}WEBP/s.test(start)) return 'image';
  if (/^RIFF.{4}WAVE/s.test(start) || /^FORM.{4}AIF/s.test(start)) return 'sound';
  if (/^RIFF.{4}AVI /s.test(start)) return 'film';
  const [, brand] = /^.{4}ftyp(.{4})/s.exec(start) ?? [];
  if (brand !== undefined) return /^(avif|heic|heix|mif1)/.test(brand) ? 'image' : /^M4A/.test(brand) ? 'sound' : 'film';
  // "BM" and "MZ" may begin a text: an image says its size's upper bytes and two zeros, a program has zeros among its first bytes.
  if (/^BM.{4}\0\0\0\0/s.test(start)) return 'image';
  if (/^MZ[^\n]{0,62}\0/s.test(start)) return 'program';
  return /^BZh[1-9]1AY/.test(start) || start.slice(257, 262) === 'ustar' ? 'archive' : null;
}

/** The size of a header (U64) below 4 GB, and its first character. */
function startsLikeSafetensors(bytes: Uint8Array): boolean {
  return bytes[8] === 0x7b && bytes.subarray(4, 8).every((byte) => byte === 0);
}

const LOCAL_HEADER = 30;

function kindOfZip(bytes: Uint8Array): ContentKind {
  const length = (bytes[26] ?? 0) | ((bytes[27] ?? 0) << 8);
  const first = decodeLatin1(bytes.subarray(LOCAL_HEADER, LOCAL_HEADER + length));
  if (first.endsWith('.npy')) return 'npz';
  if (isOffice(first, bytes)) return 'office';
  return /(^|\/)(data\.pkl|byteorder|version|\.format_version|data\/\d+)$/.test(first) ? 'torch' : 'zip';
}

/** Of Microsoft's and of OpenDocument; a packed program for Java begins with its manifest. */
function isOffice(first: string, bytes: Uint8Array): boolean {
  if (/^(\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\/|ppt\/)/.test(first)) return true;
  const after = LOCAL_HEADER + first.length;
  return first === 'mimetype' && decodeLatin1(bytes.subarray(after, after + 40)).startsWith('application/vnd.oasis');
}

/** Kinds that no format of a model has. */
const FOREIGN: ReadonlySet<ContentKind> = new Set<ContentKind>([
  'gzip',
  'html',
  'lfs',
  'xml',
  'pdf',
  'image',
  'sound',
  'film',
  'office',
  'archive',
  'database',
  'font',
  'program',
]);

interface ForeignKind {
  readonly name: string;
  readonly advice: string | undefined;
}

/** What a file is that can be none of a model's; null: it may be one, for all that its first bytes say. */
export function foreignKind(bytes: Uint8Array): ForeignKind | null {
  const kind = kindOfContent(bytes);
  return kind !== null && FOREIGN.has(kind) ? { name: KINDS[kind], advice: ADVICE[kind] } : null;
}

/** The same where an empty file is of no use either. */
export function uselessKind(bytes: Uint8Array): ForeignKind | null {
  return bytes.length === 0 ? { name: KINDS.nothing, advice: ADVICE.nothing } : foreignKind(bytes);
}

/** Throws where `bytes` are plainly something else than the name of `file` says: `expected`, or any one of several. */
export function refuseMislabelled(bytes: Uint8Array, file: string, ...expected: readonly ContentKind[]): void {
  const kind = kindOfContent(bytes);
  if (kind === null || expected.includes(kind)) return;
  throw formatError(file, 'is not what its name says', {
    expected: expected.length > 0 ? expected.map((each) => KINDS[each]).join(' or ') : 'text',
    found: KINDS[kind],
    advice: ADVICE[kind],
  });
}

const ADVICE: { readonly [Kind in ContentKind]?: string } = {
  torch: 'Call it *.pt.',
  npz: 'Call it *.npz.',
  safetensors: 'Call it *.safetensors.',
  gzip: 'Unpack it first.',
  archive: 'Unpack it first, or pack it as a zip.',
  office: 'Save a table of sentences as CSV.',
  html: 'Download the file itself.',
  lfs: 'Fetch the file itself: git lfs pull.',
  nothing: 'The download or copy may have failed.',
};
