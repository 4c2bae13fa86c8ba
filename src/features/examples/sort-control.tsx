import type { ModelInfo } from '../../engine/protocol.ts';
import { hasGoldShown, SORTS, useExamples } from '../../state/examples/index.ts';
import { useModel } from '../../state/models/index.ts';
import { isLoneValue, predictedName } from '../../state/sentence/index.ts';
import { PillSelect } from '../../ui/controls/pill-select.tsx';
import controls from '../../ui/controls.module.css';
import { Row } from '../../ui/layout/index.ts';

/** A number is no confidence, and where there is one alone there are no labels. */
function sortsFor(comparable: boolean, model: Pick<ModelInfo, 'classes' | 'output'> | null) {
  return SORTS.filter(({ key }) => (comparable || key !== 'gold') && !(key === 'predicted' && model && isLoneValue(model))).map(
    ({ key, label }) => ({ value: key, label: labelOf(key, label, model) }),
  );
}

function labelOf(key: (typeof SORTS)[number]['key'], label: string, model: Pick<ModelInfo, 'classes' | 'output'> | null): string {
  if (key === 'confidence' && model?.output === 'linear') return isLoneValue(model) ? 'value' : 'highest value';
  return key === 'predicted' && model ? `${predictedName(model)} ${model.output === 'softmax' ? 'label' : 'class'}` : label;
}

export function SortControl() {
  const sort = useExamples((state) => state.sort);
  const setSort = useExamples((state) => state.setSort);
  const comparable = useExamples(hasGoldShown);
  const info = useModel((state) => state.info);
  const sorts = sortsFor(comparable, info);
  const shown = sorts.find(({ value }) => value === sort.key) ?? sorts[0];
  const key = shown?.value ?? 'number';
  const direction = sort.descending ? 'descending' : 'ascending';
  return (
    <Row as="span" gap="chips">
      <PillSelect
        label="Sort by"
        shown={`by ${key === 'confidence' ? shown?.label : key}`}
        active={false}
        value={key}
        options={sorts}
        onChange={(chosen) => setSort({ ...sort, key: chosen })}
      />
      <button
        type="button"
        className={`${controls.chip} ${controls.sign}`}
        aria-label={`Order: ${direction}`}
        title={`${direction}; click to reverse it`}
        onClick={() => setSort({ ...sort, descending: !sort.descending })}
      >
        <span aria-hidden="true">{sort.descending ? '↓' : '↑'}</span>
      </button>
    </Row>
  );
}
