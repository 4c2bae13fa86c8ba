import { useRef } from 'react';
import { type SetId, useExamples } from '../../state/examples/index.ts';
import { dataShown, useExperiments } from '../../state/experiments/index.ts';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import controls from '../../ui/controls.module.css';
import { Field } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';

const SETS: readonly { readonly id: SetId; readonly name: string }[] = [
  { id: 'sst', name: 'SST test set' },
  { id: 'built-in', name: 'Built-in sentences' },
];

/** Which sentences: SST, the built-in ones, or the person's own file, which is the one that Explain lists, too. */
export function DataChoice() {
  const chosen = useExperiments((state) => state.data);
  const setData = useExperiments((state) => state.setData);
  const sets = useExamples((state) => state.sets);
  const takeFile = useExamples((state) => state.takeFile);
  const fileError = useExamples((state) => state.fileError);
  const picker = useRef<HTMLInputElement>(null);
  const file = sets.file;
  const options = file ? [...SETS, { id: 'file' as const, name: file.name }] : SETS;

  return (
    <>
      <Field label="Data set">
        {(id) => (
          <select
            id={id}
            className={controls.input}
            value={chosen ?? dataShown()}
            onChange={({ target }) => {
              const id = options.find((option) => option.id === target.value)?.id;
              if (id) setData(id);
              else picker.current?.click();
            }}
          >
            {options.map(({ id, name }) => (
              <option key={id} value={id}>
                {shortName(name)}
                {sets[id] ? `, ${formatCount(sets[id].examples.length)}` : ' (not here)'}
              </option>
            ))}
            <option value="pick">{file ? 'Another file …' : 'Your file …'}</option>
          </select>
        )}
      </Field>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label="File of sentences"
        onChange={({ target }) => {
          const [given] = target.files ?? [];
          if (given) void takeFile(given);
          target.value = '';
        }}
      />
      {fileError && <ErrorBanner title="The file could not be read" error={fileError} note="The data set has not changed." />}
    </>
  );
}
