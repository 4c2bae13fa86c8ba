import { useExplain } from '../../state/sentence/index.ts';
import { type MenuWord, useWhatIf, useWordMenu } from '../../state/what-if/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import controls from '../../ui/controls.module.css';
import { Note } from '../../ui/layout/index.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
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
          {neighbours?.length === 0 && <p>None is near enough to stand in its place.</p>}
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

/** With the class it leads to, which stands out where that is another one than now. */
function Suggestion({ word, similarity, onReplace }: SuggestionProps) {
  const outcome = useWordMenu((state) => state.outcomes.get(word));
  const explanation = useExplain((state) => state.response?.explanation);
  const now = useWhatIf((state) => state.compared?.after.predicted) ?? explanation?.predicted;
  return (
    <button type="button" className={`${controls.chip} ${styles.chip}`} onClick={() => onReplace(word)}>
      <span className="visually-hidden">Replace with </span>
      <ShortName name={word} />
      {similarity !== undefined && (
        <Note as="span" size="xs">
          {formatFixed(similarity)}
        </Note>
      )}
      {outcome !== undefined && (explanation?.model.classes.length ?? 0) > 1 && (
        <span className={styles.outcome} data-changes={outcome !== now || undefined}>
          <span aria-hidden="true">→ </span>
          <span className="visually-hidden">, then </span>
          {shortName(explanation?.model.classes[outcome] ?? '', 24)}
        </span>
      )}
    </button>
  );
}
