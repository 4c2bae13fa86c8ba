import { type MenuWord, useWordMenu } from '../../state/what-if/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import controls from '../../ui/controls.module.css';
import { Note } from '../../ui/layout/index.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import styles from './suggestions.module.css';

interface SuggestionsProps {
  readonly open: MenuWord;
  readonly onReplace: (word: string) => void;
}

/** Words to replace the word by: near spellings of what the model does not know, else nearest words by embedding. */
export function Suggestions({ open, onReplace }: SuggestionsProps) {
  const neighbours = useWordMenu((state) => state.neighbours);
  const spellings = useWordMenu((state) => state.spellings);
  const showSpellings = spellings.length > 0 || open.unknown;
  return (
    <div className={styles.suggestions}>
      {showSpellings ? (
        <>
          <Note size="xs" className={styles.heading}>
            {spellings.length > 0 ? 'Similar spellings the model knows' : NO_NEIGHBOURS}
          </Note>
          <ul className={styles.list} aria-label="Similar spellings">
            {spellings.map((word) => (
              <li key={word}>
                <Suggestion word={word} onReplace={onReplace} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <Note size="xs" className={styles.heading}>
            Nearest by embedding, with their similarity: not always alike in meaning
          </Note>
          <ul className={styles.list} aria-label="Nearest words by embedding">
            {neighbours?.map(({ word, similarity }) => (
              <li key={word}>
                <Suggestion word={word} similarity={similarity} onReplace={onReplace} />
              </li>
            ))}
          </ul>
          {neighbours?.length === 0 && <p>None: its embedding is zero.</p>}
        </>
      )}
    </div>
  );
}

const NO_NEIGHBOURS = 'Unknown to the model: no embedding to find neighbours by.';

interface SuggestionProps {
  readonly word: string;
  readonly similarity?: number;
  readonly onReplace: (word: string) => void;
}

function Suggestion({ word, similarity, onReplace }: SuggestionProps) {
  return (
    <button type="button" className={`${controls.chip} ${styles.chip}`} onClick={() => onReplace(word)}>
      <span className="visually-hidden">Replace with </span>
      <ShortName name={word} />
      {similarity !== undefined && (
        <Note as="span" size="xs">
          {formatFixed(similarity)}
        </Note>
      )}
    </button>
  );
}
