/** The treebank's own sentences: read from ../shared, never part of the project. */
import { describe, expect, test } from 'vitest';
import { detokenize } from '../testing/detokenize.ts';
import { hasShared, sharedText } from '../testing/shared.ts';
import { tokenize } from './tokenizer.ts';

/** Sentences of a file of trees: the leaves are `(label word)`. */
function treeLeaves(split: string): string[][] {
  const lines = sharedText(`sst/${split}.txt`).trimEnd().split('\n');
  return lines.map((line) => Array.from(line.matchAll(/\(\d ([^()]+)\)/g), ([, word = '']) => word));
}

/** Share of the sentences that come back token for token from the text that `join` makes of them. */
function rate(sentences: readonly string[][], join: (tokens: string[]) => string): number {
  const same = sentences.filter((tokens) => {
    const found = tokenize(join(tokens), { lowercase: true }).map((token) => token.text);
    return found.join('\n') === tokens.join('\n').toLowerCase();
  });
  return same.length / sentences.length;
}

const paste = (tokens: string[]) => tokens.join(' ');
const noTrees = !hasShared('sst/test.txt');
const noSequences = !hasShared('upstream/sequence_test.txt');

describe.skipIf(noTrees)(`Stanford Sentiment Treebank${noTrees ? ' (skipped: no upstream files)' : ''}`, () => {
  test.each([
    ['test', 2210],
    ['dev', 1101],
    ['train', 8544],
  ])('%s: tokens pasted with spaces all come back; joined to English 99 in 100 do', (split, count) => {
    const sentences = treeLeaves(split);
    expect(sentences).toHaveLength(count);
    expect(rate(sentences, paste)).toBe(1);
    const english = rate(sentences, detokenize);
    console.log(`tokenizer: ${(100 * english).toFixed(2)} % of ${count} SST ${split} sentences come back from ordinary English`);
    expect(english).toBeGreaterThanOrEqual(0.99);
  });

  test('the joined English has no space where none belongs', () => {
    const joined = treeLeaves('test').map(detokenize);
    const odd = joined.filter((english) =>
      /-[LR]RB-|``|''|\\|[^.] [.,;:?!](?:\s|$)| n't| '(?:s|re|ve|ll)\b|\( | \)/i.test(english),
    );
    expect(odd).toEqual([]);
  });
});

describe.skipIf(noSequences)(`sequence_test.txt of the reference${noSequences ? ' (skipped: no upstream files)' : ''}`, () => {
  const sequences = noSequences
    ? []
    : sharedText('upstream/sequence_test.txt')
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(line.indexOf('\t') + 1).split(' | '));

  test('lower-case tokens come back', () => {
    expect(sequences).toHaveLength(2210);
    expect(rate(sequences, paste)).toBe(1);
    expect(rate(sequences, detokenize)).toBeGreaterThanOrEqual(0.99);
  });
});
