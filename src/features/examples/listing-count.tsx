import { listingOf, NO_FILTER, useExamples } from '../../state/examples/index.ts';
import controls from '../../ui/controls.module.css';
import { formatCount } from '../../ui/text/format-number.ts';
import styles from './listing-count.module.css';

/** `N of M` and the way back to all. While the choice waits for predictions, the line below the list says so. */
export function ListingCount() {
  const { all, listed, waiting } = useExamples(listingOf);
  const isFiltered = useExamples(({ filter }) =>
    Object.entries(NO_FILTER).some(([key, none]) => Reflect.get(filter, key) !== none),
  );
  const clearFilter = useExamples((state) => state.clearFilter);
  return (
    <div className={styles.count}>
      <p role="status">{waiting ? 'waiting …' : `${formatCount(listed.length)} of ${formatCount(all.length)}`}</p>
      {isFiltered && listed.length > 0 && (
        <button type="button" className={controls.link} onClick={clearFilter}>
          clear
          <span className="visually-hidden"> filters</span>
        </button>
      )}
    </div>
  );
}
