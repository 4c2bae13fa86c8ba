import { useExplain } from '../../state/sentence/index.ts';
import { type Compared, useWhatIf } from '../../state/what-if/index.ts';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import { Card, Note, Row, SectionHead } from '../../ui/layout/index.ts';
import { ChangeSummary } from './change-summary.tsx';
import { DifferenceMap } from './difference-map.tsx';
import { EditChips } from './edit-chips.tsx';
import { HistoryButtons } from './history-buttons.tsx';
import { LostScoreTable } from './lost-score-table.tsx';
import { OutcomeBar } from './outcome-bar.tsx';
import { ScoreChanges } from './score-changes.tsx';
import { TakeOver } from './take-over.tsx';
import { useEditMarks } from './use-edit-marks.ts';
import { useHistoryKeys } from './use-history-keys.ts';
import styles from './what-if-panel.module.css';
import { WordMenu } from './word-menu.tsx';

/** What would the model say of another sentence? The words are edited in the heat maps above; the outcome stands here. */
export function WhatIfPanel() {
  const hasEdits = useWhatIf((state) => state.edits.length > 0);
  const hasHistory = useWhatIf(({ past, future }) => past.length > 0 || future.length > 0);
  const explained = useExplain((state) => state.response !== null);
  useHistoryKeys();
  useEditMarks();
  return (
    <section aria-labelledby="what-if-heading" className={hasEdits ? undefined : 'screen-only'}>
      <SectionHead id="what-if-heading" tabIndex={-1}>
        What if?
      </SectionHead>
      <Card className={styles.card}>
        {(hasEdits || hasHistory) && (
          <Row gap={4} spread>
            {hasEdits ? <EditChips /> : <Invitation />}
            <HistoryButtons />
          </Row>
        )}
        {!hasEdits && !hasHistory && (explained ? <Invitation /> : <Note>{WITHOUT_WORDS}</Note>)}
        {/* Always there, so that screen readers hear what an edit brings about. */}
        <ChangeSummary />
        {hasEdits && <Outcome />}
      </Card>
      <WordMenu />
      {hasEdits && <OutcomeBar />}
    </section>
  );
}

const WITHOUT_WORDS = 'Once there is a sentence: what the model would say without a word, or with another.';

function Invitation() {
  return <Note>Click a word above, or press Enter on it, to delete, leave out or replace it.</Note>;
}

function Outcome() {
  const compared = useWhatIf((state) => state.compared);
  const status = useWhatIf((state) => state.status);
  const error = useWhatIf((state) => state.error);
  return (
    <>
      {status === 'failed' && error && <ErrorBanner title="The edited sentence could not be explained" error={error} />}
      {compared && <Comparison compared={compared} />}
      <TakeOver />
    </>
  );
}

function Comparison({ compared }: { readonly compared: Compared }) {
  return (
    <>
      <ScoreChanges compared={compared} />
      <DifferenceMap compared={compared} />
      <LostScoreTable compared={compared} />
    </>
  );
}
