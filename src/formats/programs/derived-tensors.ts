/** Tensors that a layer asks for in another form than the file has them. */
import type { Weights } from '../../model/model-data.ts';
import { gather, type NamedTensors, type TensorSource } from '../basics/index.ts';
import type { PlannedTensor } from '../settings/index.ts';
import type { NormBlock } from '../torch/index.ts';

export function tensorOf(tensors: NamedTensors, name: string): PlannedTensor {
  const source = tensors.get(name);
  if (source === undefined) throw new Error(`no tensor ${name}`); // names come out of the same map
  return { name, source };
}

const NONE = new Float64Array(0);

/** Named as all its parts; what is computed of several is no whole number any more. */
function derived(
  parts: readonly PlannedTensor[],
  shape: readonly number[],
  compute: (...data: readonly Weights[]) => Weights,
): PlannedTensor {
  const sources = parts.map(({ source }) => source);
  const refusal = sources.find((source) => source.refusal)?.refusal;
  const kind = sources.length === 1 ? sources[0]?.kind : undefined;
  const source: TensorSource = { shape, read: () => compute(...sources.map((one) => one.read())), kind, refusal };
  return { name: [...new Set(parts.map(({ name }) => name))].join(', '), source };
}

/** [m, F, k], as torch.nn.Conv1d has it, to [m, k, F]. */
export function kernelFirst(weight: PlannedTensor): PlannedTensor {
  const [m = 0, F = 0, k = 0] = weight.source.shape;
  return derived([weight], [m, k, F], (data = NONE) => gather(data, [m, k, F], [F * k, 1, k]));
}

/** [n, m] to [m, n]. */
export function transposed(weight: PlannedTensor): PlannedTensor {
  const [n = 0, m = 0] = weight.source.shape;
  return derived([weight], [m, n], (data = NONE) => gather(data, [m, n], [1, m]));
}

/** [m, 1] or [1, m] to [m]. */
export function flattened(vector: PlannedTensor): PlannedTensor {
  const size = vector.source.shape.reduce((product, side) => product * side, 1);
  return derived([vector], [size], (data = NONE) => data);
}

/** What a batch norm does at inference: y = scale x + shift. */
interface FoldedNorm {
  readonly scale: PlannedTensor;
  readonly shift: PlannedTensor;
}

/** scale = weight / sqrt(variance + eps), shift = bias - scale mean (Ioffe and Szegedy 2015, algorithm 2), in float64. */
export function foldNorm(norm: NormBlock, tensors: NamedTensors, eps: number): FoldedNorm {
  const { gives: size } = norm;
  const named = (name: string | null) => (name === null ? [] : [tensorOf(tensors, name)]);
  const [weight, bias] = [named(norm.weight), named(norm.bias)];
  const [mean, variance] = [tensorOf(tensors, norm.mean), tensorOf(tensors, norm.variance)];
  const scaleOf = (spread: Weights, factors: Weights | undefined) =>
    Float64Array.from(spread, (value, unit) => (factors?.[unit] ?? 1) / Math.sqrt(value + eps));
  const scale = derived([variance, ...weight], [size], (spread = NONE, factors) => scaleOf(spread, factors));
  const shift = derived([mean, variance, ...weight, ...bias], [size], (centre = NONE, spread = NONE, ...more) => {
    const scales = scaleOf(spread, weight.length > 0 ? more[0] : undefined);
    const offsets = bias.length > 0 ? more.at(-1) : undefined;
    return scales.map((factor, unit) => (offsets?.[unit] ?? 0) - factor * (centre[unit] ?? Number.NaN));
  });
  return { scale, shift };
}

/** A linear step and the norm after it as one linear step: rows of the weight times scale, bias times scale plus shift. */
export function withNorm(
  weight: PlannedTensor,
  bias: PlannedTensor | null,
  { scale, shift }: FoldedNorm,
): { readonly weight: PlannedTensor; readonly bias: PlannedTensor } {
  const { shape } = weight.source;
  const [size = 0] = shape;
  return {
    weight: derived([weight, scale], shape, (data = NONE, scales = NONE) => {
      const width = data.length / size;
      return Float64Array.from(data, (value, at) => value * (scales[Math.floor(at / width)] ?? Number.NaN));
    }),
    bias: derived([shift, scale, ...(bias === null ? [] : [bias])], [size], (shifts = NONE, scales = NONE, own) =>
      Float64Array.from(shifts, (value, unit) => value + (own?.[unit] ?? 0) * (scales[unit] ?? Number.NaN)),
    ),
  };
}
