import { useMemo } from 'react';
import { useExamples } from '../../state/examples/index.ts';
import { litParts } from './lit-parts.ts';
import styles from './lit-text.module.css';

/** A sentence of the list; the word that the list stands for is marked in it. */
export function LitText({ text }: { readonly text: string }) {
  const word = useExamples((state) => state.filter.only?.word ?? null);
  const parts = useMemo(() => litParts(text, word), [text, word]);
  if (word === null) return text;
  return parts.map(({ part, lit, at }) =>
    lit ? (
      <mark key={at} className={styles.lit}>
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
