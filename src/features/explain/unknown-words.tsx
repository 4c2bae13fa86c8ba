import { type ReactNode, useEffect, useMemo } from 'react';
import type { Explanation } from '../../engine/protocol.ts';
import { useExplain, useNearSpellings } from '../../state/sentence/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import controls from '../../ui/controls.module.css';
import { formatCount } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import styles from './unknown-words.module.css';
import { useSettled } from './use-settled.ts';

const SHOWN = 6;
/** A word that is still being typed is unknown until its last letter: wait for a pause before offering other spellings. */
const PAUSE_MS = 350;

interface UnknownWord {
  readonly word: string;
  /** Where it stands first. */
  readonly position: number;
}

interface UnknownWordsProps {
  readonly explanation: Explanation | null;
  /** What stands there while every word is known. */
  readonly children: ReactNode;
}

/** The unknown words of the sentence, each with near spellings to click. */
export function UnknownWords({ explanation, children }: UnknownWordsProps) {
  const settled = useSettled(explanation, explanation, PAUSE_MS);
  const words = useMemo(() => {
    if (!explanation || !settled) return [];
    const seen = new Set(distinctUnknown(settled).map(({ word }) => word));
    return distinctUnknown(explanation).filter(({ word }) => seen.has(word));
  }, [explanation, settled]);
  const shown = words.slice(0, SHOWN);
  const lookUp = useNearSpellings((state) => state.lookUp);

  useEffect(() => {
    void lookUp(words.slice(0, SHOWN).map(({ word }) => word));
  }, [words, lookUp]);

  if (words.length === 0) return <div className={styles.none}>{children}</div>;
  return (
    <ul className={styles.list} aria-label="Unknown words">
      {shown.map((unknown) => (
        <UnknownItem key={unknown.word} {...unknown} />
      ))}
      {words.length > SHOWN && <li>and {formatCount(words.length - SHOWN)} more</li>}
    </ul>
  );
}

function UnknownItem({ word, position }: UnknownWord) {
  const near = useNearSpellings((state) => state.byWord.get(word));
  const replaceToken = useExplain((state) => state.replaceToken);
  return (
    <li className={styles.item}>
      <ShortName className={styles.word} name={word} />
      {near && near.length > 0 && (
        <>
          <span>did you mean</span>
          {near.map((spelling) => (
            <button
              key={spelling}
              type="button"
              className={`${controls.chip} ${styles.spelling}`}
              aria-label={`Replace ${shortName(word)} with ${shortName(spelling)}`}
              onClick={() => replaceToken(position, spelling)}
            >
              {shortName(spelling)}
            </button>
          ))}
        </>
      )}
      {near?.length === 0 && <span>no similar spelling</span>}
    </li>
  );
}

function distinctUnknown({ tokens, unknown }: Explanation): UnknownWord[] {
  const first = new Map<string, number>();
  for (const [position, word] of tokens.entries()) if (unknown[position] && !first.has(word)) first.set(word, position);
  return Array.from(first, ([word, position]) => ({ word, position }));
}
