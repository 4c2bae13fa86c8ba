/** Why layers do not follow one another, in words: all that is wrong at once. */
import { shorten } from '../basics/index.ts';
import type { Block } from './block.ts';
import { isAllLayers, isOverTime } from './chain.ts';

/** Each place, in the order of the file, where a layer reads another number than what is before it gives. */
export function misfits(blocks: readonly Block[], width: number, input: string): string[] {
  const found: string[] = [];
  let [gives, below, from]: [number, Block | undefined, string] = [width, undefined, input];
  for (const block of blocks) {
    if (block.reads !== gives && !isHalf(below, block)) {
      const why = reason(block, below);
      found.push(`${shorten(block.name)} reads ${block.reads} numbers after ${gives} of ${from}${why}`);
    }
    [gives, below, from] = [block.gives, block, shorten(block.name)];
  }
  return found;
}

function isHalf(below: Block | undefined, block: Block): boolean {
  if (below?.kind !== 'recurrent' || isOverTime(block)) return false;
  const top = below.parts.at(-1);
  return top?.isBidirectional === true && block.reads === top.units;
}

/** Several readouts of the rows are read side by side; '' where that does not explain it. */
function reason(block: Block, below: Block | undefined): string {
  const text = below === undefined || isOverTime(block) ? null : sideBySide(block, below);
  return text === null ? '' : ` (${text})`;
}

/** What a layer reads that reads the rows several times over; null: it does not. */
export function sideBySide(block: Block, rows: Block): string | null {
  if (!isOverTime(rows) || block.kind !== 'dense') return null;
  if (isAllLayers(rows, block.reads)) return 'the last states of all its layers side by side?';
  const times = block.reads / rows.gives;
  return Number.isInteger(times) && times > 1 ? `${times} readouts side by side?` : null;
}
