import { useRef } from 'react';
import type { SettledOptions } from '../../../engine/protocol.ts';
import { useNewModel } from '../../../state/models/index.ts';
import controls from '../../../ui/controls.module.css';
import { Field, Row } from '../../../ui/layout/index.ts';
import styles from './length-field.module.css';
import fields from './model-settings.module.css';

type Padding = NonNullable<SettledOptions['padding']>;

/** Where nothing is known of it. */
const USUAL: Padding = { side: 'pre', length: 50, id: 0, truncate: 'pre', masked: false };
/** Of a length that somebody may mean. */
const MOST_DIGITS = 5;

/** Whether the model's program makes all sentences as long as one another, and how: files seldom say it, and it changes the scores. */
export function LengthField() {
  const said = useNewModel((state) => state.options.padding);
  const settled = useNewModel((state) => state.settled?.padding ?? null);
  const padding = said === undefined ? settled : said;
  const last = useRef(USUAL);
  if (padding) last.current = padding;
  const set = (changed: Partial<Padding> | null) =>
    useNewModel.getState().change({ padding: changed && { ...last.current, ...changed } });
  return (
    <Field beside label="Sentence length" hint={hintOf(padding)}>
      {(id, hintId) => (
        <Row gap={2}>
          <select
            id={id}
            aria-describedby={hintId}
            className={`${controls.input} ${fields.input} ${styles.side}`}
            value={padding?.side ?? ''}
            onChange={({ target: { value } }) => set(value === 'pre' || value === 'post' ? { side: value } : null)}
          >
            <option value="">their own length</option>
            <option value="pre">padded before the words</option>
            <option value="post">padded after the words</option>
          </select>
          {padding && (
            <>
              <label className={styles.part}>
                to
                <input
                  className={`${controls.input} ${styles.length}`}
                  inputMode="numeric"
                  autoComplete="off"
                  aria-label="Length that sentences are padded to"
                  value={padding.length === 0 ? '' : String(padding.length)}
                  onChange={({ target: { value } }) => set({ length: Number(value.replace(/\D/g, '').slice(0, MOST_DIGITS)) })}
                />
                words,
              </label>
              <label className={styles.part}>
                longer ones are cut at
                <select
                  className={controls.input}
                  aria-label="Where longer sentences are cut"
                  value={padding.truncate}
                  onChange={({ target: { value } }) => set({ truncate: value === 'pre' ? 'pre' : 'post' })}
                >
                  <option value="pre">the beginning</option>
                  <option value="post">the end</option>
                </select>
              </label>
            </>
          )}
        </Row>
      )}
    </Field>
  );
}

function hintOf(padding: Padding | null): string {
  if (padding === null) return 'Many programs pad short sentences to one length (pad_sequences), which changes the scores';
  if (padding.masked) return 'The model skips the padding';
  return 'The model reads the padding, so it changes the scores';
}
