import { useState } from 'react';
import { defaultsOf, TOY_TASKS, type ToyTask } from '../../engine/experiment-protocol.ts';
import type { ModelInfo } from '../../engine/protocol.ts';
import {
  isValid,
  SETTING_FIELDS,
  type SettingField,
  type SettingValue,
  settingValue,
  type TargetField,
  useExperiments,
  type WholeField,
  type WordField,
} from '../../state/experiments/index.ts';
import { useModel } from '../../state/models/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import { useNumberDraft } from '../../ui/hooks/use-number-draft.ts';
import { Field, Note } from '../../ui/layout/index.ts';
import { formatExact } from '../../ui/text/format-number.ts';
import styles from './controls.module.css';
import { predictedOf } from './figures-text.ts';
import { SETTING_TEXTS } from './setting-texts.ts';

const NO_CLASSES: readonly string[] = [];

/** A control for each setting of the experiment, and what LRP is set to. */
export function SettingControls() {
  const experiment = useExperiments((state) => state.experiment);
  const chosen = useExperiments((state) => state.chosen[experiment]);
  const setSetting = useExperiments((state) => state.setSetting);
  const reset = useExperiments((state) => state.resetSettings);
  const classes = useModel((state) => state.info?.classes ?? NO_CLASSES);
  const output = useModel((state) => state.info?.output ?? 'softmax');
  const lrp = useExplain((state) => state.lrp);
  const usesLrp = 'lrp' in defaultsOf(experiment);

  return (
    <>
      {SETTING_FIELDS[experiment].map((field) => {
        const value = settingValue(experiment, field, chosen, classes.length);
        if (field.kind === 'methods') return null; // the list beneath
        const change = (next: SettingValue) => setSetting(field.key, next);
        if (field.kind === 'word') return <WordControl key={field.key} field={field} value={String(value)} onChange={change} />;
        if (field.kind === 'task') return <TaskControl key={field.key} field={field} value={value} onChange={change} />;
        return field.kind === 'whole' ? (
          <WholeControl key={field.key} field={field} value={Number(value)} onChange={change} />
        ) : (
          <TargetControl key={field.key} field={field} value={value} classes={classes} output={output} onChange={change} />
        );
      })}
      {Object.keys(chosen).length > 0 && (
        <button type="button" className={controls.quiet} onClick={reset}>
          Defaults
        </button>
      )}
      {usesLrp && (
        <Note size="xs" className={styles.lrp} title="Set below the ledger in Explain">
          LRP with ε = {formatExact(lrp.eps)}, bias factor = {formatExact(lrp.biasFactor)}
        </Note>
      )}
    </>
  );
}

interface ControlProps<Field extends SettingField, Value> {
  readonly field: Field;
  readonly value: Value;
  readonly onChange: (value: SettingValue) => void;
}

/** What is typed stays as typed; while it is not allowed the last good value holds, and the field says so. */
function WholeControl({ field, value, onChange }: ControlProps<WholeField, number>) {
  const parse = (text: string) => {
    const number = Number(text.trim() === '' ? Number.NaN : text);
    return isValid(field, number, null) ? number : null;
  };
  const { shown, invalid, type, forget } = useNumberDraft(value, String, parse, onChange);
  return (
    <Field
      label={SETTING_TEXTS[field.key]?.label}
      title={SETTING_TEXTS[field.key]?.help}
      problem={invalid && `${field.min} to ${field.max}`}
    >
      {(id, hintId) => (
        <input
          id={id}
          className={`${controls.input} ${styles.number}`}
          inputMode="numeric"
          value={shown}
          aria-invalid={invalid}
          aria-describedby={invalid ? hintId : undefined}
          onChange={({ target }) => type(target.value)}
          onBlur={forget}
        />
      )}
    </Field>
  );
}

const TASKS: Readonly<Record<ToyTask, string>> = { addition: 'adding', subtraction: 'subtracting' };

function TaskControl({ field, value, onChange }: ControlProps<SettingField, SettingValue>) {
  const { label, help } = SETTING_TEXTS[field.key] ?? { label: field.key, help: '' };
  return (
    <Field label={label} title={help}>
      {(id) => (
        <select
          id={id}
          className={controls.input}
          value={String(value)}
          onChange={({ target }) => {
            const task = TOY_TASKS.find((one) => one === target.value);
            if (task) onChange(task);
          }}
        >
          {TOY_TASKS.map((task) => (
            <option key={task} value={task}>
              {TASKS[task]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Enter runs it. */
function WordControl({ field, value, onChange }: ControlProps<WordField, string>) {
  const [draft, setDraft] = useState(value);
  const run = useExperiments((state) => state.run);
  return (
    <Field label={SETTING_TEXTS[field.key]?.label} title={SETTING_TEXTS[field.key]?.help}>
      {(id) => (
        <input
          id={id}
          className={`${controls.input} ${styles.word}`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          // Chosen elsewhere: that counts, not what was typed before.
          value={draft.trim() === value ? draft : value}
          onChange={({ target }) => {
            setDraft(target.value);
            onChange(target.value.trim());
          }}
          onKeyDown={({ key }) => key === 'Enter' && void run()}
        />
      )}
    </Field>
  );
}

interface TargetControlProps extends ControlProps<TargetField, SettingValue> {
  readonly classes: readonly string[];
  readonly output: ModelInfo['output'];
}

function TargetControl({ field, value, classes, output, onChange }: TargetControlProps) {
  // One value alone leaves nothing to choose.
  if (output === 'linear' && classes.length === 1) return null;
  return (
    <Field label={SETTING_TEXTS[field.key]?.label} title={SETTING_TEXTS[field.key]?.help}>
      {(id) => (
        <select
          id={id}
          className={controls.input}
          value={String(value)}
          onChange={({ target: { value: next } }) => onChange(next === 'predicted' || next === 'gold' ? next : Number(next))}
        >
          {!field.oneClass && <option value="predicted">{predictedOf(output)}</option>}
          {!field.oneClass && output !== 'linear' && <option value="gold">each sentence’s true class</option>}
          {classes.map((name, index) => (
            <option key={name} value={index}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
