import { describeTokenizer, isTokenizerKind, TOKENIZERS, usualRules } from '../../../engine/protocol.ts';
import { useNewModel } from '../../../state/models/index.ts';
import { Check } from '../../../ui/controls/check.tsx';
import controls from '../../../ui/controls.module.css';
import { Field } from '../../../ui/layout/index.ts';
import { shortName } from '../../../ui/text/short-name.ts';
import styles from './model-settings.module.css';

/** How texts become rows of the embedding, where the model reads words. */
export function WordSettings() {
  const options = useNewModel((state) => state.options);
  const settled = useNewModel((state) => state.settled);
  const firstWords = useNewModel((state) => state.inspection?.firstWords ?? NO_WORDS);
  const { change } = useNewModel.getState();
  const inForce = { ...settled, ...options };
  const { unkToken, paddingId } = inForce;
  const padding = paddingId === null || paddingId === undefined ? '' : String(paddingId);
  return (
    <>
      <WordsField />
      <IdShift />
      <Field
        beside
        label="Unknown words"
        hint={`The entry of the vocabulary they are read as; empty: ${inForce.dropsUnknown ? 'they are skipped' : 'a zero vector'}`}
      >
        {(id, hintId) => (
          <input
            id={id}
            aria-describedby={hintId}
            className={`${controls.input} ${styles.input}`}
            value={unkToken ?? ''}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change({ unkToken: event.target.value === '' ? null : event.target.value })}
          />
        )}
      </Field>
      <Field beside label="Padding entry" hint={paddingHint(padding, firstWords)}>
        {(id, hintId) => (
          <input
            id={id}
            aria-describedby={hintId}
            className={`${controls.input} ${styles.input}`}
            inputMode="numeric"
            value={Number.isNaN(paddingId) ? '' : padding}
            autoComplete="off"
            onChange={(event) => {
              const digits = event.target.value.replace(/\D/g, '').slice(0, 9);
              change({ paddingId: digits === '' ? null : Number(digits) });
            }}
          />
        )}
      </Field>
      {(unkToken ?? null) === null && (
        <Check
          className={styles.check}
          checked={inForce.dropsUnknown ?? false}
          onChange={(event) => change({ dropsUnknown: event.target.checked })}
        >
          Skip words that are not in the vocabulary
        </Check>
      )}
      <Check
        className={styles.check}
        checked={inForce.lowercase ?? false}
        onChange={(event) => change({ lowercase: event.target.checked })}
      >
        Lowercase words before looking them up
      </Check>
    </>
  );
}

/** How texts become words: chosen by the program that does the same. */
function WordsField() {
  const said = useNewModel((state) => state.options.tokenizer);
  const settled = useNewModel((state) => state.settled?.tokenizer);
  const rules = said ?? settled;
  return (
    <Field beside label="Words" hint={rules && describeTokenizer(rules)}>
      {(id, hintId) => (
        <select
          id={id}
          aria-describedby={hintId}
          className={`${controls.input} ${styles.input}`}
          value={rules?.kind ?? ''}
          onChange={({ target: { value } }) => {
            // A Tokenizer's own settings come back with its name.
            const own = settled?.kind === value ? settled : undefined;
            if (isTokenizerKind(value)) useNewModel.getState().change({ tokenizer: own ?? usualRules(value) });
          }}
        >
          {!rules && <option value="">not known yet</option>}
          {TOKENIZERS.map(({ kind, name }) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Asked of the one index whose ids programs move up. */
function IdShift() {
  const asked = useNewModel((state) => typeof state.inspection?.idShift === 'number');
  const shift = useNewModel((state) => state.options.idShift ?? state.inspection?.idShift ?? 0);
  if (!asked) return null;
  return (
    <Check
      className={styles.check}
      checked={shift > 0}
      onChange={({ target: { checked } }) => useNewModel.getState().change({ idShift: checked ? 3 : 0 })}
    >
      Ids are those of the index plus 3, as imdb.load_data gives them
    </Check>
  );
}

const NO_WORDS: readonly string[] = [];

function paddingHint(id: string, firstWords: readonly string[]): string {
  const word = id === '' ? undefined : firstWords[Number(id)];
  return `Id of the entry that stands for padding; leave empty if there is none${word === undefined ? '' : `. It is “${shortName(word)}”`}`;
}
