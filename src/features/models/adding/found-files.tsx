import { useNewModel } from '../../../state/models/index.ts';
import { Callout, Fact, Facts } from '../../../ui/layout/index.ts';
import { formatBytes, formatCount } from '../../../ui/text/format-number.ts';
import styles from './found-files.module.css';

/** Of files that belong to nothing, as many are named. */
const NAMED = 6;

/** What was found: the format, the files that make the model, those left alone, and the vocabulary's beginning. */
export function FoundFiles() {
  const inspection = useNewModel((state) => state.inspection);
  const unread = useNewModel((state) => state.unread);
  if (!inspection) return null;
  const { format, files, bytes, leftAlone, firstWords } = inspection;
  const others = [...leftAlone, ...unread];
  return (
    <Callout tone="sunken">
      <Facts names="s" gap={2}>
        <Fact name="Format">{format}</Fact>
        <Fact name="Files">
          <bdi>{files.join(', ')}</bdi> ({formatBytes(bytes)})
        </Fact>
        {others.length > 0 && (
          <Fact name="Left alone">
            <bdi>{others.slice(0, NAMED).join(', ')}</bdi>
            {others.length > NAMED && ` and ${formatCount(others.length - NAMED)} more`}
          </Fact>
        )}
        {firstWords.length > 0 && (
          <Fact name="First words">
            <span className={styles.words}>
              {firstWords.map((word) => (
                <bdi key={word}>{word === '' ? '(empty)' : word}</bdi>
              ))}{' '}
              …
            </span>
          </Fact>
        )}
      </Facts>
    </Callout>
  );
}
