/** The experiments view in links: what it shows, and how it is put back. */
import { useView } from '../page/index.ts';
import { dataShown, type LinkedExperiment, useExperiments } from './experiments-store.ts';

/** null: Explain is on show. */
export function shownExperiment(): LinkedExperiment | null {
  if (useView.getState().view === 'explain') return null;
  const { experiment, chosen, slice } = useExperiments.getState();
  // The sequences of known answers are no data set.
  const source = experiment === 'known' ? { data: null, slice: null } : { data: dataShown(), slice };
  return { experiment, ...source, settings: chosen[experiment] };
}

/** Runs it, now or as soon as model and data set are here. @param linked null: Explain */
export function placeExperiment(linked: LinkedExperiment | null): void {
  useView.getState().show(linked ? 'experiments' : 'explain');
  if (linked) useExperiments.getState().restore(linked);
}

/** @param note is called after each change of what a link holds */
export function watchShownExperiment(note: () => void): void {
  useView.subscribe(note);
  useExperiments.subscribe((now, before) => {
    const isSameData = now.data === before.data && now.slice === before.slice;
    if (now.experiment !== before.experiment || !isSameData || now.chosen !== before.chosen) note();
  });
}
