import controls from '../controls.module.css';
import { DownloadIcon } from './icons.tsx';

interface SaveFigureProps {
  /** Of the figure. */
  readonly title: string;
  readonly onSave: () => void;
}

/** Opens the choice of formats for one figure. */
export function SaveFigure({ title, onSave }: SaveFigureProps) {
  return (
    <button
      type="button"
      className={`${controls.quiet} screen-only`}
      aria-haspopup="dialog"
      aria-label={`Save “${title}” as a figure`}
      title="SVG, PNG or PDF, in the size of your paper"
      onClick={onSave}
    >
      <DownloadIcon />
      Save
    </button>
  );
}
