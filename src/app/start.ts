import { useAppUpdate } from '../state/app-update-store.ts';
import { OPENING_EXAMPLE } from '../state/examples/built-in.ts';
import { useExplain } from '../state/explain-store.ts';
import { useModel } from '../state/model-store.ts';

/** Puts the opening example into the field and loads the model; whenever a model has become ready, the sentence is explained. */
export function start(): void {
  const { text, gold } = OPENING_EXAMPLE;
  // The opening example heads the built-in list.
  useExplain.getState().choose({ text, tokens: null, set: 'built-in', number: 1, gold });
  useModel.subscribe((state, before) => {
    // Only now, so that what the service worker fetches does not hold up the first heat map.
    if (state.status !== 'loading') useAppUpdate.getState().start();
    if (state.status === 'ready' && before.status !== 'ready') void useExplain.getState().refresh();
  });
  void useModel.getState().load();
}
