import { useState } from 'react';
import controls from '../../ui/controls.module.css';
import { Row } from '../../ui/layout/index.ts';
import { saveFile } from '../../ui/text/save-file.ts';
import { FIGURE_KINDS, type FigureKind, type FigureSource, figureFile } from './figure-files.ts';

/** Saves one method's figure: four buttons, and what became of it. */
export function SaveFigure(source: FigureSource) {
  const [message, setMessage] = useState('');
  const save = async (kind: FigureKind) => {
    try {
      const file = await figureFile(kind, source);
      saveFile(file);
      setMessage(`Saved as ${file.name}`);
    } catch (error) {
      setMessage(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Row gap={1} role="group" aria-label={`Save the figure of ${source.label}`}>
      {FIGURE_KINDS.map(({ id, label, title }) => (
        <button key={id} type="button" className={controls.chip} title={title} onClick={() => void save(id)}>
          {label}
        </button>
      ))}
      <span role="status" className={message ? undefined : 'visually-hidden'}>
        {message}
      </span>
    </Row>
  );
}
