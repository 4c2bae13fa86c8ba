import type { Explanation } from '../../engine/protocol.ts';
import { useExplain } from '../../state/sentence/index.ts';
import { PillSelect } from '../../ui/controls/pill-select.tsx';

const NONE = 'no other class';

/** The class that the target is compared with, if any. */
export function ContrastSelect({ explanation }: { readonly explanation: Explanation }) {
  const setContrast = useExplain((state) => state.setContrast);
  const { model, target, contrast } = explanation;
  const classes = model.classes.map((label, index) => ({ value: String(index), label })).filter((_, index) => index !== target);
  return (
    <PillSelect
      label="Class to compare the target with"
      shown={contrast === undefined ? NONE : `“${model.classes[contrast] ?? ''}”`}
      active={contrast !== undefined}
      value={contrast === undefined ? NONE : String(contrast)}
      options={[{ value: NONE, label: NONE }, ...classes]}
      onChange={(value) => setContrast(value === NONE ? null : Number(value))}
    />
  );
}
