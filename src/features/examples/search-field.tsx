import { useExamples } from '../../state/examples/index.ts';
import controls from '../../ui/controls.module.css';
import styles from './search-field.module.css';

export function SearchField() {
  const search = useExamples((state) => state.filter.search);
  const setFilter = useExamples((state) => state.setFilter);
  return (
    <input
      type="search"
      className={`${controls.input} ${styles.search}`}
      aria-label="Search examples: words or #number"
      placeholder="Search words or #number"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      enterKeyHint="search"
      value={search}
      onChange={(event) => setFilter({ search: event.target.value })}
    />
  );
}
