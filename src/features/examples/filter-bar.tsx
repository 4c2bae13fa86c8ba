import { hasGoldShown, PHENOMENA, useExamples } from '../../state/examples/index.ts';
import { useModel } from '../../state/models/index.ts';
import { isLoneValue, predictedName } from '../../state/sentence/index.ts';
import { PillSelect } from '../../ui/controls/pill-select.tsx';
import controls from '../../ui/controls.module.css';
import { Row } from '../../ui/layout/index.ts';
import { LengthFilter } from './length-filter.tsx';

const ANY = { value: 'any', label: 'any' };
const OUTCOMES = [
  { value: 'any', label: 'correct and incorrect' },
  { value: 'right', label: 'correct only' },
  { value: 'wrong', label: 'incorrect only' },
] as const;
const NO_CLASSES: readonly string[] = [];

/** What the list is cut down by, apart from the search. */
export function FilterBar() {
  const filter = useExamples((state) => state.filter);
  const setFilter = useExamples((state) => state.setFilter);
  const hasPhenomena = useExamples((state) => state.shown === 'built-in');
  const classes = useModel((state) => state.info?.classes ?? NO_CLASSES);
  const output = useModel((state) => state.info?.output ?? 'softmax');
  const model = { classes, output };
  const comparable = useExamples(hasGoldShown);
  return (
    <Row as="fieldset" gap="chips" aria-label="Filters">
      {comparable && (
        <ClassFilter label="true label" classes={classes} value={filter.gold} onChange={(gold) => setFilter({ gold })} />
      )}
      {!isLoneValue(model) && (
        <ClassFilter
          label={predictedName(model)}
          classes={classes}
          value={filter.predicted}
          onChange={(predicted) => setFilter({ predicted })}
        />
      )}
      {comparable && (
        <PillSelect
          label="Filter by correct or incorrect prediction"
          shown={OUTCOMES.find(({ value }) => value === filter.outcome)?.label ?? 'correct/incorrect'}
          active={filter.outcome !== null}
          value={filter.outcome ?? 'any'}
          options={OUTCOMES}
          onChange={(value) => setFilter({ outcome: value === 'any' ? null : value })}
        />
      )}
      {hasPhenomena && <PhenomenonFilter />}
      <LengthFilter />
      <button
        type="button"
        className={`${controls.chip} ${controls.small} ${filter.unknownWords ? controls.primary : ''}`}
        aria-pressed={filter.unknownWords}
        title="Only sentences with at least one word the model does not know"
        onClick={() => setFilter({ unknownWords: !filter.unknownWords })}
      >
        unknown words
      </button>
    </Row>
  );
}

interface ClassFilterProps {
  readonly label: string;
  readonly classes: readonly string[];
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

function ClassFilter({ label, classes, value, onChange }: ClassFilterProps) {
  return (
    <PillSelect
      label={`Filter by ${label}${label === 'true label' ? '' : ' class'}`}
      shown={value === null ? label : `${label}: ${classes[value]}`}
      active={value !== null}
      value={value === null ? 'any' : String(value)}
      options={[ANY, ...classes.map((name, index) => ({ value: String(index), label: name }))]}
      onChange={(chosen) => onChange(chosen === 'any' ? null : Number(chosen))}
    />
  );
}

function PhenomenonFilter() {
  const phenomenon = useExamples((state) => state.filter.phenomenon);
  const setFilter = useExamples((state) => state.setFilter);
  return (
    <PillSelect
      label="Filter by phenomenon"
      shown={PHENOMENA.find(({ id }) => id === phenomenon)?.label ?? 'phenomenon'}
      active={phenomenon !== null}
      value={phenomenon ?? 'any'}
      options={[ANY, ...PHENOMENA.map(({ id, label }) => ({ value: id, label }))]}
      onChange={(value) => setFilter({ phenomenon: PHENOMENA.find(({ id }) => id === value)?.id ?? null })}
    />
  );
}
