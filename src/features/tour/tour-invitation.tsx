import { useTour } from '../../state/page/index.ts';
import { CloseIcon } from '../../ui/controls/icons.tsx';
import controls from '../../ui/controls.module.css';
import styles from './tour-invitation.module.css';

/** Offers the tour beside the sentence until it has been taken or declined; nothing opens by itself. */
export function TourInvitation() {
  const offered = useTour((state) => state.invited && state.step === null);
  const start = useTour((state) => state.start);
  const leave = useTour((state) => state.leave);
  if (!offered) return null;
  const decline = () => {
    leave();
    document.getElementById('sentence')?.focus();
  };
  return (
    <span className={`screen-only ${styles.invitation}`}>
      <button type="button" className={styles.start} onClick={start}>
        <span className={styles.question}>New here? </span>Take the tour
      </button>
      <button type="button" className={`${controls.quiet} ${styles.decline}`} aria-label="No tour, thanks" onClick={decline}>
        <CloseIcon />
      </button>
    </span>
  );
}
