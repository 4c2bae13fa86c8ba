import { useNewModel } from '../../../state/models/index.ts';
import { formatBytes, formatCount } from '../../../ui/text/format-number.ts';
import styles from './found-files.module.css';

/** Of files that belong to nothing, as many are named. */
const NAMED = 6;

/** What was found: the format, the files that make the model, those left alone, and the vocabulary's beginning. */
export function FoundFiles() {
  const inspection = useNewModel((state) => state.inspection);
  const unread = useNewModel((state) => state.unread);
  if (!inspection) return null;
  const { format, files, bytes, leftAlone, firstWords, vocabulary, doubts } = inspection;
  const others = [...leftAlone, ...unread];
  return (
    <>
      <dl className={styles.found}>
        <div>
          <dt>Format</dt>
          <dd>{format}</dd>
        </div>
        <div>
          <dt>Files</dt>
          <dd>
            <bdi>{files.join(', ')}</bdi> ({formatBytes(bytes)})
          </dd>
        </div>
        {others.length > 0 && (
          <div>
            <dt>Left alone</dt>
            <dd>
              <bdi>{others.slice(0, NAMED).join(', ')}</bdi>
              {others.length > NAMED && ` and ${formatCount(others.length - NAMED)} more`}
            </dd>
          </div>
        )}
        <div>
          <dt>Vocabulary</dt>
          <dd>{vocabulary}</dd>
        </div>
        {firstWords.length > 0 && (
          <div>
            <dt>First words</dt>
            <dd className={styles.words}>
              {firstWords.map((word) => (
                <bdi key={word}>{word === '' ? '(empty)' : word}</bdi>
              ))}{' '}
              …
            </dd>
          </div>
        )}
      </dl>
      {doubts.length > 0 && (
        <ul aria-label="Questions about the files" className={styles.doubts}>
          {doubts.map((doubt) => (
            <li key={doubt}>{doubt}</li>
          ))}
        </ul>
      )}
    </>
  );
}
