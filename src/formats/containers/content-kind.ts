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
  gzip: 'a file packed by gzip',
  html: 'a web page',
  lfs: 'a Git LFS pointer, not the file itself',
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
  ['html', ['<!doctype html', '<html>', '<html ']],
  ['torch', ['\x80\x02\x8a\nl\xfc\x9c', '\x80\x04\x95\x0d\0\0\0\0\0\0\0\x8a\nl\xfc\x9c']], // before PyTorch 1.6: torch-legacy.ts
  ['pickle', ['\x80\x01', '\x80\x02', '\x80\x03', '\x80\x04', '\x80\x05']],
];

/** null: not told by its first bytes; text, say, or a pickle of protocol 0. */
export function kindOfContent(bytes: Uint8Array): ContentKind | null {
  if (bytes.length === 0) return 'nothing';
  if (startsLikeZip(bytes)) return kindOfZip(bytes);
  if (startsLikeSafetensors(bytes)) return 'safetensors'; // first: the size of its header may begin as other files do
  const begin = decodeLatin1(bytes.subarray(0, 64)).trimStart();
  const found = STARTS.find(([, starts]) => starts.some((start) => begin.toLowerCase().startsWith(start.toLowerCase())));
  return found?.[0] ?? null;
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
  return /(^|\/)(data\.pkl|byteorder|version|\.format_version|data\/\d+)$/.test(first) ? 'torch' : 'zip';
}

/** Throws where `bytes` are plainly something else than the name of `file` says: `expected`, or any one of several. */
export function refuseMislabelled(bytes: Uint8Array, file: string, ...expected: readonly ContentKind[]): void {
  const kind = kindOfContent(bytes);
  if (kind === null || expected.includes(kind)) return;
  throw formatError(file, 'is something else than its name says', {
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
  html: 'Download the file itself.',
  lfs: 'Fetch the file itself: git lfs pull.',
  nothing: 'The download or the copy has failed.',
};
