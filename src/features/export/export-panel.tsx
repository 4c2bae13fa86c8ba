import { useEffect, useRef, useState } from 'react';
import { type ExportSource, loadExportSource } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import { Note, Row, Stack } from '../../ui/layout/index.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import { saveFile } from '../../ui/text/save-file.ts';
import { canCopy, copyFile } from './deliver.ts';
import { explainFailure } from './export-error.ts';
import styles from './export-panel.module.css';
import { FormatChoice } from './format-choice.tsx';
import { FORMATS, type FormatId, type PreparedFile, prepareFile } from './formats.ts';
import { NotExported } from './not-exported.tsx';
import { Preview } from './preview.tsx';
import { Waiting } from './waiting.tsx';

interface Message {
  readonly kind: 'done' | 'failed';
  readonly text: string;
}

/** Choose a format, look at what will be exported, and take it. */
export function ExportPanel() {
  const [format, setFormat] = useState<FormatId>('png');
  const [message, setMessage] = useState<Message | null>(null);
  const fail = (error: unknown) => setMessage({ kind: 'failed', text: explainFailure(error) });
  const source = useSource(fail);
  const file = useFile(source, format, fail);
  const ready = file?.format === format ? file : null;
  const copies = FORMATS.find(({ id }) => id === format)?.copy;

  const choose = (id: FormatId) => {
    setMessage(null);
    setFormat(id);
  };

  const save = () => {
    if (!ready) return;
    saveFile(ready);
    setMessage({ kind: 'done', text: `Saved as ${ready.name}` });
  };

  const copy = async () => {
    if (!ready) return;
    setMessage(null);
    try {
      await copyFile(ready);
      setMessage({ kind: 'done', text: 'Copied.' });
    } catch (error) {
      fail(error);
    }
  };

  return (
    <Stack gap={4}>
      <FormatChoice format={format} onChange={choose} />
      <NotExported format={format} layout={source?.display.layout} />
      <Preview file={file} />
      {!source && !message && <Waiting />}
      <Note className={styles.file}>
        {ready ? `${ready.name} · ${sizeOf(ready.blob)}` : ' '}
        {ready?.note && <strong className={styles.note}>{ready.note}</strong>}
      </Note>
      <Row className={styles.actions}>
        <button type="button" className={`${controls.button} ${controls.primary}`} disabled={!ready} onClick={save}>
          Download
        </button>
        {ready && canCopy(ready.text) && (
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

/** What was on the screen when the dialogue opened. */
function useSource(onFail: (error: unknown) => void): ExportSource | null {
  const [source, setSource] = useState<ExportSource | null>(null);
  const failed = useLatest(onFail);
  useEffect(() => {
    const abort = new AbortController();
    loadExportSource(abort.signal).then(
      (loaded) => !abort.signal.aborted && setSource(loaded),
      (error: unknown) => !abort.signal.aborted && failed.current(error),
    );
    return () => abort.abort();
  }, [failed]);
  return source;
}

/** The last file made; it may be of the format before while the next is made. */
function useFile(source: ExportSource | null, format: FormatId, onFail: (error: unknown) => void): PreparedFile | null {
  const [file, setFile] = useState<PreparedFile | null>(null);
  const failed = useLatest(onFail);
  useEffect(() => {
    if (!source) return;
    let overtaken = false;
    prepareFile(source, format, new Date()).then(
      (made) => !overtaken && setFile(made),
      (error: unknown) => !overtaken && failed.current(error),
    );
    return () => {
      overtaken = true;
    };
  }, [source, format, failed]);
  return file;
}

function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

function sizeOf({ size }: Blob): string {
  return size < 1e6 ? `${formatFixed(size / 1000, size < 1e4 ? 1 : 0)} KB` : `${formatFixed(size / 1e6, 1)} MB`;
}
