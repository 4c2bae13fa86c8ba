import { useModels } from '../../state/models-store.ts';
import { useNewModel } from '../../state/new-model-store.ts';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { GivenFiles } from './given-files.tsx';
import { problemSentence, withCapital } from './problem-sentence.ts';

/** Why the files are no model at all, or could not be loaded as one. */
export function NewModelProblem() {
  const error = useNewModel((state) => state.error);
  const current = useModels(({ models, currentId }) => models.find(({ id }) => id === currentId)?.name);
  if (!error) return null;
  return (
    <>
      <ErrorBanner
        title={withCapital(problemSentence(error))}
        error={{ ...error, where: '', problem: 'These files cannot be used as a model' }}
        note={current && `“${current}” stays in use.`}
      />
      <GivenFiles />
    </>
  );
}
