/** Recurrent networks that are told by their tensors' names, and are not supported. */
import { formatError, listing } from '../basics/index.ts';
import { type RoleBook, SUPPORTED } from './role-book.ts';

const OTHERS: readonly [pattern: RegExp, problem: string][] = [
  [/(weight|bias)_(ih|hh)_l[1-9]\d*(_reverse)?$/, 'has stacked LSTM layers, which are not supported'],
  [/weight_hr(_l\d+)?(_reverse)?$/, 'has an LSTM with a projection, which is not supported'],
  [/peephole|(^|[._/])(weight_c[ifo]|w_c[ifo]|w[ifo]c)$/i, 'has an LSTM with peepholes, which is not supported'],
  [/(^|[._/])gru([._/]|$)/i, 'has a GRU, which is not supported'],
];

/** Throws where a tensor's name says that the model is of another kind. */
export function refuseOthers(book: RoleBook): void {
  const names = book.free(() => true);
  for (const [pattern, problem] of OTHERS) {
    const found = names.filter((name) => pattern.test(name));
    if (found.length > 0) throw formatError(book.file, problem, { expected: SUPPORTED, found: listing(found) });
  }
}
