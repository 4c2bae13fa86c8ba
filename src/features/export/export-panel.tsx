import { type ReactNode, useEffect, useRef, useState } from 'react';
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
  const file = useFile(subject, format, paper, fail);
  const ready = file?.format === format ? file : null;
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

/** The last file made; it may be of the choices before while the next is made. */
function useFile(
  subject: Subject | null,
  format: FormatId,
  { width, fontSize, scale, without }: Paper,
  onFail: (error: unknown) => void,
): PreparedFile | null {
  const [file, setFile] = useState<PreparedFile | null>(null);
  const failed = useRef(onFail);
  useEffect(() => {
    failed.current = onFail;
  });
  useEffect(() => {
    if (!subject) return;
    let overtaken = false;
    // Some figures are drawn by React, which must not be at work.
    const soon = setTimeout(() => {
      subject.prepare(format, { width, fontSize, scale, without }, new Date()).then(
        (made) => !overtaken && setFile(made),
        (error: unknown) => !overtaken && failed.current(error),
      );
    });
    return () => {
      overtaken = true;
      clearTimeout(soon);
    };
  }, [subject, format, width, fontSize, scale, without]);
  return file;
}

function sizeOf({ size }: Blob): string {
  return size < 1e6 ? `${formatFixed(size / 1000, size < 1e4 ? 1 : 0)} KB` : `${formatFixed(size / 1e6, 1)} MB`;
}
