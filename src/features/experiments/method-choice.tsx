import type { ComponentType } from 'react';
import type { MethodId } from '../../engine/protocol.ts';
import { inOrder, type MethodsField, SETTING_FIELDS, settingValue, useExperiments } from '../../state/experiments/index.ts';
import { Columns, Disclosure } from '../../ui/layout/index.ts';
import { listedShortly, methodLabel } from './figures-text.ts';
import styles from './method-choice.module.css';

/** As Explain’s list has them. */
export interface MethodListProps {
  readonly chosen: readonly MethodId[];
  readonly min: number;
  readonly onToggle: (id: MethodId) => void;
}

/** Which methods the experiment compares; nothing where it compares none. */
export function MethodChoice({ list: List }: { readonly list: ComponentType<MethodListProps> }) {
  const experiment = useExperiments((state) => state.experiment);
  const settings = useExperiments((state) => state.chosen[experiment]);
  const setSetting = useExperiments((state) => state.setSetting);
  const field = SETTING_FIELDS[experiment].find((one): one is MethodsField => one.kind === 'methods');
  if (!field) return null;
  const chosen = inOrder([settingValue(experiment, field, settings, 0)].flat());
  const toggle = (id: MethodId) =>
    setSetting(field.key, inOrder(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]));
  return (
    <Disclosure summary={`Methods: ${listedShortly(chosen.map(methodLabel))}`} lazy>
      <Columns least="figure" className={styles.groups}>
        <List chosen={chosen} min={field.min} onToggle={toggle} />
      </Columns>
    </Disclosure>
  );
}
