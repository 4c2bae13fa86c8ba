import type { LensErrorFields } from '../../../engine/protocol.ts';
import { WarningIcon } from '../../../ui/controls/icons.tsx';
import { ShortName } from '../../../ui/controls/short-name.tsx';
import styles from './trust-problems.module.css';
import { countOf } from './trust-verdict.ts';

/** After these, one knows what is wrong. */
const SHOWN = 5;

/** Lines that cannot be read: which, what is wrong, what was expected. */
export function TrustProblems({ problems }: { readonly problems: readonly LensErrorFields[] }) {
  const more = problems.length - SHOWN;
  return (
    <div role="alert" className={styles.problems}>
      <span className={styles.icon}>
        <WarningIcon />
      </span>
      <div className={styles.body}>
        <p className={styles.title}>Nothing was checked: {problems.length === 1 ? 'this' : 'these'} cannot be read</p>
        <ul className={styles.list}>
          {problems.slice(0, SHOWN).map(({ where, problem, expected, found }) => (
            <li key={where}>
              <strong>{where}</strong> {problem}; expected {expected}, found <ShortName name={found ?? ''} />.
            </li>
          ))}
        </ul>
        {more > 0 && <p>And {countOf(more, 'more line')}.</p>}
      </div>
    </div>
  );
}
