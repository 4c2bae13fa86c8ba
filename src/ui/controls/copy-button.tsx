import { useState } from 'react';
import controls from '../controls.module.css';
import { useFading } from '../hooks/use-fading.ts';
import { Note } from '../layout/index.ts';
import { copyText } from '../text/copy-text.ts';
import styles from './copy-button.module.css';

interface CopyButtonProps {
  /** Called at the click. */
  readonly text: () => string;
  /** What is said once it is on the clipboard. */
  readonly done: string;
}

const SHOWN_MS = 4000;

/** Copies, and says whether it could. */
export function CopyButton({ text, done }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  useFading(said, SHOWN_MS, () => setSaid(''));
  const copy = async () => {
    setSaid('');
    const copied = await copyText(text());
    setSaid(copied ? done : 'The browser does not allow copying: select the text and copy it by hand.');
  };
  return (
    <div className={styles.copy}>
      <Note as="span" role="status">
        {said}
      </Note>
      <button type="button" className={controls.button} onClick={() => void copy()}>
        Copy
      </button>
    </div>
  );
}
