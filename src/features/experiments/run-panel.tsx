import { type ComponentType, type ReactNode, useEffect } from 'react';
import { useExamples, useSentenceFile } from '../../state/examples/index.ts';
import {
  canCompare,
  currentRequest,
  dataShown,
  obstacleOf,
  type Running,
  useExperiments,
  useRunEstimate,
  wantEstimate,
} from '../../state/experiments/index.ts';
import { useModel } from '../../state/models/index.ts';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import controls from '../../ui/controls.module.css';
import { Callout, Card, Note, Row, Stack } from '../../ui/layout/index.ts';
import { DataChoice } from './data-choice.tsx';
import { sentenceCount, sequenceCount } from './figures-text.ts';
import { MethodChoice, type MethodListProps } from './method-choice.tsx';
import styles from './run-panel.module.css';
import { SettingControls } from './setting-controls.tsx';
import { SliceChoice } from './slice-choice.tsx';
import { estimateText, timeLeft } from './time-left.ts';
import { useRequestKey } from './use-request-key.ts';

interface RunPanelProps {
  readonly fileReading: ReactNode;
  readonly methodList: ComponentType<MethodListProps>;
  readonly secondChoice: ReactNode;
  readonly secondProblem: ReactNode;
}

/** Data set, settings, methods, Run and Cancel; how long it will take, how far it is, and why it cannot be run. */
export function RunPanel({ fileReading, methodList, secondChoice, secondProblem }: RunPanelProps) {
  const experiment = useExperiments((state) => state.experiment);
  const running = useExperiments((state) => state.running);
  const failure = useExperiments((state) => state.failure);
  const run = useExperiments((state) => state.run);
  const cancel = useExperiments((state) => state.cancel);
  const key = useRequestKey();
  const data = useExperiments((state) => state.data);
  const unread = useSentenceFile((state) => state.status === 'failed');
  const hasEarlier = useExperiments((state) => state.last[experiment] !== undefined);
  const isDone = useExperiments((state) => key !== null && state.outcomes.has(key));
  const modelReady = useModel((state) => state.status === 'ready');
  const request = key === null ? null : currentRequest();
  const isMadeUp = experiment === 'known';
  const ready = modelReady || isMadeUp;
  const obstacle = request && obstacleOf(request);
  const awaited = useExperiments((state) => state.awaited);
  const isToCome = ready && request !== null && obstacle === null && !isDone && !running && !awaited;
  const estimated = isToCome && 'methods' in request.settings ? key : null;
  useEffect(() => wantEstimate(estimated), [estimated]);
  useEffect(() => () => wantEstimate(null), []);

  return (
    <Card as="section" aria-label="Run the experiment" className="screen-only">
      <Stack>
        <Row gap={4} align="end">
          {!isMadeUp && <DataChoice />}
          <SettingControls />
        </Row>
        {!isMadeUp && <SliceChoice />}
        <MethodChoice list={methodList} />
        {canCompare(experiment) && (
          <>
            <Row>{secondChoice}</Row>
            {secondProblem}
          </>
        )}
        {!isMadeUp && (data === 'file' || unread) && <div className={styles.reading}>{fileReading}</div>}
        {!isMadeUp && <Missing />}
        {obstacle && (
          <Callout role="status">
            {obstacle.problem} {obstacle.advice}
          </Callout>
        )}
        <Row className={styles.run}>
          {running ? (
            <button type="button" className={controls.button} onClick={cancel}>
              Cancel
            </button>
          ) : (
            <button
              type="button"
              className={`${controls.button} ${isDone ? '' : controls.primary}`}
              disabled={!ready || !request || obstacle !== null || isDone}
              onClick={() => void run()}
            >
              Run
            </button>
          )}
          <Progress running={running} ready={ready} isDone={isDone} count={isMadeUp ? sequenceCount : sentenceCount} />
        </Row>
        {failure?.id === experiment && (
          <ErrorBanner
            title="The experiment stopped"
            error={failure.error}
            note={hasEarlier ? 'The results below are from earlier runs.' : undefined}
            action={
              <button type="button" className={controls.button} onClick={() => void run()}>
                Run again
              </button>
            }
          />
        )}
      </Stack>
    </Card>
  );
}

interface ProgressProps {
  readonly running: Running | null;
  readonly ready: boolean;
  readonly isDone: boolean;
  /** Of what the experiment goes over, in words. */
  readonly count: (count: number) => string;
}

function Progress({ running, ready, isDone, count }: ProgressProps) {
  const estimate = useRunEstimate();
  if (!running) {
    return (
      <Note className={styles.state} role="status">
        {isDone ? 'Done' : ready ? estimateText(estimate, count) : 'The model is being loaded.'}
      </Note>
    );
  }
  const share = running.total > 0 ? running.done / running.total : undefined;
  const text = share === undefined ? 'Preparing model and sentences' : `${Math.floor(100 * share)} %`;
  return (
    <>
      <progress className={`${controls.progress} ${styles.bar}`} aria-label="Progress" value={share} max={1} />
      <Note className={styles.state}>
        {text}
        {share !== undefined && timeLeft(running)}
      </Note>
      <p className="visually-hidden" role="status">
        The experiment is running.
      </p>
    </>
  );
}

/** The data set that a link asks for, where it is not here. */
function Missing() {
  const chosen = useExperiments((state) => state.data);
  const sets = useExamples((state) => state.sets);
  const looking = useExamples((state) => state.sst.status === 'looking');
  const awaited = useExperiments((state) => state.awaited);
  const data = chosen ?? dataShown();
  if (sets[data] || (data === 'sst' && looking)) return null;
  const then = awaited ? ' The experiment starts as soon as it is here.' : '';
  return (
    <Callout role="status">
      {data === 'file'
        ? `This experiment uses a file of sentences, which a link cannot hold. Add the file with “Your file …”.${then}`
        : `The SST test set is not in this browser. You can download it in Explain, under “SST test” in the list of examples.${then}`}
    </Callout>
  );
}
