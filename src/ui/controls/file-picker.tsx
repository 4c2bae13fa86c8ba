import type { ReactNode } from 'react';
import styles from './file-picker.module.css';

interface FilePickerProps {
  readonly label: ReactNode;
  readonly className: string;
  readonly title?: string;
  readonly accept?: string;
  readonly multiple?: boolean;
  /** Asks for a folder and gives all files in it. */
  readonly folder?: boolean;
  /** Called with one file at least. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** Opens the system's file dialogue; the files are read in the page and go nowhere. */
export function FilePicker({ label, className, title, accept, multiple, folder, onFiles }: FilePickerProps) {
  return (
    <label className={`${styles.button} ${className}`} title={title}>
      {label}
      <input
        type="file"
        accept={accept}
        multiple={multiple}
        className="visually-hidden"
        {...(folder ? { webkitdirectory: '' } : {})}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) onFiles(files);
          // So that the same file, mended, can be chosen again.
          event.target.value = '';
        }}
      />
    </label>
  );
}
