import { useExamples } from '../../state/examples/index.ts';
import controls from '../../ui/controls.module.css';
import styles from './empty-result.module.css';

export function EmptyResult() {
  const clearFilter = useExamples((state) => state.clearFilter);
  return (
    <div className={styles.empty}>
      <p>No example matches the search and the filters.</p>
      <button type="button" className={controls.button} onClick={clearFilter}>
        Clear filters
      </button>
    </div>
  );
}
