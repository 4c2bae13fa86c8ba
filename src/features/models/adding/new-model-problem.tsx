import { useModels, useNewModel } from '../../../state/models/index.ts';
import { ErrorBanner } from '../../../ui/controls/error-banner.tsx';
import { GivenFiles } from './given-files.tsx';
import { problemSentence, withCapital } from './problem-sentence.ts';

/** Why the files are no model at all, or could not be loaded as one. */
export function NewModelProblem() {
  const error = useNewModel((state) => state.error);
  const current = useModels(({ models, currentId }) => models.find(({ id }) => id === currentId)?.name);
  const sentences = useNewModel(({ files: [file, ...more] }) => more.length === 0 && /\.(txt|tsv)$/i.test(file?.name ?? ''));
  if (!error) return null;
  const hint = sentences ? 'A file of sentences goes onto the list of examples. ' : '';
  return (
    <>
      <ErrorBanner
        title={withCapital(problemSentence(error))}
        error={{ ...error, where: '', problem: 'These files cannot be used as a model' }}
        note={`${hint}${current ? `“${current}” stays in use.` : ''}`}
      />
      <GivenFiles />
    </>
  );
}
