import type { BlobFile, TakenFile } from '../../../engine/protocol.ts';
import { fromPicker, useNewModel } from '../../../state/models/index.ts';
import { FilePicker } from '../../../ui/controls/file-picker.tsx';
import { ShortName } from '../../../ui/controls/short-name.tsx';
import controls from '../../../ui/controls.module.css';
import { Callout, Note, Row, ScrollArea, Stack, Title } from '../../../ui/layout/index.ts';
import { formatBytes } from '../../../ui/text/format-number.ts';
import { shortName } from '../../../ui/text/short-name.ts';
import { roleText } from './file-roles.ts';
import styles from './given-files.module.css';

/** Every file that was given: what it was taken for, and a way to take it back or to give more. */
export function GivenFiles() {
  const files = useNewModel((state) => state.files);
  const given = useNewModel((state) => state.given);
  const busy = useNewModel((state) => state.status === 'reading');
  if (files.length === 0) return null;
  return (
    <Stack gap={2}>
      <Row gap={3} spread>
        <Title as="h3" size="s">
          Files
        </Title>
        <FilePicker
          label="Add files"
          className={controls.chip ?? ''}
          multiple
          onFiles={(more) => void useNewModel.getState().take(fromPicker(more))}
        />
      </Row>
      <ScrollArea label="Files given" maxHeight="15rem">
        <ul className={styles.list}>
          {files.map((file, index) => (
            <li key={file.name}>
              <GivenFileRow file={file} taken={given[index]} busy={busy} />
            </li>
          ))}
        </ul>
      </ScrollArea>
      <Exchanged />
    </Stack>
  );
}

interface GivenFileRowProps {
  readonly file: BlobFile;
  /** undefined: it has not been looked at yet. */
  readonly taken: TakenFile | undefined;
  readonly busy: boolean;
}

function GivenFileRow({ file, taken, busy }: GivenFileRowProps) {
  const { name, blob } = file;
  const useless = taken !== undefined && ['foreign', 'sentences', 'unused'].includes(taken.role);
  return (
    <div className={styles.file} data-useless={useless || undefined}>
      <div className={styles.what}>
        <ShortName name={name} most={60} className={styles.name} />
        <Note as="span" size="xs">
          {taken ? roleText(taken) : 'checking …'} · {formatBytes(blob.size)}
        </Note>
      </div>
      <button
        type="button"
        className={`${controls.chip} ${controls.small}`}
        aria-label={`Remove ${shortName(name)}`}
        disabled={busy}
        onClick={() => useNewModel.getState().removeFile(file)}
      >
        Remove
      </button>
    </div>
  );
}

/** Which files gave way to others, and the way back. */
function Exchanged() {
  const told = useNewModel((state) => state.exchanged);
  const canUndo = useNewModel((state) => state.before !== null);
  const undo = (
    <button type="button" className={controls.chip} onClick={() => useNewModel.getState().undoExchange()}>
      Undo
    </button>
  );
  return (
    <div role="status" aria-label="Replaced files" className={styles.exchanged} data-empty={told.length === 0 || undefined}>
      {told.length > 0 && (
        <Callout tone="sunken" actions={canUndo ? undo : undefined}>
          {told.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Callout>
      )}
    </div>
  );
}
