/** Which tensors of a file may be weights, and what is said of the others: files also hold counters, masks and text. */
import { listing, type NamedTensors } from '../basics/index.ts';
import { isRecurrentTensor, type Shapes } from '../torch/index.ts';

/** Whether names tell layers over time: else roles have to be given by hand. */
export function tellsLayers(tensors: NamedTensors): boolean {
  if (tensors.has('output.left')) return false; // our own old names
  return [...tensors.keys()].some(isRecurrentTensor) || [...tensors.values()].some(({ shape }) => shape.length === 3);
}

/** Tensors that may be weights: what holds no numbers is none, nor are vectors and single ones of whole numbers that no module has. */
export function weighty(tensors: NamedTensors): Shapes {
  const fits = (name: string, { kind, shape }: { kind?: string | undefined; shape: readonly number[] }) =>
    kind !== 'none' &&
    (kind !== 'whole' || shape.length > 1 || /[._/](weight|bias|running_|num_batches)|(weight|bias)_(ih|hh)/.test(name));
  return new Map([...tensors].filter(([name, source]) => fits(name, source)).map(([name, { shape }]) => [name, shape]));
}

/** Names of those that `weighty` leaves out, by why. */
export function leftAlone(tensors: NamedTensors): { readonly noNumbers: string[]; readonly counters: string[] } {
  const kept = weighty(tensors);
  const rest = [...tensors].filter(([name]) => !kept.has(name) || /(^|\.)num_batches_tracked$/.test(name));
  return {
    noNumbers: rest.filter(([, { kind }]) => kind === 'none').map(([name]) => name),
    counters: rest.filter(([, { kind }]) => kind !== 'none').map(([name]) => name),
  };
}

/** A sentence each. */
export function leftAloneNotes({ noNumbers, counters }: ReturnType<typeof leftAlone>): string[] {
  return [
    ...(noNumbers.length > 0 ? [`Ignored, since it holds no numbers: ${listing(noNumbers)}.`] : []),
    ...(counters.length > 0 ? [`Ignored, since whole numbers without a role are counters: ${listing(counters)}.`] : []),
  ];
}
