import { useMemo } from 'react';
import { useWhatIf } from '../../state/what-if/index.ts';
import { useCellMarks } from '../../ui/hooks/use-cell-marks.ts';

/** This sentence's heat maps, and the difference heat map: others on the page are of other sentences. */
const HERE = ['[aria-labelledby="why-heading"]', '[data-heat-map="difference"]'];

/** Marks the edited words in every heat map (src/ui/heat-map/word-heat-map.module.css). */
export function useEditMarks(): void {
  const edits = useWhatIf((state) => state.edits);
  const marks = useMemo(() => new Map(edits.map(({ position, kind }) => [position, kind])), [edits]);
  useCellMarks('edited', HERE, marks);
}
