/** The SST test set where it is at hand, from the published file or from the trees; never part of the repository. */
import { existsSync, readFileSync } from 'node:fs';

const FILE = new URL('../../../shared/upstream/sequence_test.txt', import.meta.url);
const TREES = new URL('../../../shared/sst/test.txt', import.meta.url);

export interface SstTest {
  readonly sentences: readonly (readonly string[])[];
  /** 0 (very negative) to 4 (very positive). */
  readonly gold: readonly number[];
}

/** Null where neither is there. */
export function readSstTest(): SstTest | null {
  if (existsSync(FILE)) {
    const lines = linesOf(FILE);
    return {
      sentences: lines.map((line) => (line.split('\t')[1] ?? '').split(' | ')),
      gold: lines.map((line) => Number(line.split('\t')[0]) - 1),
    };
  }
  if (!existsSync(TREES)) return null;
  const trees = linesOf(TREES);
  return {
    // A leaf is '(label word)'; the root's label stands first.
    sentences: trees.map((tree) => Array.from(tree.matchAll(/\(\d ([^()]+)\)/g), ([, word = '']) => word.toLowerCase())),
    gold: trees.map((tree) => Number(tree[1])),
  };
}

function linesOf(url: URL): string[] {
  return readFileSync(url, 'utf8').replace(/\n$/, '').split('\n');
}
