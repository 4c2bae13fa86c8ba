import { useEffect } from 'react';
import { type Outcome, useComparison } from '../../state/experiments/index.ts';
import { useSecondModel } from '../../state/second/index.ts';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import controls from '../../ui/controls.module.css';
import { Card, Note, Row, Title } from '../../ui/layout/index.ts';
import { ComparisonResult } from './comparison-result.tsx';
import type { ListedSentences } from './experiment-parts.ts';
import styles from './run-panel.module.css';

interface ComparisonPanelProps extends ListedSentences {
  readonly outcome: Outcome;
}

/** The same experiment by the second model, once one is chosen: it is run as soon as the first one’s result is here. */
export function ComparisonPanel({ outcome, ...sentences }: ComparisonPanelProps) {
  useSecondModel((state) => state.info); // what keyOf() reads
  const key = useComparison((state) => state.keyOf(outcome));
  const found = useComparison((state) => (key === null ? undefined : state.done.get(key)));
  const running = useComparison((state) => (state.running?.key === key ? state.running : null));
  const stopped = useComparison((state) => (state.stopped?.key === key ? state.stopped : null));
  const compare = useComparison((state) => state.compare);
  const isDue = key !== null && !found && !stopped;
  useEffect(() => {
    if (isDue) void compare(outcome);
  }, [isDue, outcome, compare]);

  if (key === null) return null;
  if (found) return <ComparisonResult comparison={found} {...sentences} />;
  return (
    <Card as="section" aria-label="Two models">
      <Title below={2}>Two models</Title>
      {stopped?.error && <ErrorBanner title="The models could not be compared" error={stopped.error} />}
      <Row>
        {stopped ? (
          <button type="button" className={controls.button} onClick={() => void compare(outcome)}>
            {stopped.error ? 'Try again' : 'Compare'}
          </button>
        ) : (
          <Progress running={running} />
        )}
      </Row>
    </Card>
  );
}

interface ProgressProps {
  readonly running: ReturnType<typeof useComparison.getState>['running'];
}

function Progress({ running }: ProgressProps) {
  const cancel = useComparison((state) => state.cancel);
  const share = running?.share ?? undefined;
  const step = running?.step === 'intervals' ? 'Drawing sentences for the intervals' : 'The second model runs the experiment';
  return (
    <>
      <button type="button" className={controls.button} onClick={cancel}>
        Cancel
      </button>
      <progress
        className={`${controls.progress} ${styles.bar}`}
        aria-label="Progress of the second model"
        value={share}
        max={1}
      />
      <Note role="status" className={styles.state}>
        {step}
      </Note>
    </>
  );
}
