import type { Inside, InsideLedger } from '../../../engine/inside-protocol.ts';
import type { Net } from './net.ts';

/** How far relevance has come. */
export interface Progress {
  /** What each box has got so far. */
  readonly arrived: readonly number[];
  /** Where it is to stay, as far as it is there. */
  readonly ledger: InsideLedger;
  /** What is in boxes that have not handed it on yet. */
  readonly onItsWay: number;
}

/** @param step how many steps are done, 0..net.steps; score = ledger + onItsWay at each */
export function progressAt(
  net: Net,
  { nodes, ledger, score }: Pick<Inside, 'nodes' | 'ledger' | 'score'>,
  step: number,
): Progress {
  const arrived = net.boxes.map((box) => (box.lane === 0 ? box.amount : 0));
  for (const { to, amount, stage } of net.ribbons) if (stage < step) arrived[to] = (arrived[to] ?? 0) + amount;
  // The engine's own sums, once all is there: they are its ledger bit for bit.
  if (step >= net.steps) return { arrived, ledger, onItsWay: 0 };
  const so = { words: 0, padding: 0, rest: 0, bias: 0, stabiliser: 0, change: 0 };
  for (const [index, { stage, word, isPad, nodes: members }] of net.boxes.entries()) {
    if (word !== null) so.words += arrived[index] ?? 0;
    if (isPad) so.padding += arrived[index] ?? 0;
    if (stage === null || stage >= step) continue;
    for (const member of members) {
      const drips = nodes[member]?.drips;
      if (!drips) continue;
      so.rest += drips.rest;
      so.bias += drips.bias;
      so.stabiliser += drips.stabiliser;
      so.change += drips.change;
    }
  }
  const there = so.words + so.padding + so.rest + so.bias + so.stabiliser + so.change;
  return { arrived, ledger: so, onItsWay: score - there };
}
