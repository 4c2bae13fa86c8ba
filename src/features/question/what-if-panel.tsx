import { useExplain, useUnit } from '../../state/sentence/index.ts';
import { type Compared, useWhatIf } from '../../state/what-if/index.ts';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import { Callout, Row } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import { ChangeSummary } from './change-summary.tsx';
import { DifferenceMap } from './difference-map.tsx';
import { EditChips } from './edit-chips.tsx';
import { HistoryButtons } from './history-buttons.tsx';
import { LostScoreTable } from './lost-score-table.tsx';
import { OutcomeBar } from './outcome-bar.tsx';
import { ScoreChanges } from './score-changes.tsx';
import { TakeOver } from './take-over.tsx';
import { useEditMarks } from './use-edit-marks.ts';
import { Invitation, WhatIfFrame } from './what-if-frame.tsx';
import { WordMenu, type WordValues } from './word-menu.tsx';

/** What would the model say of another sentence? The words are edited in the heat maps above; the outcome stands here. */
export function WhatIfPanel({ wordValues }: { readonly wordValues: WordValues }) {
  const hasEdits = useWhatIf((state) => state.edits.length > 0);
  const hasHistory = useWhatIf(({ past, future }) => past.length > 0 || future.length > 0);
  const lost = useWhatIf((state) => state.lost);
  const explained = useExplain((state) => state.response !== null);
  const unit = useUnit();
  useEditMarks();
  const beside = (
    <>
      <WordMenu values={wordValues} />
      {hasEdits && <OutcomeBar />}
    </>
  );
  return (
    <WhatIfFrame printed={hasEdits} beside={beside}>
      {(hasEdits || hasHistory) && (
        <Row gap={4} spread>
          {hasEdits ? <EditChips /> : <Invitation explained />}
          <HistoryButtons />
        </Row>
      )}
      {!hasEdits && !hasHistory && <Invitation explained={explained} />}
      {lost > 0 && (
        <Callout tone="sunken">
          The link edits {lost === 1 ? `a ${unit}` : `${formatCount(lost)} ${unit}s`} that this sentence does not have:{' '}
          {lost === 1 ? 'that edit is' : 'those edits are'} left out.
        </Callout>
      )}
      {/* Always there, so that screen readers hear what an edit brings about. */}
      <ChangeSummary />
      {hasEdits && <Outcome />}
    </WhatIfFrame>
  );
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
