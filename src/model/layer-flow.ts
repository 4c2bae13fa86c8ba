/** How rows go through a list of layers: whether the layers fit each other, and how large each one's input is. */
import { LensError } from './errors.ts';
import { isRecurrent, type Layer } from './layers.ts';

/** What comes out of a layer. */
export interface Flow {
  /** Numbers a row. */
  readonly size: number;
  /** One row a position, or one for the whole sentence. */
  readonly isSequence: boolean;
  /** How many rows, where padding fixes it. */
  readonly length: number | null;
}

export function layerName(layers: readonly Layer[], index: number): string {
  return `layer ${index} (${layers[index]?.type ?? 'none'})`;
}

/**
 * What each layer reads; one entry more is what the last one hands on: the scores.
 * @param length rows, where padding fixes it; else null
 * @throws LensError ModelFormatError that names the layer that does not fit those before it
 */
export function flowOf(layers: readonly Layer[], inputSize: number, length: number | null): Flow[] {
  const flows = flowThrough(layers, { size: inputSize, isSequence: true, length });
  checkEnd(layers, flows);
  if (length !== null && length < leastRows(layers)) {
    throw layerError(layers, 0, 'has too few rows to read', `a padded length of at least ${leastRows(layers)}`, String(length));
  }
  return flows;
}

/** The same of layers that are a part of a network. */
export function flowThrough(layers: readonly Layer[], input: Flow): Flow[] {
  const flows: Flow[] = [input];
  for (const index of layers.keys()) {
    const problem = misfit(layers, index, flows[index]);
    if (problem) throw layerError(layers, index, ...problem);
    const flow = flows[index];
    if (flow) flows.push(through(layers, index, flow));
  }
  return flows;
}

function misfit(layers: readonly Layer[], index: number, input: Flow | undefined): [string, string, string] | null {
  const layer = layers[index];
  if (layer === undefined || input === undefined) return null;
  const isOverTime = layer.type !== 'dense' && layer.type !== 'batchnorm';
  if (isOverTime && !input.isSequence) {
    return ['has no rows over time to read', 'a place before the readout', 'one row, of the readout before it'];
  }
  if (layer.type !== 'readout') return null;
  const below = layers[index - 1];
  if (layer.kind === 'final') {
    if (!isRecurrent(below)) return ['reads final states', 'lstm, gru or rnn just before it', below?.type ?? 'no layer'];
    if (layer.direction === 'right' && !below.bidirectional) {
      return ['reads the right direction', 'a bidirectional layer before it', 'one direction'];
    }
  }
  if (layer.kind === 'flatten' && input.length === null) {
    return ['needs sentences of one length', 'padding with a length', 'none'];
  }
  return null;
}

/** Scores are what a linear dense layer gives after the readout. */
function checkEnd(layers: readonly Layer[], flows: readonly Flow[]): void {
  const last = layers.at(-1);
  const at = layers.length - 1;
  if (last === undefined) throw modelError('layers', 'are none', 'at least a readout and a linear dense layer', '0 layers');
  if (last.type !== 'dense' || last.activation !== 'linear') {
    const found = last.type === 'dense' ? `dense, ${last.activation}` : last.type;
    throw layerError(layers, at, 'does not give the scores', 'a linear dense layer at the end', found);
  }
  if (flows.at(-1)?.isSequence) throw layerError(layers, at, 'gives scores at every position', 'a readout before it', 'none');
}

function through(layers: readonly Layer[], index: number, input: Flow): Flow {
  const layer = layers[index];
  if (isRecurrent(layer)) return { ...input, size: sizeOfRow(layer) };
  switch (layer?.type) {
    case 'dense':
      return { ...input, size: layer.size };
    case 'conv1d': {
      const lost = layer.padding === 'valid' ? layer.kernel - 1 : 0;
      return { ...input, size: layer.size, length: input.length === null ? null : input.length - lost };
    }
    case 'pool1d':
      return { ...input, length: input.length === null ? null : Math.floor(input.length / layer.size) };
    case 'readout':
      return { size: readSize(layers, index, input), isSequence: false, length: null };
    default:
      return input;
  }
}

function sizeOfRow({ hiddenSize, bidirectional, merge }: Extract<Layer, { hiddenSize: number }>): number {
  return bidirectional && merge === 'concat' ? 2 * hiddenSize : hiddenSize;
}

function readSize(layers: readonly Layer[], index: number, { size, length }: Flow): number {
  const layer = layers[index];
  const below = layers[index - 1];
  if (layer?.type !== 'readout') return size;
  if (layer.kind === 'flatten') return size * (length ?? 1);
  return layer.kind === 'final' && layer.direction !== 'both' && isRecurrent(below) ? below.hiddenSize : size;
}

/** The fewest rows that leave every layer one to read. */
export function leastRows(layers: readonly Layer[]): number {
  return layers.reduceRight((rows, layer) => {
    if (layer.type === 'pool1d') return rows * layer.size;
    return layer.type === 'conv1d' && layer.padding === 'valid' ? rows + layer.kernel - 1 : rows;
  }, 1);
}

function layerError(layers: readonly Layer[], index: number, problem: string, expected: string, found: string): LensError {
  return modelError(layerName(layers, index), problem, expected, found);
}

export function modelError(where: string, problem: string, expected: string, found: string): LensError {
  return new LensError({ name: 'ModelFormatError', where, problem, expected, found });
}
