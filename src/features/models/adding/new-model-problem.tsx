import { useModels, useNewModel } from '../../../state/models/index.ts';
import { ErrorBanner } from '../../../ui/controls/error-banner.tsx';
import controls from '../../../ui/controls.module.css';
import { problemSentence, withCapital } from './problem-sentence.ts';
import { isRefused } from './refused.ts';

/** Why the files are no model at all, or could not be loaded as one. */
export function NewModelProblem() {
  const error = useNewModel((state) => state.error ?? (isRefused(state) ? (state.inspection?.problem ?? null) : null));
  const files = useNewModel((state) => state.files);
  const current = useModels(({ models, currentId }) => models.find(({ id }) => id === currentId)?.name);
  // What is missing is a part of this site, not of the files.
  const again = useNewModel((state) => state.error?.name === 'LoadError' && state.files.length > 0);
  const sentences = useNewModel(({ files: [file, ...more] }) => more.length === 0 && /\.(txt|tsv)$/i.test(file?.name ?? ''));
  if (!error) return null;
  const retry = (
    <button type="button" className={controls.button} onClick={() => useNewModel.getState().retry()}>
      Retry
    </button>
  );
  const hint = sentences ? 'A file of sentences belongs on the list of examples. ' : '';
  return (
    <ErrorBanner
      title={withCapital(problemSentence(error), files)}
      error={{
        ...error,
        where: '',
        problem: again ? 'Nothing is wrong with your files' : 'These files cannot be used as a model',
      }}
      action={again ? retry : undefined}
      note={`${hint}${current ? `“${current}” stays in use.` : ''}`}
    />
  );
}
