import type { Layer, Side } from './layers.ts';
import type { LayerData } from './model-data.ts';

/** A layer as the kernels have it: a recurrent layer and the readout of its final states are one there. */
export interface HeldLayer {
  /** Among the model's layers. */
  readonly index: number;
  readonly layer: Layer;
  /** Numbers of a row that it reads, and of one that it hands on. */
  readonly inputSize: number;
  readonly outputSize: number;
  /** Of a recurrent layer that hands on last states alone: those of which direction. */
  readonly final: 'both' | Side | null;
}

/** The layers as the kernels have them, and a copy of the weights of each, named as by `tensorsOf`. */
export interface HeldLayers {
  held(): readonly HeldLayer[];
  readHeld(at: number): LayerData['tensors'];
}
