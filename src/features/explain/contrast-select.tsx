import type { Explanation } from '../../engine/protocol.ts';
import { useExplain } from '../../state/sentence/index.ts';
import { PillSelect } from '../../ui/controls/pill-select.tsx';

const NOTHING = 'nothing';

/** The class held against the target, or nothing. */
export function ContrastSelect({ explanation }: { readonly explanation: Explanation }) {
  const setContrast = useExplain((state) => state.setContrast);
  const { model, target, contrast } = explanation;
  const classes = model.classes.map((label, index) => ({ value: String(index), label })).filter((_, index) => index !== target);
  return (
    <PillSelect
      label="Class to hold against the target"
      shown={contrast === undefined ? NOTHING : `“${model.classes[contrast] ?? ''}”`}
      active={contrast !== undefined}
      value={contrast === undefined ? NOTHING : String(contrast)}
      options={[{ value: NOTHING, label: NOTHING }, ...classes]}
      onChange={(value) => setContrast(value === NOTHING ? null : Number(value))}
    />
  );
}
