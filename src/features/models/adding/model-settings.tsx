import { describeTokenizer, isTokenizerKind, TOKENIZERS, usualRules } from '../../../engine/protocol.ts';
import { useNewModel } from '../../../state/models/index.ts';
import { Check } from '../../../ui/controls/check.tsx';
import controls from '../../../ui/controls.module.css';
import { Field, Stack } from '../../../ui/layout/index.ts';
import { shortName } from '../../../ui/text/short-name.ts';
import { GATE_ORDERS, gateOrderName } from './gate-orders.ts';
import styles from './model-settings.module.css';

/** What files do not say, or say wrongly. Each field shows what is in force; what the user says is looked at as it is typed. */
export function ModelSettings() {
  const options = useNewModel((state) => state.options);
  const settled = useNewModel((state) => state.settled);
  const firstWords = useNewModel((state) => state.inspection?.firstWords ?? NO_WORDS);
  const { change } = useNewModel.getState();
  const inForce = { ...settled, ...options };
  const { unkToken, paddingId, gateOrder } = inForce;
  const classes = inForce.classes ?? [];
  const padding = paddingId === null || paddingId === undefined ? '' : String(paddingId);
  return (
    <Stack as="fieldset">
      <legend className="visually-hidden">How the model is read</legend>
      <Field beside label="Name">
        {(id) => (
          <input
            id={id}
            className={`${controls.input} ${styles.input}`}
            value={options.name ?? settled?.name ?? ''}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field beside label="Class names" hint="One a line, in the order of the scores">
        {(id, hintId) => (
          <textarea
            id={id}
            aria-describedby={hintId}
            className={`${controls.input} ${styles.input}`}
            rows={Math.min(8, Math.max(2, classes.length))}
            value={classes.join('\n')}
            spellCheck={false}
            onChange={(event) => change({ classes: event.target.value.split('\n') })}
          />
        )}
      </Field>
      <WordsField />
      <IdShift />
      <Field
        beside
        label="Unknown words"
        hint={`The entry of the vocabulary they are read as; empty: ${inForce.dropsUnknown ? 'they are left out' : 'a zero vector'}`}
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
      <Field beside label="Padding" hint={paddingHint(padding, firstWords)}>
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
      {settled?.gateOrder !== null && (
        <Field beside label="Gate order" hint="How the gates’ row blocks lie in the weights: i input, f forget, g cell, o output">
          {(id, hintId) => (
            <select
              id={id}
              aria-describedby={hintId}
              className={`${controls.input} ${styles.input}`}
              value={gateOrder ?? ''}
              onChange={(event) => change({ gateOrder: event.target.value })}
            >
              {!gateOrder && <option value="">not known yet</option>}
              {GATE_ORDERS.map((order) => (
                <option key={order} value={order}>
                  {gateOrderName(order)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {(unkToken ?? null) === null && (
        <Check
          className={styles.check}
          checked={inForce.dropsUnknown ?? false}
          onChange={(event) => change({ dropsUnknown: event.target.checked })}
        >
          Leave out words that are not in the vocabulary
        </Check>
      )}
      <Check
        className={styles.check}
        checked={inForce.lowercase ?? false}
        onChange={(event) => change({ lowercase: event.target.checked })}
      >
        Lower-case words before they are looked up
      </Check>
    </Stack>
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
      Ids are those of the index + 3, as imdb.load_data gives them
    </Check>
  );
}

const NO_WORDS: readonly string[] = [];

function paddingHint(id: string, firstWords: readonly string[]): string {
  const word = id === '' ? undefined : firstWords[Number(id)];
  return `Id of the entry that is no word; empty: there is none${word === undefined ? '' : `. It is “${shortName(word)}”`}`;
}
