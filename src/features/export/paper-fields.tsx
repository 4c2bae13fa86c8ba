import { useState } from 'react';
import { FONT_SIZES, PAPER_PARTS, PAPER_WIDTHS, type PaperPart, usePaper } from '../../state/figures/index.ts';
import { Check } from '../../ui/controls/check.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import controls from '../../ui/controls.module.css';
import { Field, Row, SectionHead, Stack } from '../../ui/layout/index.ts';
import styles from './paper-fields.module.css';

const PART_NAMES: Readonly<Record<PaperPart, string>> = {
  title: 'Title',
  classes: 'Classes',
  legend: 'Colour legend',
  notes: 'Notes',
  footer: 'Where it comes from',
};
/** Of what has no sentence. */
const OF_ANY: readonly PaperPart[] = ['title', 'notes', 'footer'];

type WidthChoice = 'one' | 'two' | 'own';

interface PaperFieldsProps {
  readonly isExplanation: boolean;
  readonly hasPixels: boolean;
}

/** Size of the paper and of its text, and what stands around the figure. */
export function PaperFields({ isExplanation, hasPixels }: PaperFieldsProps) {
  const { width, fontSize, scale, without, set } = usePaper();
  const [own, setOwn] = useState(width !== PAPER_WIDTHS.one && width !== PAPER_WIDTHS.two);
  const choice: WidthChoice = own ? 'own' : width === PAPER_WIDTHS.one ? 'one' : 'two';
  const chooseWidth = (chosen: WidthChoice) => {
    setOwn(chosen === 'own');
    if (chosen !== 'own') set({ width: PAPER_WIDTHS[chosen] });
  };
  const toggle = (part: PaperPart, shown: boolean) =>
    set({ without: shown ? without.filter((one) => one !== part) : [...without, part] });
  return (
    <Stack as="fieldset" gap={3}>
      <SectionHead as="legend">Paper</SectionHead>
      <Row gap={4} align="end">
        <div className={styles.width}>
          <Segmented
            label="Width"
            value={choice}
            onChange={chooseWidth}
            segments={[
              { value: 'one', label: `One column, ${PAPER_WIDTHS.one} mm` },
              { value: 'two', label: `Two columns, ${PAPER_WIDTHS.two} mm` },
              { value: 'own', label: 'Own' },
            ]}
          />
        </div>
        {own && (
          <NumberField
            label="Width in mm"
            value={width}
            least={PAPER_WIDTHS.least}
            most={PAPER_WIDTHS.most}
            onChange={(value) => set({ width: value })}
          />
        )}
        <NumberField
          label="Text in pt"
          value={fontSize}
          least={FONT_SIZES.least}
          most={FONT_SIZES.most}
          onChange={(value) => set({ fontSize: value })}
        />
        {hasPixels && (
          <Segmented
            label="Resolution"
            value={String(scale)}
            onChange={(value) => set({ scale: value === '2' ? 2 : 4 })}
            segments={[
              { value: '2', label: '2×, 192 dpi' },
              { value: '4', label: '4×, 384 dpi' },
            ]}
          />
        )}
      </Row>
      <Row gap={4}>
        {PAPER_PARTS.filter((part) => isExplanation || OF_ANY.includes(part)).map((part) => (
          <Check key={part} checked={!without.includes(part)} onChange={({ target }) => toggle(part, target.checked)}>
            {PART_NAMES[part]}
          </Check>
        ))}
      </Row>
    </Stack>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function NumberField({ label, value, least, most, onChange }: NumberFieldProps) {
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          className={`${controls.input} ${styles.number}`}
          type="number"
          min={least}
          max={most}
          step="any"
          defaultValue={value}
          onChange={({ target }) => {
            const given = Number(target.value);
            if (target.value !== '' && given >= least && given <= most) onChange(given);
          }}
        />
      )}
    </Field>
  );
}
