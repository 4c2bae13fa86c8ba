import { useEffect } from 'react';
import { type Explanation, METHODS } from '../../engine/protocol.ts';
import { useDisplay } from '../../state/display/index.ts';
import { useMethodOptions, wantMethods } from '../../state/sentence/index.ts';

/** Has the methods that are shown and take longer computed, once the others are painted. Draws nothing. */
export function BackgroundMethods({ explanation }: { readonly explanation: Explanation | null }) {
  const shown = useDisplay((state) => state.methods);
  const options = useMethodOptions();
  useEffect(() => {
    const methods = shown.filter((id) => !METHODS.some((method) => method.id === id));
    return afterPaint(() => wantMethods(explanation && { explanation, methods, options }));
  }, [explanation, shown, options]);
  useEffect(() => () => wantMethods(null), []);
  return null;
}

/** Returns what calls it off. */
function afterPaint(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
