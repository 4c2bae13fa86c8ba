import { useNewModel } from '../../../state/models/index.ts';
import { ShortName } from '../../../ui/controls/short-name.tsx';
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
  const { format, files, bytes, leftAlone, firstWords, vocabulary, doubts, notes } = inspection;
  const others = [...leftAlone.names, ...unread].slice(0, NAMED);
  const more = leftAlone.total + unread.length - others.length;
  return (
    <>
      <Callout tone="sunken">
        <Facts names="s" gap={2}>
          <Fact name="Format">{format}</Fact>
          <Fact name="Files">
            <Names names={files} /> ({formatBytes(bytes)})
          </Fact>
          {others.length > 0 && (
            <Fact name="Left alone">
              <Names names={others} />
              {more > 0 && ` and ${formatCount(more)} more`}
            </Fact>
          )}
          {notes.length > 0 && (
            <Fact name="To know">
              {notes.map((note) => (
                <p key={note}>{note}</p>
              ))}
            </Fact>
          )}
          <Fact name="Vocabulary">{vocabulary}</Fact>
          {firstWords.length > 0 && (
            <Fact name="First words">
              <span className={styles.words}>
                {firstWords.map((word) => (
                  <ShortName key={word} name={word === '' ? '(empty)' : word} most={24} />
                ))}{' '}
                …
              </span>
            </Fact>
          )}
        </Facts>
      </Callout>
      {doubts.length > 0 && (
        <Callout className={styles.doubts}>
          <ul aria-label="Questions about the files">
            {doubts.map((doubt) => (
              <li key={doubt}>{doubt}</li>
            ))}
          </ul>
        </Callout>
      )}
    </>
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
