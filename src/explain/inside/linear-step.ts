/** One linear step z_j = sum_i w_ij x_i + b_j in full: what its upper units hand to one part of the lower ones. */
import type { LrpOptions } from '../method-options.ts';
import type { InsideEquation, InsideKept, InsidePart, InsideShare, InsideTerm } from './detail-types.ts';
import { sumOf } from './sums.ts';

/** As in src/kernels/rule.ts: below it a quotient overflows, and the unit counts as 0/0 = 0. */
export const SMALLEST = 2.2250738585072014e-308;
const TERMS = 5;
const NOTHING: InsideKept = { bias: 0, stabiliser: 0 };

export interface StepPart extends Pick<InsidePart, 'of' | 'node'> {
  /** [n] */
  readonly x: Float64Array;
  /** w_ij. Only that of i = j where the step is one of identity weights. */
  readonly weight: (j: number, i: number) => number;
}

export interface LinearStep {
  readonly step: InsideEquation['step'];
  /** Whether unit j reads unit i = j of each part alone. */
  readonly isDiagonal: boolean;
  /** [m] R_j; of the gradient the derivative at z_j. */
  readonly relevance: Float64Array;
  /** [m] */
  readonly bias: ArrayLike<number> | null;
  /** [m] as the forward pass left it; null: it did not keep it. */
  readonly z: Float64Array | null;
  readonly lowerUnits: number;
  readonly parts: readonly StepPart[];
}

/** @param options of LRP; null: what flows is the gradient @param chosen the part in question */
export function explainStep(step: LinearStep, chosen: number, options: LrpOptions | null): InsideEquation {
  const { relevance, parts, lowerUnits } = step;
  const part = partAt(step, chosen);
  const quotients = quotientsOf(step, options);
  const j = relevance.reduce((best, value, at) => (Math.abs(value) > Math.abs(relevance[best] ?? 0) ? at : best), 0);
  const quotient = quotients[j] ?? 0;
  const alone = absorbed(step, quotients, [j], options);
  const together = absorbed(step, quotients, [...quotients.keys()], options);
  const term = (unit: number, weight: number | null, amount: number): InsideTerm => {
    return { unit, value: part.x[unit] ?? 0, weight, relevance: amount };
  };
  const read = step.isDiagonal ? [j] : [...part.x.keys()];
  const ofUnit = read.map((i) => term(i, part.weight(j, i), (part.x[i] ?? 0) * part.weight(j, i) * quotient));
  const ofAll = Array.from(handDown(step, chosen, options).terms, (amount, i) => term(i, null, amount));
  return {
    step: step.step,
    lowerUnits,
    unit: {
      unit: j,
      relevance: relevance[j] ?? 0,
      z: zOf(step, j),
      bias: step.bias?.[j] ?? 0,
      parts: parts.map((one): InsidePart => {
        const value = addedBy(step, one, j);
        const { bias, stabiliser } = handed(step, one, alone, options);
        return { of: one.of, node: one.node, value, relevance: value * quotient + bias + stabiliser };
      }),
      quotient,
      kept: keptOf(alone, options),
      share: shareOf(ofUnit, handed(step, part, alone, options)),
    },
    all: {
      relevance: sumOf(relevance),
      kept: keptOf(together, options),
      share: shareOf(ofAll, handed(step, part, together, options)),
    },
  };
}

/** What all upper units hand to a part: x_i sum_j w_ij q_j [n], and what bias_factor adds to them in all. */
export function handDown(
  step: LinearStep,
  chosen: number,
  options: LrpOptions | null,
): { readonly terms: Float64Array; readonly added: number } {
  const part = partAt(step, chosen);
  const { x, weight } = part;
  const quotients = quotientsOf(step, options);
  const terms = new Float64Array(x.length);
  for (const i of terms.keys()) {
    let back = 0;
    if (step.isDiagonal) back = weight(i, i) * (quotients[i] ?? 0);
    else for (let j = 0; j < quotients.length; j++) back += weight(j, i) * (quotients[j] ?? 0);
    terms[i] = (x[i] ?? 0) * back;
  }
  const { bias, stabiliser } = handed(step, part, absorbed(step, quotients, [...quotients.keys()], options), options);
  return { terms, added: bias + stabiliser };
}

interface Absorbed extends InsideKept {
  /** Relevance of units whose denominator is 0. */
  readonly lost: number;
}

/** sum_j b_j q_j and sum_j eps sign(z_j) q_j of these upper units. */
function absorbed(step: LinearStep, quotients: Float64Array, units: readonly number[], options: LrpOptions | null): Absorbed {
  let [bias, stabiliser, lost] = [0, 0, 0];
  for (const j of options === null ? [] : units) {
    const quotient = quotients[j] ?? 0;
    const z = zOf(step, j);
    const eps = options?.eps ?? 0;
    bias += (step.bias?.[j] ?? 0) * quotient;
    stabiliser += z >= 0 ? eps * quotient : -eps * quotient;
    if (Math.abs(z) + eps < SMALLEST) lost += step.relevance[j] ?? 0;
  }
  return { bias, stabiliser, lost };
}

/** bias_factor n / N of it, for the n units of a part. */
function handed(
  { lowerUnits }: LinearStep,
  { x }: StepPart,
  { bias, stabiliser }: Absorbed,
  options: LrpOptions | null,
): InsideKept {
  const factor = ((options?.biasFactor ?? 0) * x.length) / lowerUnits;
  return { bias: factor * bias, stabiliser: factor * stabiliser };
}

function keptOf({ bias, stabiliser, lost }: Absorbed, options: LrpOptions | null): InsideKept {
  const factor = 1 - (options?.biasFactor ?? 0);
  return { bias: factor * bias, stabiliser: factor * stabiliser + lost };
}

/** [m] q_j = R_j / (z_j + eps sign z_j), sign(z) = +1 for z >= 0; of the gradient the derivative at z_j. */
export function quotientsOf(step: LinearStep, options: LrpOptions | null): Float64Array {
  if (options === null) return step.relevance;
  return step.relevance.map((relevance, j) => {
    const z = zOf(step, j);
    const denominator = z + (z >= 0 ? options.eps : -options.eps);
    return Math.abs(denominator) >= SMALLEST ? relevance / denominator : 0;
  });
}

function partAt({ parts }: LinearStep, chosen: number): StepPart {
  const part = parts[chosen];
  if (part === undefined) throw new RangeError(`part ${chosen} of ${parts.length}`);
  return part;
}

function zOf(step: LinearStep, j: number): number {
  return step.z?.[j] ?? step.parts.reduce((sum, part) => sum + addedBy(step, part, j), step.bias?.[j] ?? 0);
}

/** Each unit hands on what it has. @param x the lower units' values @param relevance what each gets */
export function explainPass(x: ArrayLike<number>, relevance: Float64Array): InsideEquation {
  const terms = Array.from(relevance, (amount, unit) => ({ unit, value: x[unit] ?? 0, weight: null, relevance: amount }));
  return {
    step: 'pass',
    lowerUnits: relevance.length,
    unit: null,
    all: { relevance: sumOf(relevance), kept: NOTHING, share: shareOf(terms, NOTHING) },
  };
}

/** What a part adds to z_j: sum_i w_ij x_i. */
export function addedBy({ isDiagonal }: LinearStep, { x, weight }: StepPart, j: number): number {
  if (isDiagonal) return weight(j, j) * (x[j] ?? 0);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += weight(j, i) * (x[i] ?? 0);
  return sum;
}

function shareOf(all: readonly InsideTerm[], { bias, stabiliser }: InsideKept): InsideShare {
  const sorted = [...all].sort((a, b) => Math.abs(b.relevance) - Math.abs(a.relevance));
  const terms = sorted.slice(0, TERMS);
  const others = sorted.slice(TERMS);
  const total = (values: readonly InsideTerm[]) => values.reduce((sum, { relevance }) => sum + relevance, 0);
  const rest = { count: others.length, relevance: total(others) };
  return { terms, rest, bias, stabiliser, sum: total(terms) + rest.relevance + bias + stabiliser };
}
