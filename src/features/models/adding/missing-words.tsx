import { fromPicker, useNewModel } from '../../../state/models/index.ts';
import { FilePicker } from '../../../ui/controls/file-picker.tsx';
import controls from '../../../ui/controls.module.css';
import { Note, Row } from '../../../ui/layout/index.ts';

/** Where there is no vocabulary: its file is added, or the one index fetched that many models are made with and few come with. */
export function MissingWords() {
  const missing = useNewModel((state) => state.inspection?.vocabulary.startsWith('none') ?? false);
  const busy = useNewModel((state) => state.status === 'reading');
  const ofKeras = useNewModel((state) => state.inspection?.format.startsWith('Keras') ?? false);
  const { addFiles, fetchImdbIndex } = useNewModel.getState();
  if (!missing) return null;
  return (
    <Row as="fieldset">
      <legend className="visually-hidden">Add the vocabulary</legend>
      <FilePicker
        label="Add the vocabulary"
        className={controls.button ?? ''}
        multiple
        onFiles={(files) => void addFiles(fromPicker(files))}
      />
      {ofKeras && (
        <>
          <button type="button" className={controls.button} disabled={busy} onClick={() => void fetchImdbIndex()}>
            Fetch Keras’ IMDB word index
          </button>
          <Note size="xs">
            For models trained on Keras’ IMDB reviews: 1.6 MB from storage.googleapis.com, which learns your address by it. You
            can also download imdb_word_index.json yourself and add it.
          </Note>
        </>
      )}
    </Row>
  );
}
