/** The published model of the reference program and its figures, where they are at hand. */
import type { ModelFile } from '../model/model-data.ts';
import type { Golden } from './golden.ts';
import { hasShared, sharedBytes, sharedText } from './shared.ts';

/** Whether the published vocabulary and weights are at hand. */
export const hasUpstream = hasShared('upstream/model');

/** A published Keras model, where it is at hand; null elsewhere. */
export function upstreamKerasFile(): ModelFile | null {
  const name = 'keras_sentiment_model.hdf5';
  return hasShared(`upstream/${name}`) ? { name, bytes: sharedBytes(`upstream/${name}`) } : null;
}

/** The published vocabulary and weights with the surrogate embeddings; none where the folder is absent. */
export function upstreamFiles(): ModelFile[] {
  if (!hasUpstream) return [];
  return [
    { name: 'vocab', bytes: sharedBytes('upstream/vocab') },
    { name: 'model', bytes: sharedBytes('upstream/model') },
    { name: 'embeddings.npy', bytes: sharedBytes('upstream/embeddings-surrogate.npy') },
  ];
}

/** Figures of the reference program on upstreamFiles(); only where hasUpstream. */
export function readUpstreamGolden(): Golden {
  return JSON.parse(sharedText('upstream/golden.json'));
}
