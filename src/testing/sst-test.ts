/** The SST test set where it is at hand, from the published file or from the trees; never part of the repository. */
import { hasShared, sharedText } from './shared.ts';

const FILE = 'upstream/sequence_test.txt';
const TREES = 'sst/test.txt';

export interface SstTest {
  readonly sentences: readonly (readonly string[])[];
  /** 0 (very negative) to 4 (very positive). */
  readonly gold: readonly number[];
}

/** Null where neither is there. */
export function readSstTest(): SstTest | null {
  if (hasShared(FILE)) {
    const lines = linesOf(FILE);
    return {
      sentences: lines.map((line) => (line.split('\t')[1] ?? '').split(' | ')),
      gold: lines.map((line) => Number(line.split('\t')[0]) - 1),
    };
  }
  if (!hasShared(TREES)) return null;
  const trees = linesOf(TREES);
  return {
    // A leaf is '(label word)'; the root's label stands first.
    sentences: trees.map((tree) => Array.from(tree.matchAll(/\(\d ([^()]+)\)/g), ([, word = '']) => word.toLowerCase())),
    gold: trees.map((tree) => Number(tree[1])),
  };
}

function linesOf(path: string): string[] {
  return sharedText(path).replace(/\n$/, '').split('\n');
}
