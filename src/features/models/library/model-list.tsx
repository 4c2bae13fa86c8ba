import { useModels } from '../../../state/models/index.ts';
import styles from './model-list.module.css';
import { ModelRow } from './model-row.tsx';

/** All models; the one that is chosen is loaded at once. */
export function ModelList() {
  const models = useModels((state) => state.models);
  return (
    <fieldset className={styles.fieldset}>
      <legend className="visually-hidden">Model in use</legend>
      <ul className={styles.list}>
        {models.map((model) => (
          <li key={model.id}>
            <ModelRow model={model} />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
