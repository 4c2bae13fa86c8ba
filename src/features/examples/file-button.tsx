import { useExamples } from '../../state/examples/index.ts';
import { FilePicker } from '../../ui/controls/file-picker.tsx';
import { FILE_TYPES, FORMATS_TAKEN } from './file-formats.ts';

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
      title={`${FORMATS_TAKEN} The file stays on this device.`}
      accept={FILE_TYPES}
      onFiles={([file]) => file && void takeFile(file)}
    />
  );
}
