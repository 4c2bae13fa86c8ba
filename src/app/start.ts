import { useExamples } from '../state/examples/index.ts';
import { watchExperiments } from '../state/experiments/index.ts';
import { connectEdits, experimentLinkHere, followAddress, startModels, useLink } from '../state/link/index.ts';
import { useModel } from '../state/models/index.ts';
import { useAppUpdate } from '../state/page/index.ts';
import { keepTitle, useExplain } from '../state/sentence/index.ts';
import { useWhatIf } from '../state/what-if/index.ts';
import { loadLateParts, releaseLateParts } from '../ui/late/late-part.tsx';

/**
 * Opens what the address says, or the opening example, and loads the model; whenever a model is ready, the sentence is explained.
 * @param isEmbedded the heat maps alone are shown: nothing else is loaded, and nothing kept for a visit without network
 */
export function start(isEmbedded: boolean): void {
  connectEdits({
    edits: () => useWhatIf.getState().edits,
    restore: (edits) => useWhatIf.getState().restore(edits),
    subscribe: (listener) =>
      useWhatIf.subscribe(({ edits }, before) => {
        if (edits !== before.edits) listener();
      }),
  });
  // Before what a link says of the new model's classes is looked up.
  useModel.subscribe(({ info }, before) => {
    if (!info || info === before.info) return;
    if (before.info) useExplain.getState().changeClasses(before.info.classes, info.classes);
    useExplain.getState().changeInput(before.info, info);
  });
  watchExperiments(experimentLinkHere);
  followAddress();
  keepTitle();
  useModel.subscribe((state, before) => {
    // A new version may be what mends it.
    if (state.status === 'failed') useAppUpdate.getState().start();
    if (state.status !== 'ready' || !state.info || state.info === before.info) return;
    // A link may still wait for its example set: then there is no sentence yet rather than an empty one.
    if (useLink.getState().waiting && useExplain.getState().text === '') return;
    void useExplain.getState().refresh();
  });
  loadRestAfterPaint(isEmbedded);
  void startModels();
}

/** The rest of the page, and the data sets, are loaded once the first heat map is painted, or it is plain that there will be none. */
function loadRestAfterPaint(isEmbedded: boolean): void {
  const isOver = () =>
    useExplain.getState().response !== null ||
    ['failed', 'empty'].includes(useExplain.getState().status) ||
    useModel.getState().status === 'failed';
  const look = () => {
    // Nothing else starts a worker while there is none that answers: a retry would have to wait for that one.
    if (useModel.getState().error?.name === 'WorkerError') return;
    // The sentence of a link may stand in a data set.
    if (useLink.getState().waiting) useExamples.getState().start();
    if (!isOver()) return;
    for (const stop of stops) stop();
    if (isEmbedded) return releaseLateParts();
    requestAnimationFrame(() =>
      setTimeout(() => {
        useExamples.getState().start();
        // A new version is told of when nothing is fetched any more: Chromium lets the old service worker go only once it has nothing to do
        // (docs/adr/0008-offline.md).
        void loadLateParts().then(() => useAppUpdate.getState().start());
      }),
    );
  };
  const stops = [useExplain.subscribe(look), useModel.subscribe(look), useLink.subscribe(look)];
  look();
}
