import { useExamples } from '../../state/examples/index.ts';
import { currentRequest, useExperiments } from '../../state/experiments/index.ts';
import { useModel, useModels } from '../../state/models/index.ts';
import { useExplain, useMethodOptions } from '../../state/sentence/index.ts';

/** Key of what Run would run now; null while model or data set are not here. */
export function useRequestKey(): string | null {
  // What currentRequest() reads.
  useExamples((state) => state.sets);
  useExplain((state) => state.lrp);
  useMethodOptions();
  useModel((state) => state.info);
  useModels((state) => state.models);
  useModels((state) => state.currentId);
  useExperiments((state) => state.chosen);
  useExperiments((state) => state.data);
  useExperiments((state) => state.experiment);
  const slice = useExperiments((state) => state.slice);
  useExperiments((state) => state.late);
  useExamples((state) => (slice === null ? null : state.predictions));
  return currentRequest()?.key ?? null;
}
