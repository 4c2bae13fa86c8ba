/** What the compiled kernels (src/kernels) export. Pointers are byte offsets into their memory. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  configure(words: number, embedding: number, hidden: number, classes: number, directions: number): number;
  reserve(length: number): number;
  forward(length: number): void;
  prepareScan(direction: number): void;
  scanStart(length: number): void;
  scanDelete(length: number, first: number, second: number): void;
  laneScores(lane: number): number;
  lrp(length: number, eps: number, biasFactor: number): void;
  gradient(length: number): void;
  paddedEmbedding(): number;
  paddedHidden(): number;
  embeddings(): number;
  inputWeights(direction: number): number;
  hiddenWeights(direction: number): number;
  bias(direction: number): number;
  outputWeights(direction: number): number;
  outputBias(): number;
  ids(): number;
  scores(): number;
  seed(): number;
  words(direction: number): number;
  ledger(): number;
  sensitivity(part: number): number;
  gradientInput(part: number): number;
  gradients(): number;
  sigmoidOf(x: number): number;
  tanhOf(x: number): number;
}
