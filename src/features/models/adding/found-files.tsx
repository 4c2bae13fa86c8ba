import { useNewModel } from '../../../state/models/index.ts';
import { ShortName } from '../../../ui/controls/short-name.tsx';
import { formatBytes, formatCount } from '../../../ui/text/format-number.ts';
import styles from './found-files.module.css';

/** Of files that belong to nothing, as many are named. */
const NAMED = 6;

/** What was found: the format, the files that make the model, those left alone, and the vocabulary's beginning. */
export function FoundFiles() {
  const inspection = useNewModel((state) => state.inspection);
  const unread = useNewModel((state) => state.unread);
  if (!inspection) return null;
  const { format, files, bytes, leftAlone, firstWords, notes } = inspection;
  const others = [...leftAlone.names, ...unread].slice(0, NAMED);
  const more = leftAlone.total + unread.length - others.length;
  return (
    <dl className={styles.found}>
      <div>
        <dt>Format</dt>
        <dd>{format}</dd>
      </div>
      <div>
        <dt>Files</dt>
        <dd>
          <Names names={files} /> ({formatBytes(bytes)})
        </dd>
      </div>
      {others.length > 0 && (
        <div>
          <dt>Left alone</dt>
          <dd>
            <Names names={others} />
            {more > 0 && ` and ${formatCount(more)} more`}
          </dd>
        </div>
      )}
      {notes.length > 0 && (
        <div>
          <dt>To know</dt>
          {notes.map((note) => (
            <dd key={note}>{note}</dd>
          ))}
        </div>
      )}
      {firstWords.length > 0 && (
        <div>
          <dt>First words</dt>
          <dd className={styles.words}>
            {firstWords.map((word) => (
              <ShortName key={word} name={word === '' ? '(empty)' : word} most={24} />
            ))}{' '}
            …
          </dd>
        </div>
      )}
    </dl>
  );
}

/** File names, with commas between. */
function Names({ names }: { readonly names: readonly string[] }) {
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ', '}
      <ShortName name={name} />
    </span>
  ));
}
