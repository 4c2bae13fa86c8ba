import { useModels } from '../../state/models-store.ts';
import { useNewModel } from '../../state/new-model-store.ts';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { GivenFiles } from './given-files.tsx';

/** Why the files are no model yet, or none at all. Its room is kept while the settings are changed, for it may come and go. */
export function NewModelProblem() {
  const error = useNewModel((state) => state.error);
  const problem = useNewModel((state) => state.inspection?.problem ?? null);
  const current = useModels(({ models, currentId }) => models.find(({ id }) => id === currentId)?.name);
  const stays = current && `“${current}” stays in use.`;
  if (error) {
    return (
      <>
        <ErrorBanner title="These files could not be read as a model" error={error} note={stays} />
        <GivenFiles />
      </>
    );
  }
  if (!problem) return null;
  return <ErrorBanner title="Not a model yet" error={problem} note="Correct it below, or give other files." />;
}
