import { useExamples } from '../../state/examples/index.ts';
import sst from '../../state/examples/sst-constants.json';
import { type LinkProblem, useLink } from '../../state/link/index.ts';
import { CloseIcon } from '../../ui/controls/icons.tsx';
import controls from '../../ui/controls.module.css';
import { Callout, Title } from '../../ui/layout/index.ts';
import styles from './link-notice.module.css';

/** Of a link with many faults, as many are told. */
const SHOWN = 6;

interface LinkNotesProps {
  readonly problems: readonly LinkProblem[];
  /** The example of the SST test set that is waited for; null: none. */
  readonly awaited: number | null;
}

/** What there is to say of a link: few have anything wrong with them. */
export function LinkNotes({ problems, awaited }: LinkNotesProps) {
  return (
    <>
      {awaited !== null && <MissingSet number={awaited} />}
      {problems.length > 0 && <Problems problems={problems} />}
    </>
  );
}

function Problems({ problems }: { readonly problems: readonly LinkProblem[] }) {
  const dismiss = useLink((state) => state.dismiss);
  const more = problems.length - SHOWN;
  return (
    <Callout
      className={styles.notice}
      actions={
        <button
          type="button"
          className={`${controls.quiet} ${controls.icon}`}
          aria-label="Dismiss the notice about the link"
          onClick={dismiss}
        >
          <CloseIcon />
        </button>
      }
    >
      <Title as="p" size="s">
        {problems.length === 1 ? 'One part of the link was not used' : `${problems.length} parts of the link were not used`}
      </Title>
      <ul className={styles.problems}>
        {problems.slice(0, SHOWN).map(({ parameter, found, expected, used }) => (
          <li key={`${parameter} ${found}`}>
            <code>
              <bdi>{parameter}</bdi>
            </code>
            {expected !== null && found !== '' && (
              <>
                {' is '}“<bdi>{found}</bdi>”
              </>
            )}
            : {expected === null ? 'links have no such part' : `expected ${expected}`};{' '}
            {used === null ? (
              'ignored.'
            ) : (
              <>
                used instead: <bdi>{used}</bdi>.
              </>
            )}
          </li>
        ))}
        {more > 0 && <li>… and {more} more.</li>}
      </ul>
    </Callout>
  );
}

const HOST = new URL(sst.url).host;
const KILOBYTES = Math.round(sst.bytes / 1000);

/** The published test set is not on every device, and never fetched unasked. */
function MissingSet({ number }: { readonly number: number }) {
  const state = useExamples((examples) => examples.sst);
  const download = useExamples((examples) => examples.download);
  const cancel = useExamples((examples) => examples.cancelDownload);
  const failed = state.status === 'absent' ? state.error : null;
  return (
    <Callout
      className={styles.notice}
      actions={
        state.status === 'downloading' ? (
          <button type="button" className={controls.button} onClick={cancel}>
            Downloading … Cancel
          </button>
        ) : (
          <button
            type="button"
            className={`${controls.button} ${controls.primary} ${styles.download}`}
            onClick={() => void download()}
          >
            {failed ? 'Try again' : 'Download'} ({KILOBYTES} KB from {HOST})
          </button>
        )
      }
    >
      <Title as="p" size="s">
        This link shows sentence {number} of the SST test set, which is not on this device
      </Title>
      <p>
        It opens as soon as the set is here: download it (free for academic use only; kept in this browser), or drop{' '}
        {sst.fileName} on the examples. Until then you see another sentence.
      </p>
      {failed && (
        <p>
          <strong>The download failed:</strong> {failed.problem}.
        </p>
      )}
    </Callout>
  );
}
