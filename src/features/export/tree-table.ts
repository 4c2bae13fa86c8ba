/** The tree of a sentence as a table, and as JSON. Pure. */
import { FIVE_SENTIMENTS } from '../../engine/protocol.ts';
import type { FigureFacts } from '../../state/figures/index.ts';
import type { TreeAnswer } from '../../state/phrases/index.ts';
import { csvText } from '../../ui/text/csv-text.ts';
import { explainedClasses } from './drawing-facts.ts';

/**
 * A row a span, words first, then as they are merged; behind them the treebank's that are none of these. Positions count from 1, both ends are in
 * the span; scores have all digits of float64. `label` is empty where the treebank has no such span.
 */
export function writeTreeCsv({ hierarchy, treebank, explanation }: TreeAnswer): string {
  const { tokens, nodes, spans } = hierarchy;
  const { target, contrast } = explainedClasses(explanation);
  const labelOf = new Map(treebank?.map(({ from, to, label }) => [`${from}:${to}`, label]));
  const constant = {
    target,
    contrast: contrast ?? '',
    method: 'cd',
    model: explanation.model.name,
    model_sha256: explanation.model.sha256,
  };
  const rowOf = (from: number, to: number, tree: string, score: number, interaction: number | '') => {
    const label = labelOf.get(`${from}:${to}`);
    const words = tokens.slice(from, to).join(' ');
    return {
      first: from + 1,
      last: to,
      words,
      tree,
      cd: score,
      interaction,
      label: label === undefined ? '' : (FIVE_SENTIMENTS[label] ?? ''),
      ...constant,
    };
  };
  const merged = nodes.map(({ from, to, score, interaction, parts }) =>
    rowOf(from, to, labelOf.has(`${from}:${to}`) ? 'both' : 'merged', score, parts ? interaction : ''),
  );
  const known = new Set(nodes.map(({ from, to }) => `${from}:${to}`));
  const others = (treebank ?? []).flatMap(({ from, to }, k) =>
    known.has(`${from}:${to}`) ? [] : [rowOf(from, to, 'treebank', spans[k] ?? Number.NaN, '')],
  );
  return csvText([...merged, ...others]);
}

/** `hierarchy` as the headless command gives it; `treebank` only where there is one: its spans with label (0 to 4) and score. */
export function writeTreeJson({ hierarchy, treebank, explanation }: TreeAnswer, { provenance }: FigureFacts): string {
  const { tokens, target, contrast, score, nodes, spans } = hierarchy;
  const { model } = explanation;
  const gold = treebank?.map((span, k) => ({ ...span, score: spans[k] ?? null }));
  const whole = { model, tokens, target, contrast, score, nodes };
  return `${JSON.stringify({ ...whole, ...(gold ? { treebank: gold } : {}), provenance }, null, 2)}\n`;
}
