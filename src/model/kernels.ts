/** What the compiled kernels (src/kernels) export. Pointers are byte offsets into their memory. */
import { inflateSync } from 'fflate';
import { KERNELS_DEFLATED } from '../kernels/build/kernels-wasm.ts';

export interface Kernels {
  /** Its buffer is another one once the memory has grown. */
  readonly memory: { readonly buffer: ArrayBuffer };
  begin(): void;
  setPadding(id: number, most: number): void;
  setInput(words: number, columns: number): void;
  addLayer(kind: number, inSize: number, outSize: number): number;
  setRecurrent(
    layer: number,
    units: number,
    directions: number,
    gate: number,
    activation: number,
    merge: number,
    returns: number,
    resetAfter: boolean,
  ): void;
  setOptions(layer: number, activation: number, how: number, window: number, before: number, after: number): void;
  addDirection(layer: number, side: number, narrowInput: boolean, narrowHidden: boolean): void;
  addWeights(layer: number, rows: number, columns: number, narrow: boolean): void;
  addVectors(layer: number, size: number): void;
  build(): number;
  takeWeights(): void;
  forget(): void;
  reserve(length: number): number;
  forward(length: number): void;
  canScan(): number;
  scanStart(length: number): void;
  scanDelete(length: number, first: number, second: number): void;
  scanEnd(length: number): void;
  laneScores(lane: number): number;
  lrp(length: number, eps: number, biasFactor: number, gates: number): void;
  gradient(length: number, from: number, end: number): void;
  pathGradient(length: number, share: number): void;
  decomposeStart(length: number): void;
  decomposeSpan(length: number, from: number, end: number): void;
  inputWeights(layer: number, side: number): number;
  hiddenWeights(layer: number, side: number): number;
  bias(layer: number, side: number): number;
  hiddenBias(layer: number, side: number): number;
  weights(layer: number): number;
  vectorBias(layer: number): number;
  vector(layer: number): number;
  ids(): number;
  inputs(): number;
  padRow(): number;
  scores(): number;
  seed(): number;
  words(side: number): number;
  ledger(): number;
  sensitivity(part: number): number;
  gradientInput(part: number): number;
  inputBack(part: number): number;
  setRecord(on: boolean): number;
  inRows(layer: number): number;
  outRows(layer: number): number;
  layerInput(layer: number): number;
  layerOutput(layer: number): number;
  layerTrace(layer: number): number;
  streams(layer: number): number;
  layerBack(layer: number, stream: number): number;
  drips(layer: number): number;
  windows(layer: number): number;
  stepState(layer: number, side: number, step: number): number;
  stepTrace(layer: number, side: number, step: number): number;
  stepRecord(layer: number, side: number, step: number): number;
  stepIncoming(layer: number, side: number, step: number): number;
  sigmoidOf(x: number): number;
  tanhOf(x: number): number;
  hashStart(bytes: number): number;
  hashBlocks(count: number): void;
  hashState(): number;
}

let compiled: WebAssembly.Module | undefined;

/** A new instance of the kernels, with memory of its own. */
export function instantiateKernels(): Kernels {
  compiled ??= new WebAssembly.Module(inflateSync(Uint8Array.from(atob(KERNELS_DEFLATED), (char) => char.charCodeAt(0))));
  return new WebAssembly.Instance(compiled).exports as unknown as Kernels;
}
