import { usePins } from '../../state/pins/index.ts';
import controls from '../../ui/controls.module.css';
import { Row } from '../../ui/layout/index.ts';

interface PinActionsProps {
  readonly id: string;
  readonly name: string;
  /** Among the pins shown, from 0. */
  readonly place: number;
  readonly count: number;
}

/** At an end "left" and "right" stay where they are, so that the focus does too. */
export function PinActions({ id, name, place, count }: PinActionsProps) {
  const { swap, move, toggle, remove } = usePins.getState();
  return (
    <Row as="fieldset" gap={1} aria-label={`What to do with ${name}`}>
      <button
        type="button"
        className={`${controls.chip} ${controls.small}`}
        title="Explain this one; the current one takes its place"
        onClick={() => void swap(id)}
      >
        Swap with current
      </button>
      <button
        type="button"
        className={`${controls.chip} ${controls.small} ${controls.sign}`}
        aria-label="Move left"
        title="Move left"
        aria-disabled={place === 0}
        onClick={() => place > 0 && move(id, -1)}
      >
        <span aria-hidden="true">←</span>
      </button>
      <button
        type="button"
        className={`${controls.chip} ${controls.small} ${controls.sign}`}
        aria-label="Move right"
        title="Move right"
        aria-disabled={place === count - 1}
        onClick={() => place < count - 1 && move(id, 1)}
      >
        <span aria-hidden="true">→</span>
      </button>
      <button type="button" className={`${controls.chip} ${controls.small}`} onClick={() => toggle(id)}>
        Hide
      </button>
      <button type="button" className={`${controls.chip} ${controls.small}`} onClick={() => remove(id)}>
        Remove
      </button>
    </Row>
  );
}
