import { listingOf, PHENOMENA, useExamples } from '../../state/examples/index.ts';
import { Note, Row } from '../../ui/layout/index.ts';
import { EmptyResult } from './empty-result.tsx';
import { ExampleList } from './example-list.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ListingCount } from './listing-count.tsx';
import { PredictionStatus } from './prediction-status.tsx';
import { SearchField } from './search-field.tsx';
import styles from './set-view.module.css';
import { SortControl } from './sort-control.tsx';

/** The set on show: search, filters, order, list and how far the predictions have come. */
export function SetView({ onChoose }: { readonly onChoose: (() => void) | undefined }) {
  const shown = useExamples((state) => state.shown);
  const isEmpty = useExamples((state) => listingOf(state).listed.length === 0);
  return (
    <>
      <SearchField />
      <FilterBar />
      <Row gap={2} spread>
        <ListingCount />
        <SortControl />
      </Row>
      {isEmpty ? <EmptyResult /> : <ExampleList key={shown} onChoose={onChoose} />}
      <PhenomenonNote />
      <PredictionStatus />
    </>
  );
}

/** What to look for in the example chosen last. */
function PhenomenonNote() {
  const wanted = useExamples(({ shown, sets, chosen }) => sets[shown]?.examples[(chosen[shown] ?? 0) - 1]?.phenomenon);
  const phenomenon = PHENOMENA.find(({ id }) => id === wanted);
  if (!phenomenon) return null;
  return (
    <Note size="xs" className={styles.note}>
      <strong>{phenomenon.label}.</strong> {phenomenon.explanation}
    </Note>
  );
}
