import { useState } from 'react';
import { engine, errorFields } from '../../../state/engine.ts';
import controls from '../../../ui/controls.module.css';
import { Note } from '../../../ui/layout/index.ts';
import { saveFile } from '../../../ui/text/save-file.ts';
import styles from './export-model.module.css';
import { packModel } from './pack-model.ts';

/** Downloads the model in use in this page's own format, which any copy of it, and the headless command, read again. */
export function ExportModel({ name }: { readonly name: string }) {
  const [state, setState] = useState<{ readonly busy: boolean; readonly told: string }>({ busy: false, told: '' });

  async function save(): Promise<void> {
    setState({ busy: true, told: '' });
    try {
      const packed = packModel(name, await engine().exportModel(new AbortController().signal));
      saveFile(packed);
      setState({ busy: false, told: `Saved as ${packed.name}.` });
    } catch (error) {
      setState({ busy: false, told: `It could not be exported: ${errorFields(error).problem}.` });
    }
  }

  return (
    <>
      <button
        type="button"
        className={controls.chip}
        aria-label={`Export ${name}`}
        title="Download it as a zip of config.json, model.safetensors and vocab.txt"
        aria-disabled={state.busy}
        onClick={() => !state.busy && void save()}
      >
        {state.busy ? 'Exporting …' : 'Export'}
      </button>
      <Note as="span" size="xs" role="status" className={styles.told}>
        {state.told}
      </Note>
    </>
  );
}
