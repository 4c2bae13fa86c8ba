import { type Pin, usePins } from '../../state/pins/index.ts';
import { CloseIcon } from '../../ui/controls/icons.tsx';
import controls from '../../ui/controls.module.css';
import { Row } from '../../ui/layout/index.ts';
import styles from './pin-chips.module.css';

/** Every pin: pressed, it stands beside the current explanation. */
export function PinChips() {
  const pins = usePins((state) => state.pins);
  return (
    <Row as="ul" gap={2} aria-label="Pins">
      {pins.map((pin) => (
        <Chip key={pin.id} pin={pin} />
      ))}
    </Row>
  );
}

function Chip({ pin: { id, name } }: { readonly pin: Pin }) {
  const shown = usePins((state) => state.shown.includes(id));
  const { toggle, remove } = usePins.getState();
  return (
    <li className={styles.chip}>
      <button
        type="button"
        className={`${controls.chip} ${styles.toggle} ${shown ? controls.primary : ''}`}
        aria-pressed={shown}
        title={shown ? 'Shown: click to hide' : 'Hidden: click to show'}
        onClick={() => toggle(id)}
      >
        <bdi className={styles.name}>{name}</bdi>
      </button>
      <button
        type="button"
        className={`${controls.chip} ${styles.remove}`}
        aria-label={`Remove ${name}`}
        title="Remove"
        onClick={() => remove(id)}
      >
        <CloseIcon />
      </button>
    </li>
  );
}
