import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type Paper, usePaper } from '../../state/figures/index.ts';
import controls from '../../ui/controls.module.css';
import { Note, Row, Stack } from '../../ui/layout/index.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import { saveFile } from '../../ui/text/save-file.ts';
import { canCopy, copyFile } from './deliver.ts';
import { explainFailure } from './export-error.ts';
import styles from './export-panel.module.css';
import { FormatChoice } from './format-choice.tsx';
import { type FormatId, isPicture, type PreparedFile, type Subject } from './formats.ts';
import { PaperFields } from './paper-fields.tsx';
import { Preview } from './preview.tsx';
import { Waiting } from './waiting.tsx';

interface Message {
  readonly kind: 'done' | 'failed';
  readonly text: string;
}

interface ExportPanelProps {
  /** null: not there yet. */
  readonly subject: Subject | null;
  /** Why there is none. */
  readonly failure?: string | null;
  /** Whether its classes and colours are blocks of their own. */
  readonly isExplanation?: boolean;
  /** What the person has to know of a format. */
  readonly notes?: (format: FormatId) => ReactNode;
}

/** Choose a format, look at what will be saved, and take it. */
export function ExportPanel({ subject, failure = null, isExplanation = false, notes }: ExportPanelProps) {
  const [format, setFormat] = useState<FormatId>('png');
  const [told, setTold] = useState<Message | null>(null);
  const fail = (error: unknown) => setTold({ kind: 'failed', text: explainFailure(error) });
  const paper = usePaper();
  const { file, isCurrent } = useFile(subject, format, paper, fail);
  const ready = isCurrent ? file : null;
  const copies = subject?.formats.find(({ id }) => id === format)?.copy;
  const message: Message | null = failure === null ? told : { kind: 'failed', text: failure };

  const choose = (id: FormatId) => {
    setTold(null);
    setFormat(id);
  };

  const save = () => {
    if (!ready) return;
    saveFile(ready);
    setTold({ kind: 'done', text: `Saved as ${ready.name}` });
  };

  const copy = async () => {
    if (!ready) return;
    setTold(null);
    try {
      await copyFile(ready);
      setTold({ kind: 'done', text: 'Copied.' });
    } catch (error) {
      fail(error);
    }
  };

  return (
    <Stack gap={4}>
      <FormatChoice formats={subject?.formats ?? []} format={format} onChange={choose} />
      {isPicture(format) && <PaperFields isExplanation={isExplanation} hasPixels={format === 'png'} />}
      {notes?.(format)}
      <Preview file={file} />
      {!subject && !message && <Waiting />}
      <Note className={styles.file}>
        {ready ? `${ready.name} · ${sizeOf(ready.blob)}` : ' '}
        {ready?.note && <strong className={styles.note}>{ready.note}</strong>}
      </Note>
      <Row className={styles.actions}>
        <button type="button" className={`${controls.button} ${controls.primary}`} disabled={!ready} onClick={save}>
          Download
        </button>
        {ready && copies && canCopy(ready.text) && (
          <button type="button" className={controls.button} onClick={() => void copy()}>
            {copies}
          </button>
        )}
        <p role="status" className={styles.message} data-kind={message?.kind}>
          {message?.text}
        </p>
      </Row>
    </Stack>
  );
}

/** The last file made, and whether it is of the choices that stand now: while the next is made, it is of those before. */
function useFile(
  subject: Subject | null,
  format: FormatId,
  { width, fontSize, scale, without }: Paper,
  onFail: (error: unknown) => void,
): { readonly file: PreparedFile | null; readonly isCurrent: boolean } {
  const wish = useMemo(
    () => ({ subject, format, paper: { width, fontSize, scale, without } }),
    [subject, format, width, fontSize, scale, without],
  );
  const [made, setMade] = useState<{ readonly file: PreparedFile; readonly wish: typeof wish } | null>(null);
  const failed = useRef(onFail);
  useEffect(() => {
    failed.current = onFail;
  });
  useEffect(() => {
    let overtaken = false;
    // Some figures are drawn by React, which must not be at work.
    const soon = setTimeout(() => {
      wish.subject?.prepare(wish.format, wish.paper, new Date()).then(
        (file) => !overtaken && setMade({ file, wish }),
        (error: unknown) => !overtaken && failed.current(error),
      );
    });
    return () => {
      overtaken = true;
      clearTimeout(soon);
    };
  }, [wish]);
  return { file: made?.file ?? null, isCurrent: made?.wish === wish };
}

function sizeOf({ size }: Blob): string {
  return size < 1e6 ? `${formatFixed(size / 1000, size < 1e4 ? 1 : 0)} KB` : `${formatFixed(size / 1e6, 1)} MB`;
}
