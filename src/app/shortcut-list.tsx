import { useShortcuts } from '../state/page/index.ts';
import { Check } from '../ui/controls/check.tsx';
import { Note, Stack, Title } from '../ui/layout/index.ts';
import styles from './shortcut-list.module.css';
import { type KeyChord, SHORTCUT_GROUPS } from './shortcuts.ts';

/** What the keyboard does, and the switch for single keys. */
export function ShortcutList() {
  const { singleKeys, setSingleKeys } = useShortcuts();
  return (
    <Stack gap={5}>
      <Check className={styles.switch} checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)}>
        <span>
          Single-key shortcuts
          <Note as="span" className={styles.hint}>
            Turn them off if speech input or a stray key triggers them.
          </Note>
        </span>
      </Check>
      {SHORTCUT_GROUPS.map(({ where, shortcuts }) => (
        <section key={where}>
          <Title size="s" below={2}>
            {where}
          </Title>
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
      <Note>Tab and Shift + Tab reach every control; Enter or Space presses it.</Note>
    </Stack>
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
