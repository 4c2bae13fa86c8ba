import { describe, expect, it } from 'vitest';
import { readText, refusalOf } from '../../testing/sentence-files.ts';
import { hasShared, sharedText } from '../../testing/shared.ts';

const UPSTREAM = 'upstream/sequence_test.txt';

describe('trees', () => {
  it('give their words and the label of the root', async () => {
    const text = '(4 (2 Such) (3 (2 fine) (2 (2 trees) (2 .))))\n\n(0 (1 Bleak))\n';
    const { texts, gold, settled, tokenised, notes } = await readText(text, 'misnamed.csv');
    expect([texts, [...gold], tokenised]).toEqual([['Such fine trees .', 'Bleak'], [4, 0], true]);
    expect(settled).toMatchObject({ format: 'trees', columns: [], text: 0, label: null, header: false });
    expect(notes).toEqual(['Labels 0 to 4 are read as very negative to very positive.', '1 empty line is skipped.']);
  });

  it('keep their spans with the labels of these, sentence by sentence', async () => {
    const text = '(4 (2 Such) (3 (2 fine) (2 (2 trees) (2 .))))\n\n(0 (1 Bleak))\n(2 (3 (2 a) (1 b)))\n';
    const { trees } = await readText(text);
    const spans = [...(trees?.spans ?? [])];
    expect([...(trees?.starts ?? [])]).toEqual([0, 21, 24]);
    expect(spans.slice(0, 21)).toEqual(
      [
        [0, 4, 4],
        [0, 1, 2],
        [1, 4, 3],
        [1, 2, 2],
        [2, 4, 2],
        [2, 3, 2],
        [3, 4, 2],
      ].flat(),
    );
    // Nodes of one node alone: the outer label.
    expect(spans.slice(21)).toEqual(
      [
        [0, 1, 0],
        [0, 2, 2],
        [0, 1, 2],
        [1, 2, 1],
      ].flat(),
    );
    expect((await readText('(2 (2 x))')).trees).toBeDefined();
    expect(await readText('plain words')).not.toHaveProperty('trees');
  });

  it('keep the words of the treebank: brackets, quotes, slashes, U+00A0', async () => {
    const words = ['-LRB-', '``', '1\\/2', "''", '8\u00a0a', '-RRB-'];
    const { texts } = await readText(`(2 ${words.map((word) => `(2 ${word})`).join(' ')})`);
    expect(texts).toEqual([words.join(' ')]);
  });

  it.each([
    ['a bracket is missing', '(2 (2 a) (2 b)', /line 2: a closing bracket is missing; .*found the end of the line/],
    ['there is one too many', '(2 (2 a) (2 b)))', /there is text after the tree; .*found "\)" at character 16/],
    ['a label is none', '(2 (2 a) (7 b))', /a node has no valid label; .*found "\(7 b\)\)" at character 10/],
    ['a label is missing', '(2 (a) (2 b))', /a node has no valid label/],
    ['a node is empty', '(2 (2 a) (2 ))', /a node is empty/],
    ['two words share a node', '(2 (2 a b))', /more than one word/],
    ['a word stands beside nodes', '(2 (2 a) b)', /more than one word/],
    ['a node follows a word', '(2 a (2 b))', /a word and another node/],
    ['a line is plain text', 'plain words', /the line is not a tree; .*found "plain words" at character 1/],
  ])('are refused where %s', async (_name, line, message) => {
    const error = await refusalOf(readText(`(2 (2 x))\n${line}\n`, 'my.txt', { format: 'trees' }));
    expect(error.fields).toMatchObject({ name: 'InputError', where: 'my.txt, line 2' });
    expect(error.message).toMatch(message);
  });

  it('may nest as deep as they like', async () => {
    const deep = 100_000;
    expect((await readText(`${'(2 '.repeat(deep)}a${')'.repeat(deep)}`)).texts).toEqual(['a']);
    expect((await refusalOf(readText('(2 '.repeat(deep)))).message).toMatch(/closing bracket/);
  });
});

describe.skipIf(!hasShared('sst/test.txt'))('the Stanford Sentiment Treebank (skipped: no upstream files, where absent)', () => {
  it.each([
    ['train', 8544],
    ['dev', 1101],
    ['test', 2210],
  ])('%s.txt is read whole', async (part, count) => {
    const { texts, gold, settled } = await readText(sharedText(`sst/${part}.txt`), `${part}.txt`);
    expect([settled.format, texts.length, gold.includes(-1)]).toEqual(['trees', count, false]);
  });

  it.skipIf(!hasShared(UPSTREAM))('test.txt in lower case is sequence_test.txt in another order', async () => {
    const rowsOf = async (path: string) => {
      const { texts, gold } = await readText(sharedText(path));
      return texts.map((text, n) => `${gold[n]} ${text.toLowerCase()}`).sort();
    };
    expect(await rowsOf('sst/test.txt')).toEqual(await rowsOf(UPSTREAM));
  });
});
