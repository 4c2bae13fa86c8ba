import { hasGoldClasses } from '../../state/examples/class-marks.ts';
import { SORTS } from '../../state/examples/order.ts';
import { useExamples } from '../../state/examples-store.ts';
import { useModel } from '../../state/model-store.ts';
import controls from '../../ui/controls.module.css';
import { PillSelect } from '../../ui/pill-select.tsx';
import styles from './sort-control.module.css';

export function SortControl() {
  const sort = useExamples((state) => state.sort);
  const setSort = useExamples((state) => state.setSort);
  const comparable = useModel(({ info }) => info === null || hasGoldClasses(info.classes));
  const direction = sort.descending ? 'descending' : 'ascending';
  return (
    <span className={styles.sort}>
      <PillSelect
        label="Sort by"
        shown={`by ${sort.key}`}
        active={false}
        value={sort.key}
        options={SORTS.filter(({ key }) => comparable || key !== 'gold').map((one) => ({ value: one.key, label: one.label }))}
        onChange={(key) => setSort({ ...sort, key })}
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
