/** The roles of the LSTM's tensors. */
import { shapeText } from '../../model/check-model.ts';
import { formatError, shorten } from '../basics/index.ts';
import { ambiguousError, isEmbeddingName, isOutputName, ONE_LSTM, type RoleBook } from './role-book.ts';
import type { TensorRole } from './tensor-role.ts';

type Side = 'left' | 'right';
type Part = 'weight_ih' | 'weight_hh' | 'bias_ih' | 'bias_hh';

/** lstm.weight_ih_l0, lstm.weight_ih_l0_reverse, cell.weight_ih (nn.LSTMCell), left.weight_ih (ours). */
const PART_NAME = /(?:^|[._/])(weight|bias)_(ih|hh)(?:_l0)?(_reverse)?$/;

function sideOf(name: string): Side {
  return /_reverse$|(^|[._/])(right|backward|bw|bwd|reverse)([._/]|$)/i.test(name) ? 'right' : 'left';
}

function roleByName(name: string): TensorRole | null {
  const [, kind, gates] = PART_NAME.exec(name) ?? [];
  if (kind === undefined || gates === undefined) return null;
  return `${sideOf(name)}.${kind === 'weight' ? 'weight' : 'bias'}_${gates === 'ih' ? 'ih' : 'hh'}`;
}

function assignByName(book: RoleBook): void {
  const candidates = new Map<TensorRole, string[]>();
  for (const name of book.free(() => true)) {
    const role = roleByName(name);
    if (role === null || !book.isOpen(role)) continue;
    addTo(candidates, role, name);
  }
  for (const [role, [name, ...others]] of candidates) {
    if (name === undefined) continue;
    if (others.length > 0) throw ambiguousError(book, role, [name, ...others]);
    book.assign(role, name);
  }
}

function addTo<Key>(groups: Map<Key, string[]>, key: Key, name: string): void {
  const group = groups.get(key);
  if (group) group.push(name);
  else groups.set(key, [name]);
}

/** weight_hh and weight_ih of each direction: by name, else by shape. Afterwards left has both, and right both or neither. */
export function assignWeights(book: RoleBook, V: number): void {
  assignByName(book);
  if (!book.has('left.weight_hh') && !book.has('left.weight_ih')) assignByShape(book, V);
  for (const [has, lacks] of [
    ['left.weight_hh', 'left.weight_ih'],
    ['left.weight_ih', 'left.weight_hh'],
    ['right.weight_hh', 'right.weight_ih'],
    ['right.weight_ih', 'right.weight_hh'],
  ] as const) {
    if (book.has(has) && !book.has(lacks)) throw book.missing(lacks, 'the other weights of the layer');
  }
  checkGates(book);
}

/** Names that say nothing: weight_hh is [4d, d]; weight_ih has as many rows and as many columns as the embedding. */
function assignByShape(book: RoleBook, V: number): void {
  const square = book
    .free(([rows, columns, ...more]) => more.length === 0 && columns !== undefined && rows === 4 * columns)
    .filter((name) => !isEmbeddingName(name));
  const widths = new Set(book.free(([rows, columns]) => rows === V && columns !== undefined).map((name) => book.shape(name)[1]));
  const inputs = new Map<string, string[]>();
  for (const name of book.free(([, columns, ...more]) => more.length === 0 && widths.has(columns))) {
    if (!isEmbeddingName(name)) addTo(inputs, `${sideOf(name)} ${book.shape(name)[0]}`, name);
  }
  for (const side of ['left', 'right'] as const) {
    const fitting = square
      .filter((hidden) => sideOf(hidden) === side)
      .map((hidden) => ({ hidden, inputs: inputs.get(`${side} ${book.shape(hidden)[0]}`) ?? [] }))
      .filter(({ hidden, inputs }) => inputs.some((input) => input !== hidden));
    const [pair] = fitting;
    if (pair === undefined) continue;
    const [input, ...others] = pair.inputs.filter((name) => name !== pair.hidden);
    if (fitting.length > 1 || others.length > 0 || input === undefined) {
      // Many squares may share many inputs: each name is told once, and no pair is written down.
      const names = fitting.map(({ hidden }) => hidden).concat([...new Set(fitting.map((one) => one.inputs))].flat());
      throw ambiguousError(book, `${side}.weight_hh`, [...new Set(names)]);
    }
    book.assign(`${side}.weight_hh`, pair.hidden);
    book.assign(`${side}.weight_ih`, input);
  }
  if (!book.has('left.weight_hh')) throw book.missing('left.weight_hh', '[4d, d]');
}

/** Rows of weight_hh: 4 d of an LSTM, 3 d of a GRU, d of a plain recurrent layer. */
function checkGates(book: RoleBook): void {
  for (const side of ['left', 'right'] as const) {
    if (!book.has(`${side}.weight_hh`)) continue;
    const [rows = 0, d = 0] = book.matrixShape(`${side}.weight_hh`);
    if (d > 0 && rows === 4 * d) continue;
    const kind = rows === 3 * d ? 'is of a GRU' : rows === d ? 'is of a plain recurrent layer' : 'is not of an LSTM';
    const name = book.names.get(`${side}.weight_hh`) ?? '';
    throw formatError(`${book.file} ${shorten(name)}`, `${kind}, of which there are no roles`, {
      expected: `4d rows for d columns: ${ONE_LSTM}`,
      found: shapeText([rows, d]),
    });
  }
}

/** Biases that names did not tell: where each direction's are two at most, their order does not matter, as only the sum is used. */
export function assignBiases(book: RoleBook, d: number): void {
  const parts: readonly Part[] = ['bias_ih', 'bias_hh'];
  for (const side of ['left', 'right'] as const) {
    const weight = book.names.get(`${side}.weight_ih`);
    // Where the weights have telling names, the biases have too.
    if (weight === undefined || PART_NAME.test(weight) || parts.some((part) => book.has(`${side}.${part}`))) continue;
    const open = parts.filter((part) => book.isOpen(`${side}.${part}`));
    const fitting = book
      .free((shape) => shape.length === 1 && shape[0] === 4 * d)
      .filter((name) => !isOutputName(name.replace(/bias$/i, 'weight')))
      .filter((name) => !book.has('right.weight_ih') || sideOf(name) === side);
    if (fitting.length > open.length) throw ambiguousError(book, `${side}.bias_ih`, fitting);
    for (const [index, name] of fitting.entries()) {
      const part = open[index];
      if (part !== undefined) book.assign(`${side}.${part}`, name);
    }
  }
}
