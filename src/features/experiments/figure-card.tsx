import { createContext, type ReactNode, useContext, useRef } from 'react';
import controls from '../../ui/controls.module.css';
import { Card, Note, Row, Title } from '../../ui/layout/index.ts';
import { saveFile } from '../../ui/text/save-file.ts';
import styles from './figure-card.module.css';
import { svgFile } from './svg-file.ts';

export interface FigureSource {
  /** Where the figures come from, a line a topic. */
  readonly provenance: readonly string[];
  /** Begins the names of files. */
  readonly fileName: string;
}

/** What the cards within are figures of. */
export const FigureContext = createContext<FigureSource>({ provenance: [], fileName: 'lrp-lens' });

interface FigureCardProps {
  readonly title: string;
  /** In the name of its file: lower case with hyphens. */
  readonly name: string;
  /** How to read it. */
  readonly note?: ReactNode;
  /** As wide as all figures. */
  readonly wide?: boolean;
  /** With an <svg>, the first of which can be saved. */
  readonly children: ReactNode;
}

/** One figure of an experiment, to be saved as it stands. */
export function FigureCard({ title, name, note, wide = false, children }: FigureCardProps) {
  const body = useRef<HTMLDivElement>(null);
  const { provenance, fileName } = useContext(FigureContext);
  const save = () => {
    const svg = body.current?.querySelector('svg[role]');
    if (svg instanceof SVGSVGElement) {
      saveFile({ blob: svgFile(svg, title, provenance), name: `${fileName}-${name}.svg` });
    }
  };
  return (
    <Card as="section" aria-label={title} className={wide ? styles.wide : undefined}>
      <Row as="header" spread className={styles.head}>
        <Title>{title}</Title>
        <button type="button" className={`${controls.quiet} ${styles.save}`} aria-label={`Save “${title}” as SVG`} onClick={save}>
          Save SVG
        </button>
      </Row>
      {note && <Note below={2}>{note}</Note>}
      <div ref={body}>{children}</div>
    </Card>
  );
}
