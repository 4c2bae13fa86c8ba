import type { ReactNode } from 'react';
import { useModel } from '../../state/models/index.ts';
import { rowsHint, useExplain } from '../../state/sentence/index.ts';
import { Note, Row, Title } from '../../ui/layout/index.ts';
import { capitalised } from '../../ui/text/capitalised.ts';
import styles from './sentence-field.module.css';

/** More than this never shows at once, so the copy that gives the field its height needs no more. */
const MEASURED_CHARACTERS = 3000;

/** The sentence; it is explained while one types. `aside` stands right of the heading. */
export function SentenceField({ aside }: { readonly aside: ReactNode }) {
  const text = useExplain((state) => state.text);
  const setText = useExplain((state) => state.setText);
  const info = useModel((state) => state.info);
  const hint = info?.input === 'numbers' ? capitalised(rowsHint(info)) : null;
  return (
    <>
      <Row spread className={styles.heading}>
        <Title as="h2">
          <label htmlFor="sentence">{hint === null ? 'Type your own sentence' : 'Give your own rows of numbers'}</label>
        </Title>
        {aside}
      </Row>
      {/* The hidden copy in ::after has the text's height and gives it to the field: it grows without a script measuring it. */}
      <div
        className={styles.grow}
        data-numbers={hint !== null || undefined}
        data-copy={`${text.slice(0, MEASURED_CHARACTERS)} `}
        dir="auto"
      >
        <textarea
          id="sentence"
          className={styles.field}
          rows={1}
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          placeholder={hint ?? 'Type or paste a sentence'}
          aria-describedby="token-status"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {hint !== null && (
        <Note above={1}>
          {hint}. A first line of names may put them in another order; JSON is read too. Below, the rows are called t1, t2 and so
          on.
        </Note>
      )}
    </>
  );
}
