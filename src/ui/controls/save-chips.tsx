import { useState } from 'react';
import controls from '../controls.module.css';
import { Row } from '../layout/index.ts';
import { saveFile } from '../text/save-file.ts';

interface SavedKind {
  readonly label: string;
  /** What is in it. */
  readonly title: string;
  readonly name: string;
  readonly make: () => Blob | Promise<Blob>;
}

interface SaveChipsProps {
  readonly label: string;
  readonly kinds: readonly SavedKind[];
}

/** Saves something as one of several kinds of file: a button each, and what became of it. */
export function SaveChips({ label, kinds }: SaveChipsProps) {
  const [message, setMessage] = useState('');
  const save = async ({ name, make }: SavedKind) => {
    try {
      saveFile({ blob: await make(), name });
      setMessage(`Saved as ${name}`);
    } catch (error) {
      setMessage(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Row gap={1} role="group" aria-label={label}>
      {kinds.map((kind) => (
        <button key={kind.label} type="button" className={controls.chip} title={kind.title} onClick={() => void save(kind)}>
          {kind.label}
        </button>
      ))}
      <span role="status" className={message ? undefined : 'visually-hidden'}>
        {message}
      </span>
    </Row>
  );
}
