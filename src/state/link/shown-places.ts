/** What the stores hold of that which links hold too. */
import { DISPLAY_DEFAULTS, type Display, useDisplay } from '../display/index.ts';
import { type InsidePlace, useInside } from '../inside/index.ts';
import { isPhrase, type PhrasePlace, usePhrase } from '../phrases/index.ts';

export function shownDisplay(): Display {
  const { layout, methods, matrixMethod, scale, fixedLimit, gamma, palette, numbers } = useDisplay.getState();
  return { ...DISPLAY_DEFAULTS, layout, methods, matrixMethod, scale, fixedLimit, gamma, palette, numbers };
}

export function shownInside(): InsidePlace | null {
  const { open, method, step, selected, edited } = useInside.getState();
  return open ? { method, step, selected, edited } : null;
}

/** A word alone is no phrase yet. */
export function shownPhrase(): PhrasePlace {
  const { span, tree } = usePhrase.getState();
  return { span: isPhrase(span) ? span : null, tree };
}
