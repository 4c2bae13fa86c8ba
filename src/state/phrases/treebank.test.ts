import { describe, expect, it } from 'vitest';
import { readText } from '../../testing/sentence-files.ts';
import { type ExampleSet, fromTable } from '../examples/example.ts';
import { treebankOf } from './treebank.ts';

async function setOf(text: string): Promise<ExampleSet> {
  const table = await readText(text);
  const { trees } = table;
  return { id: 'file', name: 'trees', examples: fromTable(table), goldClasses: null, ...(trees && { trees }) };
}

const TREES = '(0 (1 Bleak))\n(4 (2 Such) (3 (2 fine) (2 (2 trees) (2 .))))\n(2 (2 Oh) (1 (2 well) (1 no)))\n';
const flat = (spans: ReturnType<typeof treebankOf>) => spans?.map(({ from, to, label }) => [from, to, label]);

describe('treebankOf', () => {
  it('finds a sentence by its words, whatever their capitals', async () => {
    const set = await setOf(TREES);
    expect(flat(treebankOf({ tokens: ['oh', 'well', 'no'] }, set))).toEqual([
      [0, 3, 2],
      [0, 1, 2],
      [1, 3, 1],
      [1, 2, 2],
      [2, 3, 1],
    ]);
    expect(flat(treebankOf({ tokens: ['Bleak'] }, set))).toEqual([[0, 1, 0]]);
  });

  it('has none of other sentences, other files, no file', async () => {
    expect(treebankOf({ tokens: ['oh', 'well'] }, await setOf(TREES))).toBeNull();
    expect(treebankOf({ tokens: ['oh', 'well', 'no'] }, await setOf('oh well no\nbleak'))).toBeNull();
    expect(treebankOf({ tokens: ['oh'] }, null)).toBeNull();
  });

  it('gives places among the words that are read', async () => {
    const tokens = ['such', 'trees'];
    const notRead = [
      { word: 'fine', before: 1 },
      { word: '.', before: 2 },
    ];
    expect(flat(treebankOf({ tokens, notRead }, await setOf(TREES)))).toEqual([
      [0, 2, 4],
      [0, 1, 2],
      [1, 2, 3],
    ]);
  });
});
