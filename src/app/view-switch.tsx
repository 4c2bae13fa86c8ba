import { useView, type View } from '../state/page/index.ts';
import styles from './view-switch.module.css';

const NAMES: Readonly<Record<View, string>> = { explain: 'Explain', experiments: 'Experiments' };

/** One sentence, or a whole data set. */
export function ViewSwitch() {
  const view = useView((state) => state.view);
  const show = useView((state) => state.show);
  return (
    <nav aria-label="Views" className={styles.switch}>
      {(['explain', 'experiments'] as const).map((name) => (
        <button
          key={name}
          type="button"
          className={styles.view}
          aria-current={name === view ? 'page' : undefined}
          onClick={() => show(name)}
        >
          {NAMES[name]}
        </button>
      ))}
    </nav>
  );
}
