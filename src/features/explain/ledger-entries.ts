import type { Explanation } from '../../engine/protocol.ts';
import { targetName, targetScore, targetScoreName, type Unit, unitOf } from '../../state/sentence/index.ts';
import type { LedgerEntry } from '../../ui/heat-map/ledger.tsx';
import { digitsFor, formatFixed } from '../../ui/text/format-number.ts';
import { isPartOf } from '../../ui/text/part-of.ts';
import { sum } from './sum.ts';

/** Of a long sentence, as many words have a bar of their own; the others share one. */
const OWN_BARS = 8;

/** The words with the largest values one by one, largest first, and the others together. */
function wordEntries(explanation: Explanation, values: readonly number[]): readonly LedgerEntry[] {
  const order = values.map((_, index) => index).sort((a, b) => Math.abs(values[b] ?? 0) - Math.abs(values[a] ?? 0));
  const own = order.length <= OWN_BARS + 1 ? order : order.slice(0, OWN_BARS);
  const others = order.slice(own.length);
  const entries = own.map(
    (index) => ({ kind: 'word', label: explanation.tokens[index] ?? '', value: values[index] ?? 0 }) as const,
  );
  if (others.length === 0) return entries;
  const label = `${others.length} other ${unitOf(explanation)}s`;
  return [...entries, { kind: 'word', label, value: sum(others.map((index) => values[index] ?? 0)) }];
}

/**
 * Where LRP's relevance went: words + padding, where the model pads, + initial states + bias share + stabiliser share = score of the
 * target, or with a contrast the difference of the two scores.
 */
export function ledgerEntries(explanation: Explanation): readonly LedgerEntry[] | null {
  const lrp = explanation.methods.find((method) => method.id === 'lrp');
  if (!lrp) return null;
  return [
    ...wordEntries(explanation, lrp.words),
    { kind: 'words', label: `all ${unitOf(explanation)}s`, value: sum(lrp.words), term: 'relevance' },
    ...(lrp.padding === undefined ? [] : [{ kind: 'padding', label: 'padding', value: lrp.padding, term: 'padding' } as const]),
    { kind: 'rest', label: 'initial states', value: lrp.rest ?? 0, term: 'initial-states' },
    { kind: 'bias', label: 'bias share', value: lrp.bias ?? 0, term: 'bias-share' },
    { kind: 'stabiliser', label: 'stabiliser share', value: lrp.stabiliser ?? 0, term: 'stabiliser-share' },
    {
      kind: 'total',
      label: `= ${targetScoreName(explanation)}`,
      value: targetScore(explanation),
      // A network whose output is a number has no scores.
      ...(explanation.model.output === 'linear' ? {} : { term: 'score' }),
    },
  ];
}

/** The ledger in a sentence or two, for a person who has never heard of biases. */
export function ledgerSentence(entries: readonly LedgerEntry[], explanation: Explanation, biasFactor: number): string {
  const digits = digitsFor(Math.max(...entries.map(({ value }) => Math.abs(value))));
  const amountOf = (kind: LedgerEntry['kind']) => entries.find((entry) => entry.kind === kind)?.value ?? 0;
  const show = (kind: LedgerEntry['kind']) => formatFixed(amountOf(kind), digits);
  const unit = unitOf(explanation);
  const pads = entries.some(({ kind }) => kind === 'padding');
  const scoreName = targetScoreName(explanation);
  const name = targetName(explanation);
  const start =
    (isPartOf(amountOf('words'), amountOf('total'), digits)
      ? `Of the ${scoreName} ${show('total')} for “${name}”, `
      : `The ${scoreName} for “${name}” is ${show('total')}, and `) +
    `${show('words')} is handed back to the ${unit}s${pads ? ` and ${show('padding')} to the rows that only pad ${unit === 'row' ? 'them' : 'the sentence'}` : ''}.`;
  if (biasFactor >= 1)
    return `${start} With bias factor 1 every share is handed on, so ${wholeName(unit, pads)} make up the whole.`;
  const leaves = biasFactor === 0 ? 'Bias factor 0, the default, leaves' : `Bias factor ${biasFactor} leaves a part of`;
  return (
    `${start} ${leaves} what the network’s biases absorb (${show('bias')}) and what the stabiliser ε takes ` +
    `(${show('stabiliser')}) out of the ${unit}s; together they make up the whole.`
  );
}

/** What holds the whole score once nothing leaks. */
export function wholeName(unit: Unit, pads: boolean): string {
  return pads ? `${unit}s, padding and initial states` : `${unit}s and initial states`;
}
