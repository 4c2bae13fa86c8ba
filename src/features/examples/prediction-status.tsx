import {
  type Example,
  hasGoldShown,
  isComplete,
  listingOf,
  type SetPredictions,
  useExamples,
} from '../../state/examples/index.ts';
import { useModel } from '../../state/models/index.ts';
import controls from '../../ui/controls.module.css';
import { formatCount, formatPercent } from '../../ui/text/format-number.ts';
import styles from './prediction-status.module.css';

/** How far the predictions have come, then how many are right: always one line and a bar, so that nothing moves. */
export function PredictionStatus() {
  const predictions = useExamples((state) => state.predictions[state.shown]);
  const examples = useExamples((state) => state.sets[state.shown]?.examples);
  const waiting = useExamples((state) => listingOf(state).waiting);
  const error = useExamples((state) => state.predictionError);
  const predict = useExamples((state) => state.predict);
  const status = useModel((state) => state.status);
  const hasGold = useExamples(hasGoldShown);
  if (!examples) return null;
  const done = predictions?.done ?? 0;
  const running = done < examples.length;
  const progress = `predicting ${formatCount(done)} of ${formatCount(examples.length)}${waiting ? ' · the list updates when done' : ''}`;

  if (error && running) {
    return (
      <div className={styles.status} role="alert">
        <p>Predictions stopped: {error.problem}</p>
        <button type="button" className={controls.chip} onClick={() => void predict()}>
          Try again
        </button>
      </div>
    );
  }
  return (
    <div className={styles.status}>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label="Predictions"
        aria-valuemin={0}
        aria-valuemax={examples.length}
        aria-valuenow={done}
        aria-valuetext={running ? progress : 'all predicted'}
        data-running={running}
      >
        <div className={styles.done} style={{ transform: `scaleX(${done / examples.length})` }} />
      </div>
      <p>
        {status !== 'ready' && running
          ? 'predictions start once the model is loaded'
          : running
            ? progress
            : summary(examples, predictions, hasGold)}
      </p>
    </div>
  );
}

function summary(examples: readonly Example[], predictions: SetPredictions | null, hasGold: boolean): string {
  const all = `all ${formatCount(examples.length)} predicted`;
  if (!predictions || !isComplete(predictions) || !hasGold) return all;
  let [right, labelled] = [0, 0];
  for (const [index, { gold }] of examples.entries()) {
    if (gold === null) continue;
    labelled++;
    if (predictions.predicted[index] === gold) right++;
  }
  const count = labelled === examples.length ? 'correct' : `of ${formatCount(labelled)} with a label correct`;
  return `${all}, ${formatCount(right)} ${count} (${formatPercent(right / labelled)})`;
}
