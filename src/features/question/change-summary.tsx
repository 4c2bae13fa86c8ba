import { isLoneValue, predictedName, targetName, targetScore, targetScoreName, useUnit } from '../../state/sentence/index.ts';
import { type Compared, useWhatIf } from '../../state/what-if/index.ts';
import { Note } from '../../ui/layout/index.ts';
import { digitsFor, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import { formatOutcome } from '../../ui/text/format-outcome.ts';
import styles from './change-summary.module.css';

/** What the edits bring about, in words: the prediction, and the score that is explained. */
export function ChangeSummary() {
  const compared = useWhatIf((state) => state.compared);
  const empty = useWhatIf((state) => state.status === 'empty');
  const unit = useUnit();
  return (
    <div role="status" className={styles.summary}>
      {empty && <p>All {unit}s are removed, so there is nothing left to predict from.</p>}
      {compared && <Sentence compared={compared} />}
    </div>
  );
}

function Sentence({ compared: { before, after } }: { readonly compared: Compared }) {
  const [was, is] = [targetScore(before), targetScore(after)];
  // A number may be of any size: as many digits as show what changed.
  const digits = Math.max(digitsFor(Math.max(Math.abs(was), Math.abs(is))), digitsFor(is - was));
  const what = before.model.output ? `${predictedName(before.model)} class` : 'prediction';
  const name = (of: Compared['before']) => (
    <>
      <strong dir="auto">{of.model.classes[of.predicted]}</strong> ({formatOutcome(of, of.predicted)})
    </>
  );
  const share = (of: Compared['before']) => formatOutcome(of, before.predicted);
  return (
    <>
      <p className={styles.prediction}>
        {isLoneValue(before.model) ? (
          <>
            The value: {formatFixed(was, digits)} <Arrow /> {formatFixed(is, digits)} ({formatSigned(is - was, digits)}).
          </>
        ) : before.predicted === after.predicted ? (
          <>
            The {what} stays <strong dir="auto">{before.model.classes[before.predicted]}</strong>: {share(before)} <Arrow />{' '}
            {share(after)}.
          </>
        ) : (
          <>
            The {what} changes from {name(before)} to {name(after)}.
          </>
        )}
      </p>
      {!isLoneValue(before.model) && (
        <Note>
          The {targetScoreName(before)} of {targetName(before)}: {formatFixed(was)} <Arrow /> {formatFixed(is)} (
          {formatSigned(is - was)}).
        </Note>
      )}
    </>
  );
}

function Arrow() {
  return (
    <>
      <span aria-hidden="true">→</span>
      <span className="visually-hidden">, now</span>
    </>
  );
}
