/** Tensors that a layer asks for in another form than the file has them. */
import type { NamedTensors, TensorSource } from '../basics/index.ts';
import type { NormBlock } from '../torch/index.ts';
import type { PlannedTensor } from './planned-network.ts';

export function tensorOf(tensors: NamedTensors, name: string): PlannedTensor {
  const source = tensors.get(name);
  if (source === undefined) throw new Error(`no tensor ${name}`); // names come out of the same map
  return { name, source };
}

function derived(
  parts: readonly PlannedTensor[],
  shape: readonly number[],
  compute: (...data: readonly Float64Array[]) => Float64Array,
): PlannedTensor {
  const sources = parts.map(({ source }) => source);
  const refusal = sources.find((source) => source.refusal)?.refusal;
  const kind = sources.find((source) => source.kind !== undefined)?.kind;
  const source: TensorSource = { shape, read: () => compute(...sources.map((one) => one.read())), kind, refusal };
  return { name: parts[0]?.name ?? '', source };
}

/** [m, F, k], as torch.nn.Conv1d has it, to [m, k, F]. */
export function kernelFirst(weight: PlannedTensor): PlannedTensor {
  const [m = 0, F = 0, k = 0] = weight.source.shape;
  return derived([weight], [m, k, F], (data = new Float64Array(0)) => {
    const turned = new Float64Array(data.length);
    for (let row = 0; row < m; row++) {
      for (let input = 0; input < F; input++) {
        for (let at = 0; at < k; at++) turned[(row * k + at) * F + input] = data[(row * F + input) * k + at] ?? Number.NaN;
      }
    }
    return turned;
  });
}

/** [n, m] to [m, n]. */
export function transposed(weight: PlannedTensor): PlannedTensor {
  const [n = 0, m = 0] = weight.source.shape;
  return derived([weight], [m, n], (data = new Float64Array(0)) => {
    const turned = new Float64Array(data.length);
    for (let row = 0; row < n; row++) for (let at = 0; at < m; at++) turned[at * n + row] = data[row * m + at] ?? Number.NaN;
    return turned;
  });
}

/** [m, 1] or [1, m] to [m]. */
export function flattened(vector: PlannedTensor): PlannedTensor {
  const size = vector.source.shape.reduce((product, side) => product * side, 1);
  return derived([vector], [size], (data = new Float64Array(0)) => data);
}

/** What a batch norm does at inference: y = scale x + shift. */
export interface FoldedNorm {
  readonly scale: PlannedTensor;
  readonly shift: PlannedTensor;
}

/** scale = weight / sqrt(variance + eps), shift = bias - scale mean (Ioffe and Szegedy 2015, algorithm 2). */
export function foldNorm(norm: NormBlock, tensors: NamedTensors, eps: number): FoldedNorm {
  const { gives: size } = norm;
  const named = (name: string | null) => (name === null ? [] : [tensorOf(tensors, name)]);
  const [weight, bias] = [named(norm.weight), named(norm.bias)];
  const [mean, variance] = [tensorOf(tensors, norm.mean), tensorOf(tensors, norm.variance)];
  const scaleOf = (spread: Float64Array, factor?: Float64Array) =>
    spread.map((value, unit) => (factor?.[unit] ?? 1) / Math.sqrt(value + eps));
  const scale = derived([variance, ...weight], [size], (spread = new Float64Array(0), factor) => scaleOf(spread, factor));
  const shift = derived(
    [mean, variance, ...weight, ...bias],
    [size],
    (centre = new Float64Array(0), spread = new Float64Array(0), ...more) => {
      const factors = scaleOf(spread, weight.length > 0 ? more[0] : undefined);
      const offset = bias.length > 0 ? more.at(-1) : undefined;
      return factors.map((factor, unit) => (offset?.[unit] ?? 0) - factor * (centre[unit] ?? Number.NaN));
    },
  );
  return { scale, shift };
}

/** A linear step and the norm after it, as one linear step: rows of the weight times scale, bias times scale plus shift. */
export function withNorm(
  weight: PlannedTensor,
  bias: PlannedTensor | null,
  { scale, shift }: FoldedNorm,
): { readonly weight: PlannedTensor; readonly bias: PlannedTensor } {
  const [size = 0] = weight.source.shape;
  return {
    weight: derived([weight, scale], weight.source.shape, (data = new Float64Array(0), factors = new Float64Array(0)) => {
      const width = data.length / size;
      return data.map((value, at) => value * (factors[Math.floor(at / width)] ?? Number.NaN));
    }),
    bias: derived([...(bias === null ? [] : [bias]), scale, shift], [size], (...data) => {
      const [factors, offset] = data.slice(-2);
      const own = bias === null ? undefined : data[0];
      return (offset ?? new Float64Array(0)).map((value, unit) => value + (own?.[unit] ?? 0) * (factors?.[unit] ?? Number.NaN));
    }),
  };
}
