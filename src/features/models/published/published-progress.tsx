import { type FileProgress, UPSTREAM_HOST } from '../../../state/published/index.ts';
import { CheckIcon } from '../../../ui/controls/icons.tsx';
import controls from '../../../ui/controls.module.css';
import { Callout, Note, Stack } from '../../../ui/layout/index.ts';
import { CancelButton } from './published-cancel.tsx';
import styles from './published-progress.module.css';
import { byteSize } from './published-size.ts';

/** How far each file has come. */
export function PublishedProgress({ files }: { readonly files: readonly FileProgress[] }) {
  const at = files.findIndex(({ done }) => !done);
  return (
    <Callout tone="framed">
      <Stack>
        <p role="status">
          Fetching file {(at < 0 ? files.length - 1 : at) + 1} of {files.length} from {UPSTREAM_HOST} …
        </p>
        <Stack as="ul" gap={2}>
          {files.map((progress) => (
            <FileRow key={progress.file.path} {...progress} />
          ))}
        </Stack>
        <div>
          <CancelButton />
        </div>
      </Stack>
    </Callout>
  );
}

function FileRow({ file, loadedBytes, totalBytes, done }: FileProgress) {
  return (
    <li className={styles.file}>
      <span>{file.path}</span>
      <progress className={`${controls.progress} ${styles.bar}`} aria-label={file.path} value={loadedBytes} max={totalBytes} />
      <Note as="span" className={styles.bytes}>
        {byteSize(loadedBytes)} of {byteSize(totalBytes)}
      </Note>
      <span className={styles.mark}>
        {done && (
          <>
            <CheckIcon />
            <span className="visually-hidden">fetched</span>
          </>
        )}
      </span>
    </li>
  );
}
