import type { ReactNode } from 'react';
import { fromPicker, useNewModel } from '../../../state/models/index.ts';
import { FilePicker } from '../../../ui/controls/file-picker.tsx';
import controls from '../../../ui/controls.module.css';
import { Callout, Fact, Facts, Note, Row, Stack, Title } from '../../../ui/layout/index.ts';
import { missingTitle } from './file-roles.ts';
import styles from './missing-parts.module.css';

/** What a file of words looks like, and one of weights, as programs write them. */
const KINDS: Readonly<Record<'vocabulary' | 'weights', readonly (readonly [kind: string, look: ReactNode])[]>> = {
  vocabulary: [
    [
      'Keras',
      <>
        <code>tokenizer.pkl</code>: the Tokenizer, as <code>pickle.dump</code> or <code>to_json</code> writes it
      </>,
    ],
    [
      'Text',
      <>
        <code>vocab.txt</code>: one word per line, in the order of their ids
      </>,
    ],
    [
      'JSON',
      <>
        <code>{'{"the": 1, "film": 2}'}</code>, or a list of words; a pickle of either
      </>,
    ],
  ],
  weights: [
    [
      'PyTorch',
      <>
        <code>.pt</code>, <code>.pth</code> or <code>.bin</code>, as <code>torch.save</code> writes it; <code>.safetensors</code>
      </>,
    ],
    [
      'Keras',
      <>
        <code>.keras</code>, <code>.h5</code> or <code>.weights.h5</code>
      </>,
    ],
    [
      'NumPy',
      <>
        <code>.npz</code> of named arrays
      </>,
    ],
  ],
};

/** What the files lack to be a model, beside what is there: what it looks like, and how to do without it where that can be. */
export function MissingPartsNote() {
  const missing = useNewModel((state) => state.missing);
  const withoutWords = useNewModel((state) => state.withoutWords);
  if (!missing) return null;
  if (missing.optional && withoutWords) return <WordsLater />;
  const kinds = missing.roles.length === 1 && missing.roles[0] === 'vocabulary' ? KINDS.vocabulary : KINDS.weights;
  const isKnown = kinds === KINDS.vocabulary || missing.names.some((name) => name.startsWith('one *'));
  return (
    <Callout tone="framed" role="status" aria-label="What is still missing" className={styles.missing}>
      <Title as="p">{missingTitle(missing)}</Title>
      {isKnown && (
        <>
          <p>{kinds === KINDS.vocabulary ? 'It says which word each row of the embedding is:' : 'Any of these will do:'}</p>
          <Facts names="s" gap={1}>
            {kinds.map(([kind, look]) => (
              <Fact key={kind} name={kind}>
                {look}
              </Fact>
            ))}
          </Facts>
        </>
      )}
      <Row gap={2} above={2}>
        <AddPart label={kinds === KINDS.vocabulary ? 'Add the vocabulary' : 'Add what is missing'} primary />
        {missing.optional && (
          <button type="button" className={controls.button} onClick={() => useNewModel.getState().goOnWithoutWords()}>
            Continue without a vocabulary
          </button>
        )}
        {kinds === KINDS.vocabulary && <ImdbIndex />}
      </Row>
      {missing.optional && (
        <Note size="xs">
          Without one, words are named by their ids, such as #17, and ids are what you type. A vocabulary can be added later.
        </Note>
      )}
      {kinds === KINDS.vocabulary && <AboutImdbIndex />}
    </Callout>
  );
}

/** For a model that is used without a vocabulary. */
function WordsLater() {
  return (
    <Stack gap={1}>
      <Row gap={2}>
        <AddPart label="Add the vocabulary" />
        <ImdbIndex />
      </Row>
      <AboutImdbIndex />
    </Stack>
  );
}

function AddPart({ label, primary = false }: { readonly label: string; readonly primary?: boolean }) {
  return (
    <FilePicker
      label={label}
      className={`${controls.button} ${primary ? controls.primary : ''}`}
      multiple
      onFiles={(files) => void useNewModel.getState().take(fromPicker(files))}
    />
  );
}

const useIsOfKeras = () => useNewModel((state) => state.inspection?.format.startsWith('Keras') ?? false);

/** What the button beside it does. */
function AboutImdbIndex() {
  if (!useIsOfKeras()) return null;
  return (
    <Note size="xs">
      Keras’ IMDB word index is for models trained on Keras’ IMDB reviews: 1.6 MB from storage.googleapis.com, which then sees
      your IP address. You can also download imdb_word_index.json yourself and add it.
    </Note>
  );
}

/** The one index that many models are made with and few come with. */
function ImdbIndex() {
  const busy = useNewModel((state) => state.status === 'reading');
  if (!useIsOfKeras()) return null;
  return (
    <button
      type="button"
      className={controls.button}
      disabled={busy}
      onClick={() => void useNewModel.getState().fetchImdbIndex()}
    >
      Fetch Keras’ IMDB word index
    </button>
  );
}
