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
      const why = reason(block, below, gives);
      found.push(`${shorten(block.name)} reads ${block.reads} numbers, ${from} gives ${gives}${why}`);
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

function reason(block: Block, below: Block | undefined, gives: number): string {
  if (isOverTime(block) || below === undefined || !isOverTime(below)) return '';
  if (isAllLayers(below, block.reads)) return ' (the last states of all its layers side by side?)';
  const times = block.reads / gives;
  return Number.isInteger(times) ? ` (${times} readouts side by side?)` : '';
}

/** Layers that read the same as another and give nothing to any: heads beside the one that is explained, say. */
export function leftOver(blocks: readonly Block[], used: readonly Block[]): Block[] {
  return blocks.filter((block) => !used.includes(block));
}
