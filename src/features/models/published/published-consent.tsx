import { type KnownFile, UPSTREAM_HOST, usePublished } from '../../../state/published/index.ts';
import controls from '../../../ui/controls.module.css';
import { Callout, DataTable, Row, Stack, Title } from '../../../ui/layout/index.ts';
import { formatMegabytes } from '../../../ui/text/format-number.ts';
import { CancelButton } from './published-cancel.tsx';
import styles from './published-consent.module.css';
import { fileSize } from './published-size.ts';

/** What will be fetched, from where, and what becomes of it: nothing is asked of that host before the button is pressed. */
export function PublishedConsent({ files }: { readonly files: readonly KnownFile[] }) {
  const run = usePublished((state) => state.run);
  const size = `about ${formatMegabytes(files.reduce((sum, { bytes }) => sum + bytes, 0))} MB`;
  const count = files.length === 1 ? 'one file' : `${files.length === 4 ? 'four' : files.length} files`;
  return (
    <Callout tone="framed">
      <Stack>
        <Title as="p">
          Fetch {count}, {size}, from {UPSTREAM_HOST}?
        </Title>
        <DataTable look="lined" className={styles.files}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">File</th>
              <th scope="col">Size</th>
              <th scope="col">How it is checked</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.path}>
                <th scope="row">{file.path}</th>
                <td className={styles.size}>{fileSize(file)}</td>
                <td className={styles.check}>
                  {file.sha256 === null
                    ? 'its SHA-256 is not known here: checked by length and shape, and by the published figures'
                    : 'checked by SHA-256'}
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
        <Stack as="ul" gap={1} className={styles.terms}>
          <li>Only the requests for these files are sent: no cookies, and none of your sentences. The host belongs to GitHub.</li>
          <li>Model and test set are kept in this browser, until you remove them.</li>
          <li>
            The authors’ terms: free for academic use only. Please cite{' '}
            <a href="https://doi.org/10.18653/v1/W17-5221" target="_blank" rel="noreferrer">
              Arras et al. 2017
            </a>{' '}
            and, for the model,{' '}
            <a href="https://doi.org/10.18653/v1/N16-1082" target="_blank" rel="noreferrer">
              Li et al. 2016
            </a>
            .
          </li>
        </Stack>
        <Row gap={2}>
          <button type="button" className={`${controls.button} ${controls.primary}`} onClick={() => void run()}>
            Fetch {size}
          </button>
          <CancelButton label="Not now" />
        </Row>
      </Stack>
    </Callout>
  );
}
