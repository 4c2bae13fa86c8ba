/** Networks of experiments that do not ask the model in use: what the site has in public/model. Loaded with the first run. */
import type { SiteModel, ToyTask } from '../../engine/experiment-protocol.ts';
import type { ModelInfo } from '../../engine/protocol.ts';

/** Of either network (training/toy_models.py). */
export const TOY_LAYERS: ModelInfo['layers'] = [
  { type: 'lstm', hiddenSize: 1, bidirectional: false, merge: 'concat', gateActivation: 'sigmoid' },
  { type: 'readout', kind: 'final', direction: 'both' },
  { type: 'dense', size: 1, activation: 'linear' },
];

/** @throws TypeError where the site was built without it */
export function siteModel(task: ToyTask): SiteModel & { readonly sha256: Readonly<Record<string, string>> } {
  const sha256 = import.meta.env.TOY_SHA256[task];
  return { kind: 'url', base: new URL(`model/toy-${task}/`, document.baseURI).href, sha256 };
}
