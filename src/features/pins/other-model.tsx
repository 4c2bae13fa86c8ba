import { useModels } from '../../state/models/index.ts';
import { PillSelect } from '../../ui/controls/pill-select.tsx';

/** The current sentence by another model, beside what is pinned. Nothing where there is only one. */
export function OtherModel() {
  const models = useModels((state) => state.models);
  const currentId = useModels((state) => state.loading ?? state.currentId);
  const choose = useModels((state) => state.choose);
  if (models.length < 2) return null;
  return (
    <PillSelect
      label="Explain with another model"
      shown="Explain with another model"
      active={false}
      value={currentId}
      options={models.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => void choose(id)}
    />
  );
}
