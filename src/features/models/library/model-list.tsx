import { useModels } from '../../../state/models/index.ts';
import { Stack } from '../../../ui/layout/index.ts';
import { ModelRow } from './model-row.tsx';

/** All models; the one that is chosen is loaded at once. */
export function ModelList() {
  const models = useModels((state) => state.models);
  return (
    <fieldset>
      <legend className="visually-hidden">Model in use</legend>
      <Stack as="ul" gap={2}>
        {models.map((model) => (
          <li key={model.id}>
            <ModelRow model={model} />
          </li>
        ))}
      </Stack>
    </fieldset>
  );
}
