import { hasGoldShown, SORTS, useExamples } from '../../state/examples/index.ts';
import { PillSelect } from '../../ui/controls/pill-select.tsx';
import controls from '../../ui/controls.module.css';
import styles from './sort-control.module.css';

export function SortControl() {
  const sort = useExamples((state) => state.sort);
  const setSort = useExamples((state) => state.setSort);
  const comparable = useExamples(hasGoldShown);
  const key = comparable || sort.key !== 'gold' ? sort.key : 'number';
  const direction = sort.descending ? 'descending' : 'ascending';
  return (
    <span className={styles.sort}>
      <PillSelect
        label="Sort by"
        shown={`by ${key}`}
        active={false}
        value={key}
        options={SORTS.filter((one) => comparable || one.key !== 'gold').map((one) => ({ value: one.key, label: one.label }))}
        onChange={(chosen) => setSort({ ...sort, key: chosen })}
      />
      <button
        type="button"
        className={`${controls.chip} ${styles.direction}`}
        aria-label={`Order: ${direction}`}
        title={`${direction}; click to turn round`}
        onClick={() => setSort({ ...sort, descending: !sort.descending })}
      >
        <span aria-hidden="true">{sort.descending ? '↓' : '↑'}</span>
      </button>
    </span>
  );
}
