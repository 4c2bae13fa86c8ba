import type { TensorChoices } from '../../../engine/protocol.ts';
import { useNewModel } from '../../../state/models/index.ts';
import { Check } from '../../../ui/controls/check.tsx';
import { ShortName } from '../../../ui/controls/short-name.tsx';
import { Stack } from '../../../ui/layout/index.ts';
import { formatCount } from '../../../ui/text/format-number.ts';
import styles from './role-table.module.css';

/** Tensors without a role make another model of it, unless the user knows better: of each, or of all the others at once. */
export function LeftoverTensors({ others, found }: Pick<TensorChoices, 'others' | 'found'>) {
  const ignored = useNewModel((state) => state.options.ignored ?? NONE);
  const ignoreOthers = useNewModel((state) => state.options.ignoreOthers ?? false);
  const { tensors, total } = others;
  const more = total - tensors.length;
  const { change } = useNewModel.getState();
  if (total === 0 && !ignoreOthers) return null;
  const toggle = (name: string, out: boolean) => {
    const rest = ignored.filter((one) => one !== name);
    change({ ignored: out ? [...rest, name] : rest });
  };
  return (
    <Stack as="fieldset" gap={1} className={styles.leftovers}>
      <legend>Ignore what takes no part in the scores</legend>
      {(total > 1 || ignoreOthers) && !found && (
        <Check checked={ignoreOthers} onChange={(event) => change({ ignoreOthers: event.target.checked || undefined })}>
          All unused tensors ({formatCount(total)})
        </Check>
      )}
      {!ignoreOthers &&
        tensors.map(({ name, shape }) => (
          <Check
            key={name}
            className={styles.leftover}
            checked={ignored.includes(name)}
            onChange={(event) => toggle(name, event.target.checked)}
          >
            <ShortName name={name} /> <span className={styles.shape}>[{shape.join(', ')}]</span>
          </Check>
        ))}
      {!ignoreOthers && more > 0 && <p className={styles.shape}>and {formatCount(more)} more: find them by name</p>}
    </Stack>
  );
}

const NONE: readonly string[] = [];
