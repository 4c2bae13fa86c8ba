import { useNewModel } from '../../../state/models/index.ts';
import { ShortName } from '../../../ui/controls/short-name.tsx';
import { Callout, Fact, Facts } from '../../../ui/layout/index.ts';
import { formatCount } from '../../../ui/text/format-number.ts';
import styles from './found-files.module.css';
import { FoundLayers } from './found-layers.tsx';

interface FoundFilesProps {
  /** Something is missing still: what speaks against the files is not told before. */
  readonly asking: boolean;
}

/** Of a zip's entries, as many are named. */
const NAMED = 6;

/** What was found: the format, what a zip gave, what there is to know, and the vocabulary's beginning. */
export function FoundFiles({ asking }: FoundFilesProps) {
  const inspection = useNewModel((state) => state.inspection);
  const given = useNewModel((state) => state.files);
  const unread = useNewModel((state) => state.unread);
  const hasNetwork = useNewModel((state) => state.network !== null);
  if (!inspection) return null;
  const { format, files, leftAlone, firstWords, vocabulary, notes } = inspection;
  const doubts = asking ? [] : inspection.doubts;
  const listed = new Set(given.map(({ name }) => name));
  const packed = files.filter((name) => !listed.has(name));
  const others = [...leftAlone.names, ...unread].filter((name) => !listed.has(name));
  const more = leftAlone.total + unread.length - leftAlone.names.length - unread.length + Math.max(0, others.length - NAMED);
  return (
    <>
      <Callout tone="sunken">
        <Facts names="s" gap={2}>
          <Fact name="Format">{format}</Fact>
          {packed.length > 0 && (
            <Fact name="Files">
              <Names names={packed} />
            </Fact>
          )}
          {others.length > 0 && (
            <Fact name="Left alone">
              <Names names={others.slice(0, NAMED)} />
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
          {asking && hasNetwork && (
            <Fact name="Layers">
              <FoundLayers />
            </Fact>
          )}
          {!asking && <Fact name="Vocabulary">{vocabulary}</Fact>}
          {!asking && firstWords.length > 0 && (
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
