import { useEffect } from 'react';
import { useModels } from '../../state/models/index.ts';
import { followSecondModel, useSecond, useSecondModel } from '../../state/second/index.ts';
import { RetryBanner } from '../../ui/controls/retry-banner.tsx';
import controls from '../../ui/controls.module.css';
import { Callout, Field } from '../../ui/layout/index.ts';
import { formatBytes } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';

const NONE = '';

/** Which model stands beside the one in use: of those that this browser keeps. */
export function SecondChoice() {
  const chosen = useSecond((state) => state.model);
  const choose = useSecond((state) => state.choose);
  const models = useModels((state) => state.models);
  const currentId = useModels((state) => state.currentId);
  const kept = useSecondModel((state) => state.kept);
  const status = useSecondModel((state) => state.status);
  useEffect(followSecondModel, []);
  const others = models.filter(({ id }) => id !== currentId || id === kept?.id);
  const isMissing = status === 'missing';

  return (
    <Field label="Compare with" hint={hintOf(status, kept?.bytes ?? 0, others.length)}>
      {(id) => (
        <select
          id={id}
          className={controls.input}
          value={kept?.id ?? (isMissing ? (chosen ?? NONE) : NONE)}
          onChange={({ target }) => choose(target.value === NONE ? null : target.value)}
        >
          <option value={NONE}>no second model</option>
          {isMissing && <option value={chosen ?? NONE}>{chosen} (not here)</option>}
          {others.map(({ id, name, sha256 }) => (
            <option key={id} value={id}>
              {shortName(name)}
              {models.some((one) => one.id !== id && one.name === name) && ` (${sha256.slice(0, 8)})`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function hintOf(status: ReturnType<typeof useSecondModel.getState>['status'], bytes: number, others: number): string {
  if (status === 'loading') return 'The second model is being loaded.';
  if (status === 'ready')
    return `It has a worker of its own, which holds its ${formatBytes(bytes)} until you choose “no second model”.`;
  return others === 0 ? 'Add another model first, in the list of models at the top of the page.' : '';
}

/** Why there is no second model, though one is chosen. */
export function SecondProblem() {
  const chosen = useSecond((state) => state.model);
  const { status, kept, error, retry } = useSecondModel();
  if (status === 'failed' && error)
    return <RetryBanner title="The second model could not be loaded" error={error} stays={false} retry={retry} />;
  if (status === 'missing')
    return (
      <Callout role="status">
        The second model, {chosen}, is not kept in this browser. Add it in the list of models at the top of the page, or choose
        another one.
      </Callout>
    );
  if (status === 'same') return <Callout role="status">“{kept?.name}” is the model in use already. Choose another one.</Callout>;
  return null;
}
