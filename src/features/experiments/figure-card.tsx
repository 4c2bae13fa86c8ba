import { createContext, type ReactNode, useContext, useRef } from 'react';
import controls from '../../ui/controls.module.css';
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
  /** With an <svg>, the first of which can be saved. */
  readonly children: ReactNode;
}

/** One figure of an experiment, to be saved as it stands. */
export function FigureCard({ title, name, note, children }: FigureCardProps) {
  const body = useRef<HTMLDivElement>(null);
  const { provenance, fileName } = useContext(FigureContext);
  const save = () => {
    const svg = body.current?.querySelector('svg[role]');
    if (svg instanceof SVGSVGElement) {
      saveFile({ blob: svgFile(svg, title, provenance), name: `${fileName}-${name}.svg` });
    }
  };
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        <button type="button" className={`${controls.quiet} ${styles.save}`} aria-label={`Save “${title}” as SVG`} onClick={save}>
          Save SVG
        </button>
      </header>
      {note && <p className={styles.note}>{note}</p>}
      <div ref={body}>{children}</div>
    </section>
  );
}
