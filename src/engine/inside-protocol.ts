/** How relevance flows inside the network: the part of the engine's contract (protocol.ts) that the view 'Inside' asks for. */
import type { InsideState, InsideStep } from '../explain/inside/detail-types.ts';
import type { InsideGraph, InsideMethod } from '../explain/inside/types.ts';
import type { ExplainRequest } from './result-schema.ts';

export type {
  GateRule,
  InsideActivation,
  InsideEquation,
  InsideGate,
  InsidePart,
  InsideShare,
  InsideState,
  InsideStep,
} from '../explain/inside/detail-types.ts';
export type {
  InsideLedger,
  InsideMethod,
  InsideNode,
  InsideVia,
} from '../explain/inside/types.ts';

/** Sentence, target, contrast, eps, bias_factor and deleted words as of an ExplainRequest. */
export interface InsideRequest extends Pick<ExplainRequest, 'input' | 'target' | 'contrast' | 'lrp' | 'deleted'> {
  readonly method: InsideMethod;
}

export interface InsideStateRequest extends InsideRequest {
  /** Index into the nodes of what `inside` answers to the same request. */
  readonly node: number;
}

export interface InsideStepRequest extends InsideRequest {
  /** Index into its flows. */
  readonly flow: number;
}

/** The same request gives the same nodes and flows in the same order: an index into them stays what it is. */
export interface Inside extends InsideGraph {
  readonly method: InsideMethod;
  /** LRP's eps and bias_factor. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly tokens: readonly string[];
  readonly target: number;
  /** Only where the score of a class is taken away. */
  readonly contrast?: number;
  /** What is explained: s_target, or s_target - s_contrast. The amount at the score. */
  readonly score: number;
  /** Time the model's arithmetic took, in milliseconds. */
  readonly milliseconds: number;
}

export interface InsideEngine {
  /**
   * How relevance, or the gradient, gets from the score to the words.
   * @throws LensError InputError, and NumericalError where it grows beyond the range of float64
   */
  inside(signal: AbortSignal, request: InsideRequest): Promise<Inside>;
  /** One node in full, unit by unit. @throws LensError also InputError where there is no such node */
  insideState(signal: AbortSignal, request: InsideStateRequest): Promise<InsideState>;
  /** One flow in full: the equation of its step, with this sentence's numbers. @throws LensError also InputError where there is no such flow */
  insideStep(signal: AbortSignal, request: InsideStepRequest): Promise<InsideStep>;
}
