/** Tensors of PyTorch's modules in the form that layers ask for. */
import type { NamedTensors } from '../basics/index.ts';
import type { PlannedTensor } from '../settings/index.ts';
import type { NormBlock } from '../torch/index.ts';
import { combined, permuted, reshaped, transposed } from './tensor-views.ts';

export function tensorOf(tensors: NamedTensors, name: string): PlannedTensor {
  const source = tensors.get(name);
  if (source === undefined) throw new Error(`no tensor ${name}`); // names come out of the same map
  return { name, source };
}

/** [m, F, k], as torch.nn.Conv1d has it, to [m, k, F]. */
export function kernelFirst({ name, source }: PlannedTensor): PlannedTensor {
  return { name, source: permuted(source, [0, 2, 1]) };
}

/** [n, m] to [m, n]. */
export function turned({ name, source }: PlannedTensor): PlannedTensor {
  return { name, source: transposed(source) };
}

/** [m, 1] or [1, m] to [m]. */
export function flattened({ name, source }: PlannedTensor): PlannedTensor {
  return { name, source: reshaped(source, [source.shape.reduce((product, side) => product * side, 1)]) };
}

/** Named as all its parts. */
function computed(
  parts: readonly PlannedTensor[],
  shape: readonly number[],
  compute: (...numbers: readonly number[]) => number,
): PlannedTensor {
  const names = new Set(parts.map(({ name }) => name));
  const sources = parts.map(({ source }) => source);
  return { name: [...names].join(', '), source: combined(shape, sources, compute) };
}

/** What a batch norm does at inference: y = scale x + shift. */
interface FoldedNorm {
  readonly scale: PlannedTensor;
  readonly shift: PlannedTensor;
}

/** scale = weight / sqrt(variance + eps), shift = bias - scale mean (Ioffe and Szegedy 2015, algorithm 2), in float64. */
export function foldNorm(norm: NormBlock, tensors: NamedTensors, eps: number): FoldedNorm {
  const named = (name: string | null) => (name === null ? [] : [tensorOf(tensors, name)]);
  const [weight, bias] = [named(norm.weight), named(norm.bias)];
  const shape = [norm.gives];
  const [mean, variance] = [tensorOf(tensors, norm.mean), tensorOf(tensors, norm.variance)];
  const scaleOf = (spread: number, factor: number) => factor / Math.sqrt(spread + eps);
  const scale = computed([variance, ...weight], shape, (spread = Number.NaN, factor = 1) => scaleOf(spread, factor));
  const shift = computed([mean, variance, ...weight, ...bias], shape, (centre = Number.NaN, spread = Number.NaN, ...more) => {
    const factor = weight.length > 0 ? more[0] : 1;
    const offset = bias.length > 0 ? more.at(-1) : 0;
    return (offset ?? Number.NaN) - scaleOf(spread, factor ?? Number.NaN) * centre;
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
  const read = () => {
    const [data, scales] = [weight.source.read(), scale.source.read()];
    const width = data.length / size;
    return Float64Array.from(data, (value, at) => value * (scales[Math.floor(at / width)] ?? Number.NaN));
  };
  const refusal = weight.source.refusal ?? scale.source.refusal;
  return {
    weight: { name: [weight.name, scale.name].join(', '), source: { shape, read, refusal } },
    bias: computed(
      [shift, scale, ...(bias === null ? [] : [bias])],
      [size],
      (offset = Number.NaN, factor = Number.NaN, own = 0) => offset + own * factor,
    ),
  };
}
