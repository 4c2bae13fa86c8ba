import { useId } from 'react';
import { METHOD_GROUPS, METHOD_TABLE } from '../../engine/methods-protocol.ts';
import type { MethodInfo } from '../../engine/protocol.ts';
import { useDisplay } from '../../state/display/index.ts';
import { useModel } from '../../state/models/index.ts';
import { Check } from '../../ui/controls/check.tsx';
import { usePopoverPlace } from '../../ui/controls/place-popover.ts';
import type { PopoverContentProps } from '../../ui/controls/popover.tsx';
import controls from '../../ui/controls.module.css';
import { Note, Row, Stack } from '../../ui/layout/index.ts';
import styles from './method-menu.module.css';
import { MethodOptionFields } from './method-option-fields.tsx';
import { OptionGroup } from './option-group.tsx';

const GROUP_NAMES: Readonly<Record<MethodInfo['group'], string>> = {
  propagation: 'Propagation: the score is passed back',
  gradients: 'Gradients: how the score reacts',
  perturbation: 'Perturbation: words are blanked out',
  decomposition: 'Decomposition: a word’s own part',
};

/** Which methods are shown: all there are, by what they are, with what each costs and why one does not apply. */
export function MethodMenu(props: PopoverContentProps) {
  usePopoverPlace(props);
  const alone = useDisplay(({ methods }) => methods.join() === 'lrp');
  const set = useDisplay((state) => state.set);
  return (
    <Stack gap={3}>
      <Row gap={2} spread>
        <Note size="xs">Only what is shown is computed.</Note>
        <button type="button" className={controls.chip} aria-disabled={alone} onClick={() => set({ methods: ['lrp'] })}>
          LRP alone
        </button>
      </Row>
      <Stack gap={4} className={styles.list}>
        {METHOD_GROUPS.map((group) => (
          <OptionGroup key={group} legend={GROUP_NAMES[group]}>
            {METHOD_TABLE.filter((method) => method.group === group).map((method) => (
              <MethodChoice key={method.id} method={method} />
            ))}
          </OptionGroup>
        ))}
      </Stack>
    </Stack>
  );
}

function MethodChoice({ method }: { readonly method: MethodInfo }) {
  const { id, label, about, cost, options, appliesTo } = method;
  const noteId = useId();
  const shown = useDisplay((state) => state.methods.includes(id));
  const last = useDisplay(({ methods }) => methods.length === 1 && methods[0] === id);
  const toggle = useDisplay((state) => state.toggleMethod);
  const info = useModel((state) => state.info);
  const obstacle = info && appliesTo(info);
  return (
    <div className={styles.method}>
      <Check
        checked={shown}
        // One that a link names can be taken away all the same.
        disabled={obstacle !== null && !shown}
        aria-disabled={last || undefined}
        aria-describedby={noteId}
        onChange={() => toggle(id)}
      >
        <strong>{label}</strong>
      </Check>
      <div className={styles.notes}>
        <Note id={noteId} size="xs">
          {obstacle ?? (
            <>
              {about} Cost: {cost}.{last && ' At least one method stays on.'}
            </>
          )}
        </Note>
        {shown && options.includes('eps') && id !== 'lrp' && (
          <Note size="xs">ε and bias factor are those of LRP, set where the score went.</Note>
        )}
        {shown && <MethodOptionFields id={id} />}
      </div>
    </div>
  );
}
