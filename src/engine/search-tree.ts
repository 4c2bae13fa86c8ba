/** Networks as a tree of their stages: what some have in common from the input on stands, and is computed, once. */
import type { Rows } from '../model/network-part.ts';
import { grouped } from './grouped.ts';
import type { StageRunner } from './search-runner.ts';
import type { Stage } from './search-stage.ts';
import type { Variant } from './search-variants.ts';

export interface StageNode {
  readonly stage: Stage;
  readonly above: readonly StageNode[];
  /** The networks that end here. */
  readonly ends: readonly number[];
}

/** @param chosen indices into `variants` */
export function stageTree(variants: readonly Variant[], chosen: readonly number[]): StageNode[] {
  return grow(variants, chosen, 0);
}

function grow(variants: readonly Variant[], chosen: readonly number[], depth: number): StageNode[] {
  return [...grouped(chosen, (index) => variants[index]?.stages[depth])].flatMap(([stage, group]) => {
    if (stage === undefined) return [];
    const isEnd = (index: number) => variants[index]?.stages.length === depth + 1;
    return {
      stage,
      ends: group.filter(isEnd),
      above: grow(
        variants,
        group.filter((index) => !isEnd(index)),
        depth + 1,
      ),
    };
  });
}

/** @param scores [C]; null: these networks cannot read the sentence */
export type Found = (variant: number, scores: Float64Array | null) => void;

/** Runs a stage and all above it. */
export async function runTree(
  node: StageNode,
  input: Rows | Int32Array,
  runner: StageRunner,
  pause: () => Promise<void>,
  found: Found,
): Promise<void> {
  const rows = runner.run(node.stage, input);
  if (rows === null) {
    tellNone(node, found);
    return;
  }
  for (const variant of node.ends) found(variant, rows.values.subarray(0, rows.size));
  for (const next of node.above) {
    if (next.above.length > 0) await pause();
    await runTree(next, rows, runner, pause, found);
  }
}

function tellNone({ ends, above }: StageNode, found: Found): void {
  for (const variant of ends) found(variant, null);
  for (const node of above) tellNone(node, found);
}
