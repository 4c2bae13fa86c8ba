/**
 * numpy's .npy files, versions 1 to 3 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html):
 * "\x93NUMPY", major, minor, header size (U16, from version 2 on U32), a Python dict as text, then the numbers.
 */
import { shapeText } from '../../model/check-model.ts';
import type { LensError } from '../../model/errors.ts';
import {
  countElements,
  decodeLatin1,
  decodeNumbers,
  formatError,
  heldBytes,
  kindOfNumbers,
  listing,
  NUMPY_TYPES,
  type NumberType,
  quote,
  type Tensor,
  type TensorSource,
  toRowMajor,
  unreadable,
} from '../basics/index.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** numpy refuses headers beyond 10,000 characters unless asked; ours are of some 100. */
const MAX_HEADER = 65_535;

/** Reads a .npy file, row-major. Throws ModelFormatError; `file` names the file in it. */
export function readNpy(bytes: Uint8Array, file: string): Tensor {
  const { shape, read } = openNpy(bytes, file);
  return { shape, data: read() };
}

/**
 * The same; the header is read and held against the file's size at once, the numbers when they are asked for. Of an array that holds no
 * numbers that are read, `refusal` says so.
 */
export function openNpy(bytes: Uint8Array, file: string): TensorSource {
  const { start, end } = locateHeader(bytes, file);
  const text = decodeLatin1(bytes.subarray(start, end));
  const header = parseHeader(text, `${file} header`);
  const shape = parseShape(header.get('shape'), `${file} header 'shape'`);
  const fortran = header.get('fortran_order');
  if (typeof fortran !== 'boolean') {
    throw formatError(`${file} header 'fortran_order'`, 'is not a truth value', {
      expected: 'True or False',
      found: show(fortran),
    });
  }
  const descr = header.get('descr');
  const numbers = parseDescr(descr);
  if (numbers === null)
    return unreadable(shape, descrError(descr, `${file} header 'descr'`), holdsNoNumbers(descr) ? 'none' : undefined);
  const { type, littleEndian } = numbers;
  const kind = kindOfNumbers(type);
  const body = bytes.subarray(end);
  checkSize(shape, type.width, body.length, file);
  if (growsTooMuch((heldBytes(type) * body.length) / type.width, bytes.length))
    return unreadable(shape, bytesError(body.length, file), kind);
  const read = () => {
    const data = decodeNumbers(body, type, littleEndian);
    return fortran ? toRowMajor(data, shape) : data;
  };
  return { shape, read, kind };
}

function locateHeader(bytes: Uint8Array, file: string): { start: number; end: number } {
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) {
    throw formatError(file, 'is not a .npy file', { expected: '\\x93NUMPY at the start', found: 'something else' });
  }
  const major = bytes[6] ?? 0;
  const start = major === 1 ? 10 : 12;
  if (bytes.length < start) {
    throw formatError(file, 'is truncated in its header', {
      expected: `at least ${start} bytes`,
      found: `${bytes.length} bytes`,
    });
  }
  if (major < 1 || major > 3) {
    throw formatError(`${file} version`, 'is not known', { expected: '1, 2 or 3', found: String(major) });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const most = Math.min(bytes.length - start, MAX_HEADER);
  if (size > most) {
    throw formatError(`${file} header size`, 'is too large', { expected: `at most ${most} bytes`, found: `${size} bytes` });
  }
  return { start, end: start + size };
}

function checkSize(shape: readonly number[], width: number, found: number, file: string): void {
  const count = countElements(shape);
  if (count !== null && count * width === found) return;
  throw formatError(file, 'does not have the size its header declares', {
    expected: count === null ? 'a possible shape' : `${count * width} bytes of numbers for shape ${shapeText(shape)}`,
    found: `${found} bytes`,
  });
}

/** Held as float64, integers of two bytes take 4 x their bytes; those of one byte would take 8 x. */
function growsTooMuch(bytes: number, fileSize: number): boolean {
  return bytes > 4 * fileSize;
}

function bytesError(count: number, file: string): LensError {
  return formatError(file, 'holds one-byte numbers', { expected: 'floating-point numbers', found: `${count} bytes` });
}

/** null: no number type that is read. */
function parseDescr(descr: Literal | undefined): { type: NumberType; littleEndian: boolean } | null {
  const type = typeof descr === 'string' ? NUMPY_TYPES.get(descr.slice(1)) : undefined;
  const order = typeof descr === 'string' ? descr.charAt(0) : '';
  const orderKnown = order === '<' || order === '>' || (order === '|' && type?.width === 1);
  return type !== undefined && orderKnown ? { type, littleEndian: order !== '>' } : null;
}

/** Text, Python objects, raw bytes, dates and truth values. */
function holdsNoNumbers(descr: Literal | undefined): boolean {
  return typeof descr === 'string' && /^[<>|=]?[USaOVMmb]\d*(\[\w+\])?$/.test(descr);
}

function descrError(descr: Literal | undefined, where: string): LensError {
  return formatError(where, 'is not a number type that is supported', {
    expected: `'<' or '>' and one of ${listing([...NUMPY_TYPES.keys()])}`,
    found: show(descr),
  });
}

function parseShape(shape: Literal | undefined, where: string): readonly number[] {
  if (Array.isArray(shape)) return shape;
  throw formatError(where, 'is not a tuple', { expected: 'a tuple such as (19538, 60)', found: show(shape) });
}

type Literal = string | boolean | readonly number[];

function show(value: Literal | undefined): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'object' ? `(${listing(value.map(String))})` : quote(String(value));
}

const HEADER_KEYS = ['descr', 'fortran_order', 'shape'];

/** Exactly the Python that numpy writes: {'key': value, ...} with strings, True, False and tuples of whole numbers. */
function parseHeader(text: string, where: string): Map<string, Literal> {
  const input = new HeaderText(text, where);
  const header = new Map<string, Literal>();
  input.expect('{');
  while (!input.accept('}')) {
    const key = input.string();
    if (!HEADER_KEYS.includes(key) || header.has(key)) input.fail(`the keys ${HEADER_KEYS.join(', ')} once each`);
    input.expect(':');
    header.set(key, input.literal());
    if (!input.accept(',')) {
      input.expect('}');
      break;
    }
  }
  input.expectEnd();
  return header;
}

class HeaderText {
  private at = 0;
  private readonly text: string;
  private readonly where: string;

  constructor(text: string, where: string) {
    this.text = text;
    this.where = where;
  }

  /** The next token if it is `mark`. */
  accept(mark: string): boolean {
    this.match(/[ \n]*/y);
    if (!this.text.startsWith(mark, this.at)) return false;
    this.at += mark.length;
    return true;
  }

  expect(mark: string): void {
    if (!this.accept(mark)) this.fail(`'${mark}'`);
  }

  expectEnd(): void {
    this.match(/[ \n]*/y);
    if (this.at !== this.text.length) this.fail('the end of the header');
  }

  string(): string {
    this.match(/[ \n]*/y);
    const found = this.match(/'[^'\\]{0,100}'|"[^"\\]{0,100}"/y);
    if (found === null) return this.fail('a string');
    return found.slice(1, -1);
  }

  literal(): Literal {
    if (this.accept('True')) return true;
    if (this.accept('False')) return false;
    if (this.accept('(')) return this.tuple();
    return this.string();
  }

  private tuple(): number[] {
    const items: number[] = [];
    while (!this.accept(')')) {
      const digits = this.match(/\d{1,15}/y);
      if (digits === null) return this.fail('a whole number');
      items.push(Number(digits));
      this.match(/L/y); // Python 2 wrote long integers as 60L
      if (!this.accept(',')) {
        this.expect(')');
        break;
      }
    }
    return items;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }

  fail(expected: string): never {
    const found = this.at < this.text.length ? quote(this.text.slice(this.at, this.at + 20)) : 'the end';
    throw formatError(`${this.where} character ${this.at}`, 'could not be understood', { expected, found });
  }
}
