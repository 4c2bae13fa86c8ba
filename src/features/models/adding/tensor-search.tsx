import type { TensorChoices } from '../../../engine/protocol.ts';
import { useNewModel } from '../../../state/models/index.ts';
import { formatCount } from '../../../ui/text/format-number.ts';
import styles from './tensor-search.module.css';

/** Each role offers the tensors of its shape; any other one is found by its name. */
export function TensorSearch({ total, found }: Pick<TensorChoices, 'total' | 'found'>) {
  const search = useNewModel((state) => state.tensorSearch);
  return (
    <div className={styles.search}>
      <input
        type="search"
        className={styles.field}
        aria-label="Find tensors by name"
        placeholder={`Find one of ${formatCount(total)} tensors by name`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={search}
        onChange={(event) => useNewModel.getState().searchTensors(event.target.value)}
      />
      <p role="status" aria-label="Tensors found" className={styles.count}>
        {found && countText(found.total, found.tensors.length)}
      </p>
    </div>
  );
}

function countText(total: number, listed: number): string {
  if (total === 0) return 'No tensor has this in its name.';
  const count = total === 1 ? '1 tensor' : `${formatCount(total)} tensors`;
  return total > listed ? `${count}; the first ${listed} are listed.` : `${count}, offered for every part.`;
}
