import { useNewModel } from '../../../state/models/index.ts';
import { Check } from '../../../ui/controls/check.tsx';
import { ShortName } from '../../../ui/controls/short-name.tsx';
import { Note, ScrollArea, Stack } from '../../../ui/layout/index.ts';
import { formatBytes } from '../../../ui/text/format-number.ts';
import styles from './given-files.module.css';

/** What was given, to be taken into account or not: a folder may hold more than one model. */
export function GivenFiles() {
  const files = useNewModel((state) => state.files);
  const leftOut = useNewModel((state) => state.leftOut);
  const { leaveOut } = useNewModel.getState();
  if (files.length < 2) return null;
  return (
    <Stack as="fieldset" gap={1} className={styles.files}>
      <legend className={styles.legend}>Files taken into account</legend>
      <ScrollArea label="Files given" maxHeight="16rem">
        {files.map(({ name, blob }) => (
          <Check
            key={name}
            className={styles.file}
            checked={!leftOut.includes(name)}
            onChange={(event) => leaveOut(name, !event.target.checked)}
          >
            <ShortName name={name} />{' '}
            <Note as="span" className={styles.size}>
              {formatBytes(blob.size)}
            </Note>
          </Check>
        ))}
      </ScrollArea>
    </Stack>
  );
}
