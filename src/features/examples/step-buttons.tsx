import { listingOf, step, useExamples } from '../../state/examples/index.ts';
import controls from '../../ui/controls.module.css';
import { Row } from '../../ui/layout/index.ts';

/** Previous, next and random among what is listed. At an end the button stays where it is, so that the focus does too. */
export function StepButtons({ onStep }: { readonly onStep: (() => void) | undefined }) {
  const { all, listed } = useExamples(listingOf);
  const from = useExamples((state) => state.chosen[state.shown]);
  const { step: go, chooseRandom } = useExamples.getState();
  return (
    <Row as="fieldset" gap="chips" aria-label="Go through the listed examples">
      <StepButton
        name="Previous example"
        sign="↑"
        keys="["
        disabled={step(all, listed, from, -1) === null}
        onClick={() => go(-1) && onStep?.()}
      />
      <StepButton
        name="Next example"
        sign="↓"
        keys="]"
        disabled={step(all, listed, from, 1) === null}
        onClick={() => go(1) && onStep?.()}
      />
      <StepButton
        name="Random example"
        sign="⚄"
        keys={null}
        disabled={listed.length === 0}
        onClick={() => {
          chooseRandom();
          onStep?.();
        }}
      />
    </Row>
  );
}

interface StepButtonProps {
  readonly name: string;
  readonly sign: string;
  /** The shortcut. */
  readonly keys: string | null;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function StepButton({ name, sign, keys, disabled, onClick }: StepButtonProps) {
  return (
    <button
      type="button"
      className={`${controls.chip} ${controls.sign}`}
      aria-label={name}
      aria-disabled={disabled}
      aria-keyshortcuts={keys === null ? undefined : keys === '[' ? '[ Alt+ArrowUp' : '] Alt+ArrowDown'}
      title={keys === null ? name : `${name}  ${keys}`}
      onClick={() => !disabled && onClick()}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
