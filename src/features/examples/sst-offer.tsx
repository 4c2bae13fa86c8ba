import { useExamples } from '../../state/examples/index.ts';
import sst from '../../state/examples/sst-constants.json';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import controls from '../../ui/controls.module.css';
import { Note, Stack } from '../../ui/layout/index.ts';
import { FileButton } from './file-button.tsx';
import styles from './sst-offer.module.css';

const kilobytes = (bytes: number): number => Math.round(bytes / 1000);
const HOST = new URL(sst.url).host;

/** Shown where the test set is neither on this site nor kept in this browser: nothing is fetched until the person asks. */
export function SstOffer() {
  const state = useExamples((examples) => examples.sst);
  if (state.status === 'looking' || state.status === 'present') {
    return <Note>Looking for the test set on this site …</Note>;
  }
  return (
    <Stack gap={4} className={styles.offer}>
      <Note>
        The test set of the Stanford Sentiment Treebank: 2,210 sentences from film reviews with five labels, as{' '}
        <a href="https://github.com/ArrasL/LRP_for_LSTM" target="_blank" rel="noreferrer">
          Arras et al.
        </a>{' '}
        published them with the method. Terms: free for academic use only. This site does not carry it; once downloaded, it is
        kept in this browser.
      </Note>
      {state.status === 'downloading' ? <Downloading loadedBytes={state.progress.loadedBytes} /> : <Start />}
      {state.status === 'absent' && state.error && <ErrorBanner title="The download failed" error={state.error} />}
      <Note>
        Or drop {sst.fileName} anywhere on this panel, or{' '}
        <FileButton className={controls.link ?? ''} label={`choose ${sst.fileName}`} />.
      </Note>
    </Stack>
  );
}

function Start() {
  const download = useExamples((state) => state.download);
  const failed = useExamples((state) => state.sst.status === 'absent' && state.sst.error !== null);
  return (
    <button type="button" className={`${controls.button} ${controls.primary} ${styles.download}`} onClick={() => void download()}>
      {failed ? 'Try again' : 'Download'} ({kilobytes(sst.bytes)} KB from {HOST})
    </button>
  );
}

function Downloading({ loadedBytes }: { readonly loadedBytes: number }) {
  const cancelDownload = useExamples((state) => state.cancelDownload);
  const [loaded, total] = [kilobytes(loadedBytes), kilobytes(sst.bytes)];
  return (
    <Stack gap={2}>
      <progress className={controls.progress} aria-label="Download of the test set" value={loaded} max={total} />
      <Note as="span">
        {loaded} of {total} KB
      </Note>
      <button type="button" className={controls.button} onClick={cancelDownload}>
        Cancel
      </button>
    </Stack>
  );
}
