import { useDeferredValue, useEffect } from 'react';
import type { Explanation } from '../../engine/protocol.ts';
import { useDisplay } from '../../state/display/index.ts';
import { useExplain, useFaithfulness, useWithOutcomes } from '../../state/sentence/index.ts';
import { WordTable } from './word-table.tsx';

/** Of the explanation on show, once nothing is typed. */
export function CurrentWordTable({ explanation }: { readonly explanation: Explanation }) {
  const settled = useExplain((state) => state.status === 'current');
  const want = useFaithfulness((state) => state.want);
  const effects = useFaithfulness((state) => (state.tested === explanation ? (state.result?.effects ?? null) : null));
  const methods = useDisplay((state) => state.methods);
  // While one types, hundreds of rows wait until the keystroke is painted.
  const drawn = useDeferredValue(explanation);

  useEffect(() => {
    if (settled) want(explanation);
  }, [settled, explanation, want]);

  return <WordTable explanation={useWithOutcomes(drawn)} effects={drawn === explanation ? effects : null} methods={methods} />;
}
