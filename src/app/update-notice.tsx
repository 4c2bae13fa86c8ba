import { useAppUpdate } from '../state/page/index.ts';
import controls from '../ui/controls.module.css';
import { Raised } from '../ui/layout/index.ts';
import styles from './update-notice.module.css';

/** Tells of a new version and lets the person decide when; what they were doing stays until then. */
export function UpdateNotice() {
  const { update, reload, postpone } = useAppUpdate();
  // The live region is there before its words are, or some screen readers would not tell them.
  return (
    <div role="status" className={`screen-only ${styles.region}`}>
      {(update === 'ready' || update === 'coming') && (
        <Raised className={styles.notice}>
          <p>A new version is ready.</p>
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            aria-disabled={update === 'coming'}
            onClick={reload}
          >
            {update === 'coming' ? 'Reloading …' : 'Reload'}
          </button>
          <button type="button" className={controls.quiet} onClick={postpone}>
            Later
          </button>
        </Raised>
      )}
    </div>
  );
}
