import { useExamples } from '../../state/examples/index.ts';
import controls from '../../ui/controls.module.css';
import { Stack } from '../../ui/layout/index.ts';
import styles from './empty-result.module.css';

export function EmptyResult() {
  const clearFilter = useExamples((state) => state.clearFilter);
  return (
    <Stack className={styles.empty}>
      <p>No example matches the search and the filters.</p>
      <button type="button" className={controls.button} onClick={clearFilter}>
        Clear filters
      </button>
    </Stack>
  );
}
