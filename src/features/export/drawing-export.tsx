import { useState } from 'react';
import type { DrawingExportProps } from '../../state/inside/index.ts';
import controls from '../../ui/controls.module.css';
import { Row } from '../../ui/layout/index.ts';
import { saveFile } from '../../ui/text/save-file.ts';
import { drawPng } from './draw-png.ts';
import { drawingFacts, drawingFileName } from './drawing-facts.ts';
import { explainFailure } from './export-error.ts';

type Kind = 'svg' | 'png' | 'html';

const KINDS: readonly { readonly id: Kind; readonly label: string; readonly title: string }[] = [
  { id: 'svg', label: 'SVG', title: 'The step that is shown, as a drawing for papers' },
  { id: 'png', label: 'PNG', title: 'The step that is shown, as a picture for slides' },
  { id: 'html', label: 'Animation', title: 'The whole way, as an HTML page of its own that plays it, without a connection too' },
];

/** Saves what is drawn of one sentence: three buttons, and what became of it. */
export function DrawingExport(props: DrawingExportProps) {
  const [message, setMessage] = useState('');
  const save = async (kind: Kind) => {
    try {
      const name = drawingFileName(props, kind);
      saveFile({ blob: await make(kind, props), name });
      setMessage(`Saved as ${name}`);
    } catch (error) {
      setMessage(explainFailure(error));
    }
  };
  return (
    <Row gap={1} role="group" aria-label="Save the drawing">
      {KINDS.map(({ id, label, title }) => (
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

async function make(kind: Kind, props: DrawingExportProps): Promise<Blob> {
  const facts = drawingFacts(props, { version: import.meta.env.APP_VERSION, date: new Date() });
  if (kind === 'html') return new Blob([props.drawPage(facts)], { type: 'text/html;charset=utf-8' });
  const drawn = props.drawSvg(facts);
  if (kind === 'svg') return new Blob([drawn.source], { type: 'image/svg+xml;charset=utf-8' });
  const texts = { Title: props.title, Software: 'LRP Lens', Comment: facts.footer.join('\n') };
  return (await drawPng(drawn, texts)).blob;
}
