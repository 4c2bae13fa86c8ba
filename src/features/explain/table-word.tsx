import type { ReactNode } from 'react';
import { openWord } from '../../state/experiments/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import styles from './table-word.module.css';

interface TableWordProps {
  /** A word of a sentence, not a row of numbers. */
  readonly isText: boolean;
  readonly word: string;
  readonly children: ReactNode;
}

/** Leads to wherever else the word stands. */
export function TableWord({ isText, word, children }: TableWordProps) {
  if (!isText) return children;
  return (
    <button
      type="button"
      className={styles.word}
      title="Where else it stands"
      onClick={() => openWord(word, useExplain.getState().target)}
    >
      {children}
      <span className="visually-hidden">, where else it stands</span>
    </button>
  );
}
