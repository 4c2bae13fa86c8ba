/** The experiments view in links: what it shows, and how it is put back. */
import type { ExperimentId } from '../../engine/experiment-protocol.ts';
import type { SetId } from '../examples/index.ts';
import { useView } from '../page/index.ts';
import { dataShown, useExperiments } from './experiments-store.ts';
import type { ChosenSettings } from './setting-fields.ts';

export interface LinkedExperiment {
  readonly experiment: ExperimentId;
  /** null: the test set where it is here, else the built-in sentences. */
  readonly data: SetId | null;
  readonly settings: ChosenSettings;
}

/** null: Explain is on show. */
export function shownExperiment(): LinkedExperiment | null {
  if (useView.getState().view === 'explain') return null;
  const { experiment, chosen } = useExperiments.getState();
  // The sequences of known answers are no data set.
  const data = experiment === 'known' ? null : dataShown();
  return { experiment, data, settings: chosen[experiment] };
}

/** Runs it, now or as soon as model and data set are here. @param linked null: Explain */
export function placeExperiment(linked: LinkedExperiment | null): void {
  useView.getState().show(linked ? 'experiments' : 'explain');
  if (linked) useExperiments.getState().restore(linked.experiment, linked.data, linked.settings);
}

/** @param note is called after each change of what a link holds */
export function watchShownExperiment(note: () => void): void {
  useView.subscribe(note);
  useExperiments.subscribe((now, before) => {
    if (now.experiment !== before.experiment || now.data !== before.data || now.chosen !== before.chosen) note();
  });
}
