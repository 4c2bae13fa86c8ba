import { useExamples } from '../../state/examples-store.ts';
import styles from './file-button.module.css';

interface FileButtonProps {
  readonly label: string;
  readonly className: string;
}

/** Opens the system's file dialogue; the file is read in the page and goes nowhere. */
export function FileButton({ label, className }: FileButtonProps) {
  const takeFile = useExamples((state) => state.takeFile);
  return (
    <label
      className={`${styles.button} ${className}`}
      title="Sentences in the form of sequence_test.txt: label 1 to 5, a tab, words separated by “ | ”. The file stays on this device."
    >
      {label}
      <input
        type="file"
        accept=".txt,.tsv,text/plain"
        className="visually-hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void takeFile(file);
          // So that the same file, mended, can be chosen again.
          event.target.value = '';
        }}
      />
    </label>
  );
}
