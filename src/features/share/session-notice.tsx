import { useSession } from '../../state/session/index.ts';
import { CloseIcon } from '../../ui/controls/icons.tsx';
import controls from '../../ui/controls.module.css';
import { Callout, Row, Stack, Title } from '../../ui/layout/index.ts';
import styles from './link-notice.module.css';

/** Of a file with many faults, as many are told. */
const SHOWN = 8;

/** What became of a session that was opened. */
export function SessionNotice() {
  const outcome = useSession((state) => state.outcome);
  const { undo, dismiss } = useSession.getState();
  return (
    <Stack role="status" aria-label="About the session" className={styles.region}>
      {outcome && (
        <Callout
          tone={outcome.kind === 'refused' ? 'danger' : 'framed'}
          actions={
            <Row gap={2}>
              {outcome.kind === 'opened' && (
                <button
                  type="button"
                  className={controls.button}
                  aria-label="Undo opening the session"
                  onClick={() => void undo()}
                >
                  Undo
                </button>
              )}
              <button
                type="button"
                className={`${controls.quiet} ${controls.icon}`}
                aria-label="Dismiss the notice about the session"
                onClick={dismiss}
              >
                <CloseIcon />
              </button>
            </Row>
          }
        >
          {outcome.kind === 'opened' && <Opened {...outcome} />}
          {outcome.kind === 'undone' && (
            <p>
              The page is as it was before “<bdi>{outcome.name}</bdi>” was opened.
            </p>
          )}
          {outcome.kind === 'refused' && <Refused {...outcome} />}
        </Callout>
      )}
    </Stack>
  );
}

function Opened({ name, told }: { readonly name: string; readonly told: readonly string[] }) {
  return (
    <>
      <Title as="p" size="s">
        Opened the session “<bdi>{name}</bdi>”
      </Title>
      <p>Its pins and notes stand beside those that were here.</p>
      {told.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </>
  );
}

function Refused({
  name,
  obstacles,
}: {
  readonly name: string;
  readonly obstacles: readonly { where: string; problem: string }[];
}) {
  const more = obstacles.length - SHOWN;
  return (
    <>
      <Title as="p" size="s">
        “<bdi>{name}</bdi>” could not be opened as a session; nothing here has changed
      </Title>
      <ul className={styles.problems}>
        {obstacles.slice(0, SHOWN).map(({ where, problem }) => (
          <li key={`${where} ${problem}`}>
            <code>
              <bdi>{where}</bdi>
            </code>{' '}
            {problem}
          </li>
        ))}
        {more > 0 && <li>… and {more} more.</li>}
      </ul>
    </>
  );
}
