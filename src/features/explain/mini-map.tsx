import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Explanation } from '../../engine/protocol.ts';
import { shownMethods, useDisplay, useLook } from '../../state/display/index.ts';
import { targetScore, targetScoreName } from '../../state/sentence/index.ts';
import { useWhatIf } from '../../state/what-if/index.ts';
import { colourScale } from '../../ui/heat-map/colour-scale.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import styles from './mini-map.module.css';

/**
 * The first heat map in one line, for those who see it: it stays in sight while what lies below the heat maps is changed, and is itself no
 * further thing to read.
 */
export function MiniMap({ explanation }: { readonly explanation: Explanation }) {
  const look = useLook();
  const display = useDisplay(useShallow(({ methods, scale, fixedLimit }) => ({ methods, scale, fixedLimit })));
  const first = useMemo(() => shownMethods(explanation, display)[0], [explanation, display]);
  const edits = useWhatIf((state) => state.edits);
  if (!first) return null;
  const scale = colourScale(first.limit, look);
  return (
    <div className={styles.map} aria-hidden="true">
      <span className={styles.name}>{first.method.label}</span>
      <p dir="auto" className={styles.words}>
        {explanation.tokens.map((word, index) => {
          const { background, ink } = scale.themedCell(first.result.words[index] ?? 0);
          const edit = edits.find(({ position }) => position === index);
          return (
            <span key={wordKey(index)} className={styles.word} data-edited={edit?.kind} style={{ background, color: ink }}>
              {shortName(word)}
            </span>
          );
        })}
      </p>
      <span className={styles.score}>
        {targetScoreName(explanation)} {formatFixed(targetScore(explanation))}
      </span>
    </div>
  );
}

function wordKey(index: number): string {
  return `word-${index}`;
}
