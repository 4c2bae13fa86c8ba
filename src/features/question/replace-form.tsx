import { type FormEvent, useId } from 'react';
import { useModel } from '../../state/models/index.ts';
import { judge, type MenuWord, useWordMenu, type Verdict } from '../../state/what-if/index.ts';
import controls from '../../ui/controls.module.css';
import { Note } from '../../ui/layout/index.ts';
import { shortName } from '../../ui/text/short-name.ts';
import styles from './replace-form.module.css';

/** No word is longer; a pasted novel would only be refused. */
const MAX_LENGTH = 80;

interface ReplaceFormProps {
  readonly open: MenuWord;
  readonly onReplace: (word: string) => void;
}

/** A word of one's own in place of the word, and what the model makes of it while one types. */
export function ReplaceForm({ open, onReplace }: ReplaceFormProps) {
  const id = useId();
  const draft = useWordMenu((state) => state.draft);
  const verdict = useWordMenu((state) => state.verdict);
  const setDraft = useWordMenu((state) => state.setDraft);
  const unkToken = useModel((state) => state.info?.unkToken ?? null);
  const useless = verdict !== null && !isReplacement(verdict, open.word);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // Enter may come before the answer for the last letter.
    const settled = verdict ?? (await judge(new AbortController().signal, draft));
    if (isReplacement(settled, open.word)) onReplace(settled.word);
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
      <label htmlFor={id} className={styles.label}>
        Replace with…
      </label>
      <div className={styles.line}>
        <input
          id={id}
          className={`${controls.input} ${styles.field}`}
          value={draft}
          maxLength={MAX_LENGTH}
          dir="auto"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={`${id}-verdict`}
          onChange={(event) => setDraft(event.target.value)}
        />
        <button type="submit" className={controls.button} aria-disabled={useless}>
          Replace
        </button>
      </div>
      <Note size="xs" id={`${id}-verdict`} className={styles.verdict} role="status">
        {verdict && inWords(verdict, open.word, unkToken)}
      </Note>
    </form>
  );
}

function isReplacement(verdict: Verdict, word: string): verdict is Extract<Verdict, { kind: 'word' }> {
  return verdict.kind === 'word' && verdict.word !== word;
}

function inWords(verdict: Verdict, word: string, unkToken: string | null): string {
  if (verdict.kind === 'nothing') return '';
  if (verdict.kind === 'several') {
    return `That is ${verdict.tokens.length} tokens (${shortName(verdict.tokens.join(' · '))}); replace one word with one word.`;
  }
  if (verdict.word === word) return 'That is the same word.';
  if (!verdict.unknown) return `“${shortName(verdict.word)}” is known to the model.`;
  const read = unkToken === null ? 'it counts as a zero embedding, as if blanked out' : `it is read as ${unkToken}`;
  return `Unknown to the model: ${read}.`;
}
