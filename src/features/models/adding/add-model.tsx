import { useId } from 'react';
import { fromPicker, useNewModel } from '../../../state/models/index.ts';
import { FilePicker } from '../../../ui/controls/file-picker.tsx';
import controls from '../../../ui/controls.module.css';
import { Note, Row } from '../../../ui/layout/index.ts';
import styles from './add-model.module.css';

/** Where files are chosen; they can be dropped here as anywhere on the page. */
export function AddModel() {
  const hintId = useId();
  const take = (files: readonly File[]) => void useNewModel.getState().take(fromPicker(files));
  return (
    <div className={styles.zone}>
      <p className={styles.call}>Drop its files, its folder or a zip of them anywhere on this page, or</p>
      <Row as="fieldset" gap={2} className={styles.pickers} aria-describedby={hintId}>
        <legend className="visually-hidden">Choose the files of a model</legend>
        <FilePicker label="Choose files" className={controls.button ?? ''} multiple onFiles={take} />
        <FilePicker label="Choose a folder" className={controls.button ?? ''} folder onFiles={take} />
      </Row>
      <Note as="div" id={hintId} className={styles.hint}>
        <p>
          Any recurrent classifier: LSTM, GRU or simple RNN layers in one direction or two, with the layers before and after them,
          and its vocabulary if it reads words. Add the files in any order, from PyTorch (<code>.pt</code>,{' '}
          <code>.safetensors</code>), Keras (<code>.keras</code>, <code>.h5</code>), NumPy (<code>.npz</code>), the folder of the
          reference program (<code>vocab</code>, <code>model</code>, <code>embeddings.npy</code>), or a model exported here.
        </p>
        <p>The files are read in your browser. Nothing in them is executed, and nothing is uploaded.</p>
      </Note>
    </div>
  );
}
