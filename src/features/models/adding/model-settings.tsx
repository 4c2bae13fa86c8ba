import { useNewModel } from '../../../state/models/index.ts';
import controls from '../../../ui/controls.module.css';
import { Field, Stack } from '../../../ui/layout/index.ts';
import styles from './model-settings.module.css';
import { WordSettings } from './word-settings.tsx';

/** What files do not say, or say wrongly. Each field shows what is in force; what the user says is looked at as it is typed. */
export function ModelSettings() {
  const options = useNewModel((state) => state.options);
  const settled = useNewModel((state) => state.settled);
  const readsWords = useNewModel((state) => state.network?.flow.input !== 'numbers');
  const { change } = useNewModel.getState();
  const classes = options.classes ?? settled?.classes ?? [];
  return (
    <Stack as="fieldset">
      <legend className="visually-hidden">How the model is read</legend>
      <Field beside label="Name">
        {(id) => (
          <input
            id={id}
            className={`${controls.input} ${styles.input}`}
            value={options.name ?? settled?.name ?? ''}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field beside label="Class names" hint="One per line, in the order of the scores">
        {(id, hintId) => (
          <textarea
            id={id}
            aria-describedby={hintId}
            className={`${controls.input} ${styles.input}`}
            rows={Math.min(8, Math.max(2, classes.length))}
            value={classes.join('\n')}
            spellCheck={false}
            onChange={(event) => change({ classes: event.target.value.split('\n') })}
          />
        )}
      </Field>
      {readsWords && <WordSettings />}
    </Stack>
  );
}
