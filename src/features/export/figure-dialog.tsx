import { useMemo } from 'react';
import { type FigureToSave, useFigureToSave } from '../../state/figures/index.ts';
import { Dialog } from '../../ui/controls/dialog.tsx';
import styles from './export-button.module.css';
import { ExportPanel } from './export-panel.tsx';
import { figureSubject } from './formats.ts';

/** The panel of formats for whatever else is drawn; opened by the figures themselves. */
export function FigureDialog() {
  const figure = useFigureToSave((state) => state.figure);
  const close = useFigureToSave((state) => state.close);
  return (
    <Dialog open={figure !== null} title="Save this figure" onClose={close}>
      <div className={styles.content}>{figure && <FigurePanel figure={figure} />}</div>
    </Dialog>
  );
}

function FigurePanel({ figure }: { readonly figure: FigureToSave }) {
  const subject = useMemo(() => figureSubject(figure), [figure]);
  return <ExportPanel subject={subject} />;
}
