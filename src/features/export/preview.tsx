import { useEffect, useState } from 'react';
import type { PreparedFile } from './formats.ts';
import styles from './preview.module.css';

/** By then the figure is fetched, or another is on show. */
const KEPT_MS = 10_000;

/** As much of a text as is shown: the rest is in the file. */
const MOST_CHARACTERS = 6000;

/** What the file will look like: the picture, or the beginning of the text. */
export function Preview({ file }: { readonly file: PreparedFile | null }) {
  return (
    <section className={styles.preview} aria-label="Preview" data-picture={file?.picture !== null || undefined} {...FOCUSABLE}>
      {file && (file.picture === null ? <Source file={file} /> : <Picture source={file.picture} />)}
    </section>
  );
}

/** What scrolls is reached by keyboard. */
const FOCUSABLE = { tabIndex: 0 } as const;

function Source({ file }: { readonly file: PreparedFile }) {
  const text = file.text ?? '';
  return (
    <pre className={styles.source} dir="ltr">
      {text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}\n…` : text}
    </pre>
  );
}

function Picture({ source }: { readonly source: string }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }));
    setUrl(made);
    // Another may come while this one is being fetched: to take it away at once would be an error.
    return () => void setTimeout(() => URL.revokeObjectURL(made), KEPT_MS);
  }, [source]);
  return url && <img className={styles.picture} src={url} alt="The figure as it will be exported" />;
}
