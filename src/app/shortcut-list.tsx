import { useShortcuts } from '../state/page/index.ts';
import styles from './shortcut-list.module.css';
import { type KeyChord, SHORTCUT_GROUPS } from './shortcuts.ts';

/** What the keyboard does, and the switch for single keys. */
export function ShortcutList() {
  const { singleKeys, setSingleKeys } = useShortcuts();
  return (
    <div className={styles.list}>
      <label className={styles.switch}>
        <input type="checkbox" checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)} />
        <span>
          Single-key shortcuts
          <span className={styles.hint}>Switch them off if speech input or a stray key sets them off.</span>
        </span>
      </label>
      {SHORTCUT_GROUPS.map(({ where, shortcuts }) => (
        <section key={where}>
          <h3 className={styles.where}>{where}</h3>
          <dl className={styles.shortcuts}>
            {shortcuts.map(({ keys, does, single }) => (
              <div key={`${does} ${keys.join()}`} data-off={(single && !singleKeys) || undefined}>
                <dt>
                  {keys.map((chord) => (
                    <Chord key={chord.join()} chord={chord} />
                  ))}
                </dt>
                <dd>
                  {does}
                  {single && !singleKeys && ' (off)'}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className={styles.hint}>Tab and Shift + Tab reach every control, Enter or Space presses it.</p>
    </div>
  );
}

function Chord({ chord }: { readonly chord: KeyChord }) {
  return (
    <span className={styles.chord}>
      {chord.map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
