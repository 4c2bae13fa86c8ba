import { useMemo } from 'react';
import { usePhrase } from '../../state/phrases/index.ts';
import { useCellMarks } from '../../ui/hooks/use-cell-marks.ts';
import './phrase-marks.css';
import { HEAT_MAPS } from './use-selecting.ts';

const HERE = [HEAT_MAPS];

/** Marks the words of the phrase in every heat map of the sentence. */
export function usePhraseMarks(): void {
  const span = usePhrase((state) => state.span);
  const marks = useMemo(() => {
    const [from, to] = span ?? [0, 0];
    return new Map(Array.from({ length: to - from }, (_, k) => [from + k, '']));
  }, [span]);
  useCellMarks('phrase', HERE, marks);
}
