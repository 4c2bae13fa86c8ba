import { createContext, type ReactNode, useContext, useLayoutEffect } from 'react';
import { type FigureToSave, useFigureToSave } from '../../state/figures/index.ts';
import { SaveFigure } from '../../ui/controls/save-figure.tsx';
import { Card, Note, Row, Title } from '../../ui/layout/index.ts';
import { drawOnPaper } from '../../ui/paper/draw-on-paper.tsx';
import styles from './figure-card.module.css';

export interface FigureSource {
  /** Where the figures come from, a line a topic. */
  readonly footer: readonly string[];
  /** The same for programs. */
  readonly provenance: unknown;
  /** Begins the names of files. */
  readonly fileName: string;
  /** A report asks for all of them. */
  readonly collect?: (figure: FigureToSave) => void;
}

/** What the cards within are figures of. */
export const FigureContext = createContext<FigureSource>({ footer: [], provenance: null, fileName: 'lrp-lens' });

interface FigureCardProps {
  readonly title: string;
  /** In the name of its file: lower case with hyphens. */
  readonly name: string;
  /** How to read it. */
  readonly note?: string;
  /** What can be done with it on the page. */
  readonly hint?: string;
  /** As wide as all figures. */
  readonly wide?: boolean;
  /** Drawn anew for a file, without what is there to be pressed. */
  readonly children: ReactNode;
}

/** One figure of an experiment, which can be saved. */
export function FigureCard({ title, name, note = '', hint = '', wide = false, children }: FigureCardProps) {
  const { fileName, collect, footer, provenance } = useContext(FigureContext);
  const saveFigure = useFigureToSave((state) => state.save);
  const figure: FigureToSave = {
    title,
    caption: note,
    fileName: `${fileName}-${name}`,
    origin: { footer, provenance },
    draw: (width) => drawOnPaper(children, width),
  };
  useLayoutEffect(() => {
    collect?.(figure);
  });
  return (
    <Card as="section" aria-label={title} className={wide ? styles.wide : undefined}>
      <Row as="header" spread className={styles.head}>
        <Title>{title}</Title>
        <SaveFigure title={title} onSave={() => saveFigure(figure)} />
      </Row>
      {(note || hint) && <Note below={2}>{[note, hint].filter(Boolean).join(' ')}</Note>}
      {children}
    </Card>
  );
}
