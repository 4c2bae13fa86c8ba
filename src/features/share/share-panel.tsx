import { useEffect, useId, useRef, useState } from 'react';
import { useSentenceFile } from '../../state/examples/index.ts';
import { useView } from '../../state/page/index.ts';
import { useSession } from '../../state/session/index.ts';
import { Check } from '../../ui/controls/check.tsx';
import { FilePicker } from '../../ui/controls/file-picker.tsx';
import { placeBeneath } from '../../ui/controls/place-beneath.ts';
import controls from '../../ui/controls.module.css';
import { Note, Row, Stack, Title } from '../../ui/layout/index.ts';
import { formatBytes } from '../../ui/text/format-number.ts';
import { saveFile } from '../../ui/text/save-file.ts';
import { FramePart } from './frame-part.tsx';
import styles from './share-panel.module.css';

interface SharePanelProps {
  /** What has been copied, in words; empty: nothing (yet). */
  readonly copied: string;
  /** For copying by hand. */
  readonly link: string | null;
  /** What the link does not hold. */
  readonly limits: string;
}

/** The link, a frame for another page, and a session: what no link can hold. */
export function SharePanel({ copied, link, limits }: SharePanelProps) {
  const content = useRef<HTMLElement>(null);
  useEffect(() => {
    const panel = content.current?.closest<HTMLElement>('[popover]');
    const place = () => panel && placeBeneath(panel);
    addEventListener('resize', place);
    return () => removeEventListener('resize', place);
  }, []);
  // What became of the file is told on the page, which the panel covers on a phone.
  const close = () => content.current?.closest<HTMLElement>('[popover]')?.hidePopover();
  const inExplain = useView(({ view }) => view === 'explain');
  return (
    <Stack ref={content} gap={4}>
      {link === null ? <p>{copied}</p> : <LinkField link={link} limits={limits} />}
      {inExplain && <FramePart />}
      <SessionPart onOpened={close} />
    </Stack>
  );
}

function LinkField({ link, limits }: Pick<SharePanelProps, 'limits'> & { readonly link: string }) {
  const field = useRef<HTMLInputElement>(null);
  const noteId = useId();
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  return (
    <Stack>
      <p>The browser did not let this page copy. The link is selected: copy it from here.</p>
      <input
        ref={field}
        className={`${controls.input} ${styles.field}`}
        readOnly
        value={link}
        aria-label="Link to this explanation"
        aria-describedby={noteId}
        onFocus={(event) => event.target.select()}
      />
      <Note id={noteId}>
        {limits} What follows the # is never sent to a server: whoever opens the link reads the sentence in their own browser.
      </Note>
    </Stack>
  );
}

function SessionPart({ onOpened }: { readonly onOpened: () => void }) {
  const own = useSentenceFile(({ read }) => read?.file ?? null);
  const [withSentences, setWithSentences] = useState(false);
  const save = async () => {
    const text = await useSession.getState().save(withSentences);
    const name = `lrp-lens-session-${new Date().toISOString().slice(0, 10)}.json`;
    saveFile({ blob: new Blob([text], { type: 'application/json' }), name });
  };
  return (
    <Stack as="section" gap={2} parted aria-label="Session">
      <Title as="h2" size="s">
        Session
      </Title>
      <Note>
        A file with what this page shows, the pins, the notes and the settings, to go on elsewhere. Sentences that are shown,
        pinned or noted on are in it. Opening one adds to what is here.
      </Note>
      {own && (
        <Check checked={withSentences} onChange={(event) => setWithSentences(event.target.checked)}>
          <span>
            with all sentences of <bdi>{own.name}</bdi> ({formatBytes(own.bytes.length)}); else it is only named
          </span>
        </Check>
      )}
      <Row gap={2}>
        <button type="button" className={controls.button} onClick={() => void save()}>
          Save session
        </button>
        <FilePicker
          label="Open session …"
          className={controls.button ?? ''}
          accept=".json,application/json"
          onFiles={([file]) => file && void useSession.getState().open(file).then(onOpened)}
        />
      </Row>
    </Stack>
  );
}
