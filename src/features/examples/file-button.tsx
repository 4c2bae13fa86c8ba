import { useExamples } from '../../state/examples-store.ts';
import { FilePicker } from '../../ui/file-picker.tsx';

interface FileButtonProps {
  readonly label: string;
  readonly className: string;
}

/** Asks for a file of sentences. */
export function FileButton({ label, className }: FileButtonProps) {
  const takeFile = useExamples((state) => state.takeFile);
  return (
    <FilePicker
      label={label}
      className={className}
      title="Sentences in the form of sequence_test.txt: label 1 to 5, a tab, words separated by “ | ”. The file stays on this device."
      accept=".txt,.tsv,text/plain"
      onFiles={([file]) => file && void takeFile(file)}
    />
  );
}
