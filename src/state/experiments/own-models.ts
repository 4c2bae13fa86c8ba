/** Networks of experiments that do not ask the model in use: what the site has in public/model. Loaded with the first run. */
import type { SiteModel, ToyTask } from '../../engine/experiment-protocol.ts';

/** @throws TypeError where the site was built without it */
export function siteModel(task: ToyTask): SiteModel & { readonly sha256: Readonly<Record<string, string>> } {
  const sha256 = import.meta.env.TOY_SHA256[task];
  return { kind: 'url', base: new URL(`model/toy-${task}/`, document.baseURI).href, sha256 };
}
