/** Arrays and scalars of numpy whose elements are strings or objects: vocabularies and the names of classes. */
import { decodeLatin1, tryUtf8 } from '../basics/index.ts';
import type { PickleInput } from './pickle-input.ts';
import { kindOf, type PickleDtype, type PickleValue } from './pickle-values.ts';

/** As CallContext: what making strings may use up. */
interface Budget {
  readonly input: PickleInput;
  encodedBytes: number;
}

/** numpy's dtypes that are no numbers, by the letter of their code; the digits after it are characters (U) or bytes. */
const LETTERS = { U: 'text', S: 'bytes', O: 'objects' } as const;

/** The dtype with this code ('U5', 'S3', 'O8'), or null where it is none of these. */
export function elementsDtype(code: string): PickleDtype | null {
  const [, letter, digits] = /^([USO])(\d{1,8})$/.exec(code) ?? [];
  if (letter !== 'U' && letter !== 'S' && letter !== 'O') return null;
  const width = Number(digits) * (letter === 'U' ? 4 : 1);
  return { kind: 'dtype', type: { width, read: () => Number.NaN }, littleEndian: true, elements: LETTERS[letter] };
}

export function holdsNoNumbers(value: PickleValue | undefined): value is PickleDtype {
  return typeof value === 'object' && value?.kind === 'dtype' && value.elements !== undefined;
}

/** `count` elements: of bytes, or of the list that an array of objects has for its state. */
export function elementsOf(
  dtype: PickleDtype,
  raw: PickleValue | undefined,
  count: number,
  context: Budget,
): readonly PickleValue[] {
  const { input } = context;
  const { elements, type, littleEndian } = dtype;
  if (elements === 'objects') {
    if (typeof raw !== 'object' || raw?.kind !== 'list' || raw.items.length !== count)
      throw input.error('has no elements of its array', { expected: `a list of ${count}`, found: kindOf(raw) });
    return raw.items;
  }
  if (typeof raw !== 'object' || raw?.kind !== 'bytes')
    throw input.error('has no bytes of text', { expected: 'bytes', found: kindOf(raw) });
  const { bytes } = raw;
  if (type.width === 0 || bytes.length !== count * type.width) {
    const expected = `${count * type.width}, more than 0`;
    throw input.error('an array has the wrong number of bytes', { expected, found: `${bytes.length}` });
  }
  context.encodedBytes -= bytes.length;
  if (context.encodedBytes < 0) throw input.error('makes more strings than the file holds');
  const texts: PickleValue[] = [];
  for (let at = 0; at < bytes.length; at += type.width) {
    const element = bytes.subarray(at, at + type.width);
    texts.push(elements === 'bytes' ? byteText(element) : wideText(element, littleEndian));
  }
  return texts;
}

/** numpy pads with zeros at the end. */
function byteText(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  const element = bytes.subarray(0, end);
  return tryUtf8(element) ?? decodeLatin1(element);
}

/** UTF-32; what is no code point becomes U+FFFD. */
function wideText(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const code = view.getUint32(at, littleEndian);
    text += code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\ufffd';
  }
  return text.replace(/\0+$/, '');
}
