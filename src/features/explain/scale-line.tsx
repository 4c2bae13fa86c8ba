import { useShallow } from 'zustand/react/shallow';
import type { Explanation } from '../../engine/protocol.ts';
import { matrixRows, shownMethods, useDisplay } from '../../state/display/index.ts';
import { useClassMatrix } from '../../state/sentence/index.ts';
import { MARKED_FROM } from '../../ui/heat-map/heat-cell.tsx';
import { PALETTES } from '../../ui/heat-map/palettes.ts';
import { type ScaledRow, scaleNote } from '../../ui/heat-map/scale-note.ts';
import { ScaleNoteText } from '../../ui/heat-map/scale-note-text.tsx';
import { Note } from '../../ui/layout/index.ts';
import { formatPercent } from '../../ui/text/format-number.ts';
import styles from './scale-line.module.css';

/** What zero looks like and what the full colour stands for, so that nobody compares shades that do not compare. */
export function ScaleLine({ explanation }: { readonly explanation: Explanation | null }) {
  const palette = useDisplay((state) => state.palette);
  const numbers = useDisplay((state) => state.numbers);
  return (
    <Note size="xs" className={styles.line}>
      <span>{PALETTES[palette].names.zero}: no influence</span>
      {explanation && <Scale explanation={explanation} />}
      {!numbers && <Marks contrast={explanation?.contrast !== undefined} />}
    </Note>
  );
}

function Scale({ explanation }: { readonly explanation: Explanation }) {
  const layout = useDisplay((state) => state.layout);
  const display = useDisplay(useShallow(({ methods, scale, fixedLimit, gamma }) => ({ methods, scale, fixedLimit, gamma })));
  const answer = useClassMatrix((state) => state.answer);
  const rows: readonly ScaledRow[] =
    layout === 'classes'
      ? answer
        ? matrixRows(answer, display)
        : []
      : shownMethods(explanation, display).map(({ method, result, limit }) => ({ ...method, values: result.words, limit }));
  const scale = layout === 'classes' && display.scale === 'method' ? 'shared' : display.scale;
  const note = scaleNote(rows, { scale, gamma: display.gamma });
  if (!note) return null;
  return (
    <span data-different={note.different || undefined}>
      <ScaleNoteText note={note} />
    </span>
  );
}

function Marks({ contrast }: { readonly contrast: boolean }) {
  return (
    <span>
      <strong>+</strong> for the target, <strong>−</strong> {contrast ? 'for the other class' : 'against it'}, no mark: less than{' '}
      {formatPercent(MARKED_FROM)} of the strongest colour, or a method without a sign
    </span>
  );
}
