import { useDisplay } from '../../state/display/index.ts';
import { useExplain, useWithOutcomes } from '../../state/sentence/index.ts';
import { ClassDetails } from './class-details.tsx';
import { WordDetails } from './word-details.tsx';

/** A word's values in full digits, as the heat maps on show have it: every method, or one method for every class. */
export function ExactValues({ position }: { readonly position: number }) {
  const explanation = useWithOutcomes(useExplain((state) => state.response?.explanation ?? null));
  const byClass = useDisplay((state) => state.layout === 'classes');
  if (byClass) return <ClassDetails position={position} />;
  return explanation && <WordDetails explanation={explanation} position={position} />;
}
