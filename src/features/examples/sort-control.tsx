import { hasGoldShown, SORTS, useExamples } from '../../state/examples/index.ts';
import { PillSelect } from '../../ui/controls/pill-select.tsx';
import controls from '../../ui/controls.module.css';
import { Row } from '../../ui/layout/index.ts';

export function SortControl() {
  const sort = useExamples((state) => state.sort);
  const setSort = useExamples((state) => state.setSort);
  const comparable = useExamples(hasGoldShown);
  const key = comparable || sort.key !== 'gold' ? sort.key : 'number';
  const direction = sort.descending ? 'descending' : 'ascending';
  return (
    <Row as="span" gap="chips">
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
        className={`${controls.chip} ${controls.sign}`}
        aria-label={`Order: ${direction}`}
        title={`${direction}; click to turn round`}
        onClick={() => setSort({ ...sort, descending: !sort.descending })}
      >
        <span aria-hidden="true">{sort.descending ? '↓' : '↑'}</span>
      </button>
    </Row>
  );
}
