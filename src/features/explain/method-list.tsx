import { useId } from 'react';
import { METHOD_GROUPS, METHOD_TABLE } from '../../engine/methods-protocol.ts';
import type { MethodId, MethodInfo } from '../../engine/protocol.ts';
import { useModel } from '../../state/models/index.ts';
import { Check } from '../../ui/controls/check.tsx';
import { Note } from '../../ui/layout/index.ts';
import styles from './method-list.module.css';
import { MethodOptionFields } from './method-option-fields.tsx';
import { OptionGroup } from './option-group.tsx';

const GROUP_NAMES: Readonly<Record<MethodInfo['group'], string>> = {
  propagation: 'Propagation: the score is passed back',
  gradients: 'Gradients: how the score reacts',
  perturbation: 'Perturbation: words are blanked out',
  decomposition: 'Decomposition: a word’s own part',
};

interface MethodListProps {
  readonly chosen: readonly MethodId[];
  /** How many stay on at the least. */
  readonly min: number;
  readonly onToggle: (id: MethodId) => void;
}

/** A group each: all methods there are, by what they are, with what each costs, its options, and why one does not apply. */
export function MethodList(props: MethodListProps) {
  return METHOD_GROUPS.map((group) => (
    <OptionGroup key={group} legend={GROUP_NAMES[group]}>
      {METHOD_TABLE.filter((method) => method.group === group).map((method) => (
        <MethodChoice key={method.id} method={method} {...props} />
      ))}
    </OptionGroup>
  ));
}

function MethodChoice({ method, chosen, min, onToggle }: MethodListProps & { readonly method: MethodInfo }) {
  const { id, label, about, cost, options, appliesTo } = method;
  const noteId = useId();
  const isOn = chosen.includes(id);
  const stays = isOn && chosen.length <= min;
  const info = useModel((state) => state.info);
  const obstacle = info && appliesTo(info);
  return (
    <div className={styles.method}>
      <Check
        checked={isOn}
        // One that a link names can be taken away all the same.
        disabled={obstacle !== null && !isOn}
        aria-disabled={stays || undefined}
        aria-describedby={noteId}
        onChange={() => !stays && onToggle(id)}
      >
        <strong>{label}</strong>
      </Check>
      <div className={styles.notes}>
        <Note id={noteId} size="xs">
          {obstacle ?? (
            <>
              {about} Cost: {cost}.{stays && ` At least ${min === 1 ? 'one method stays' : `${min} methods stay`} on.`}
            </>
          )}
        </Note>
        {isOn && options.includes('eps') && id !== 'lrp' && (
          <Note size="xs">ε and bias factor are those of LRP, set where the score went.</Note>
        )}
        {isOn && <MethodOptionFields id={id} />}
      </div>
    </div>
  );
}
