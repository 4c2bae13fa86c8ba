import { useNumbersLink } from '../../state/numbers/index.ts';
import { FilePicker } from '../../ui/controls/file-picker.tsx';
import controls from '../../ui/controls.module.css';
import { Callout, Note, Row } from '../../ui/layout/index.ts';
import { shortName } from '../../ui/text/short-name.ts';

const WHAT = { sequences: 'the file', vectors: 'the word vectors' };

/** What the link that was opened needs and does not hold. */
export function AwaitedFile() {
  const awaited = useNumbersLink((state) => state.awaited);
  const other = useNumbersLink((state) => state.other);
  const give = useNumbersLink((state) => state.give);
  const dismiss = useNumbersLink((state) => state.dismiss);
  if (!awaited) return null;
  const name = shortName(awaited.name);
  return (
    <Callout tone="accent" role="status">
      <Note>
        This link needs {WHAT[awaited.kind]} “{name}” (SHA-256 {awaited.digits}…): choose it, and the page takes up where the link
        left off.
      </Note>
      {other && (
        <Note>
          “{shortName(other.name)}” is another file: its SHA-256 begins with {other.digits}.
        </Note>
      )}
      <Row gap={2} above={2}>
        <FilePicker
          label={`Choose ${name} …`}
          className={`${controls.button} ${controls.primary}`}
          accept={awaited.kind === 'vectors' ? '.vec,.txt' : '.csv,.tsv,.tab,.txt,.json,.npy'}
          onFiles={([file]) => file && void give(file)}
        />
        <button type="button" className={controls.quiet} onClick={dismiss}>
          Go on without it
        </button>
      </Row>
    </Callout>
  );
}
