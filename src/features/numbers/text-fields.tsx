import { useState } from 'react';
import type { SequenceFile } from '../../engine/numbers-protocol.ts';
import { useNumbersFile } from '../../state/numbers/index.ts';
import { Check } from '../../ui/controls/check.tsx';
import { FilePicker } from '../../ui/controls/file-picker.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import controls from '../../ui/controls.module.css';
import { Field, Note, Row, Stack } from '../../ui/layout/index.ts';
import { shortName } from '../../ui/text/short-name.ts';

type Kind = 'characters' | 'words';

/** Text whose characters or words become the rows that the model reads. */
export function TextFields({ width }: { readonly width: number }) {
  const takeText = useNumbersFile((state) => state.takeText);
  const [text, setText] = useState('');
  const [kind, setKind] = useState<Kind>('characters');
  const [alphabet, setAlphabet] = useState('');
  const [vectors, setVectors] = useState<SequenceFile | null>(null);
  const [lowercase, setLowercase] = useState(true);
  const characters = Array.from(alphabet).length;
  const isReady = text.trim() !== '' && (kind === 'characters' ? alphabet !== '' : vectors !== null);
  const read = () => {
    if (kind === 'words' && vectors) return void takeText(text, { vectors: { kind, file: vectors, lowercase } });
    if (kind === 'characters') void takeText(text, { vectors: { kind, alphabet } });
  };
  const keepVectors = async (file: File) => setVectors({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  return (
    <Stack gap={3} above={2}>
      <Field label="Text" hint="Each line is a sequence.">
        {(id, hintId) => (
          <textarea
            id={id}
            aria-describedby={hintId}
            className={controls.input}
            rows={2}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Segmented
        label="What becomes a row"
        value={kind}
        segments={[
          { value: 'characters', label: 'Each character' },
          { value: 'words', label: 'Each word' },
        ]}
        onChange={setKind}
      />
      {kind === 'characters' ? (
        <Field
          label="Alphabet"
          hint={`The characters in the model’s order, without anything between: ${characters} of ${width}. Python scripts mostly use sorted(set(text)).`}
        >
          {(id, hintId) => (
            <input
              id={id}
              aria-describedby={hintId}
              className={controls.input}
              spellCheck={false}
              value={alphabet}
              onChange={(event) => setAlphabet(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <Row gap={3}>
          <FilePicker
            label={vectors ? shortName(vectors.name, 30) : 'File of word vectors …'}
            className={controls.button ?? ''}
            accept=".vec,.txt"
            onFiles={([file]) => file && void keepVectors(file)}
          />
          <Check checked={lowercase} onChange={() => setLowercase(!lowercase)}>
            in lower case
          </Check>
          <Note size="xs">A word and {width} numbers on each line, as GloVe and fastText write them.</Note>
        </Row>
      )}
      <div>
        <button type="button" className={controls.button} disabled={!isReady} onClick={read}>
          Explain this text
        </button>
      </div>
    </Stack>
  );
}
