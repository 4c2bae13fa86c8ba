import { useNewModel } from '../../../state/models/index.ts';
import { ScrollArea } from '../../../ui/controls/scroll-area.tsx';
import { ShortName } from '../../../ui/controls/short-name.tsx';
import { formatBytes } from '../../../ui/text/format-number.ts';
import styles from './given-files.module.css';

/** What was given, to be taken into account or not: a folder may hold more than one model. */
export function GivenFiles() {
  const files = useNewModel((state) => state.files);
  const leftOut = useNewModel((state) => state.leftOut);
  const { leaveOut } = useNewModel.getState();
  if (files.length < 2) return null;
  return (
    <fieldset className={styles.files}>
      <legend className={styles.legend}>Files taken into account</legend>
      <ScrollArea label="Files given" maxHeight="16rem">
        {files.map(({ name, bytes }) => (
          <label key={name} className={styles.file}>
            <input
              type="checkbox"
              checked={!leftOut.includes(name)}
              onChange={(event) => leaveOut(name, !event.target.checked)}
            />
            <ShortName name={name} /> <span className={styles.size}>{formatBytes(bytes.length)}</span>
          </label>
        ))}
      </ScrollArea>
    </fieldset>
  );
}
