import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../src/engine/protocol.ts';
import { writeNativeFolder } from '../src/formats/programs/index.ts';
import { runExplain } from '../src/testing/headless.ts';
import { squaresOverflow } from '../src/testing/overflowing-models.ts';
import type { AnsweredPhrases } from './explain-phrases.ts';

describe('the headless command', () => {
  it('explains each argument with the bundled model, one JSON object a line', () => {
    const { status, errors, answers } = runExplain(['A dull film.', "It's superb!"]);
    expect([status, errors]).toEqual([0, []]);
    expect(answers().map(({ tokens }) => tokens)).toEqual([
      ['a', 'dull', 'film', '.'],
      ['it', "'s", 'superb', '!'],
    ]);
    const [first] = answers();
    expect(Object.keys(first ?? {})).toEqual([
      'model',
      'tokens',
      'unknown',
      'scores',
      'probabilities',
      'predicted',
      'target',
      'methods',
    ]);
    expect(first?.methods.map(({ id, parameters }) => [id, parameters])).toEqual([
      ['lrp', { eps: 0.001, bias_factor: 0 }],
      ['sa', {}],
      ['gi', {}],
    ]);
    expect(first?.model.classes[first.predicted]).toMatch(/negative/);
  });

  it('takes a class by name and chosen methods', () => {
    const [answer] = runExplain(['--target', 'very positive', '--method', 'gi,sa', 'fine']).answers();
    expect([answer?.target, answer?.methods.map(({ id }) => id)]).toEqual([4, ['gi', 'sa']]);
  });

  it('measures phrases and makes the tree, where they are asked for', () => {
    const { status, errors, answers } = runExplain(['--phrase', '1:3', '--phrase', '0:4', '--tree', 'A dull film.']);
    expect([status, errors]).toEqual([0, []]);
    const [answer] = answers() as unknown as readonly (AnsweredPhrases & Explanation)[];
    expect(answer?.phrases?.map(({ span, measures, failed }) => [span, measures.map(({ id }) => id), failed.length])).toEqual([
      [[1, 3], ['cd', 'lrp', 'occlusion', 'removal'], 0],
      [[0, 4], ['cd', 'lrp', 'occlusion'], 1],
    ]);
    const lrp = answer?.methods.find(({ id }) => id === 'lrp')?.words ?? [];
    const [byCd, byLrp] = answer?.phrases?.[0]?.measures ?? [];
    expect(byLrp?.joint).toBeCloseTo((lrp[1] ?? 0) + (lrp[2] ?? 0), 12);
    expect(answer?.hierarchy?.nodes).toHaveLength(7);
    const words = answer?.hierarchy?.nodes.slice(1, 3).map(({ score }) => score);
    expect(byCd?.words).toEqual(words);
  });

  it('says why there is no tree, and gives the rest', () => {
    const model = ['--model', 'src/testing/fixtures/networks/gru'];
    const { status, errors, answers } = runExplain([...model, '--tree', '--phrase', '0:2', 'w1 w2 w3']);
    expect(status).toBe(0);
    expect(errors.some((line) => /hierarchy: cannot be made.*gru.*The tree is missing\.$/.test(line))).toBe(true);
    const [answer] = answers() as unknown as readonly AnsweredPhrases[];
    expect(answer?.phrases?.[0]?.failed.map(({ id }) => id)).toEqual(['cd']);
    expect(answer).not.toHaveProperty('hierarchy');
  });

  it.each<[string, string[], RegExp]>([
    ['a phrase that is none', ['--phrase', '2:2', 'x'], /^--phrase: is no span of words; expected FROM:TO.*found 2:2\./],
    ['a phrase outside', ['--phrase', '0:2', 'x'], /^sentence 1, span: holds no words of the sentence/],
    [
      'an unknown class',
      ['--target', 'great', 'x'],
      /^--target: is not a class of this model; expected predicted, 0 to 4, or one of: very negative/,
    ],
    ['eps < 0', ['--eps', '-1', 'x'], /^sentence 1, eps: is out of range; expected a number >= 0, found -1\.$/],
    [
      'a missing folder',
      ['--model', 'nowhere', 'x'],
      /^--model: .*expected a folder or a file that holds a model, found nowhere/,
    ],
    ['a folder without a model', ['--model', 'docs', 'x'], /vocab\.txt.*embeddings\.npy/],
    ['an unknown option', ['--fast', 'x'], /^arguments: Unknown option '--fast'/],
    ['an empty sentence', [''], /^sentence 1, sentence: has no words/],
    [
      'a position outside',
      ['--delete', '4', 'x'],
      /^sentence 1, delete: there is no word at this position; expected positions 0 to 0, found 4\.$/,
    ],
  ])('tells on one line what is wrong: %s', (_, args, message) => {
    const { status, errors, lines } = runExplain(args);
    expect(status).toBe(2);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(message);
    expect(lines).toEqual([]);
  });

  it('gives the methods that have values and says which has none, sentence after sentence', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lrp-lens-'));
    for (const { name, bytes } of writeNativeFolder(squaresOverflow(), 'F64')) writeFileSync(join(folder, name), bytes);
    const { status, errors, answers } = runExplain(['--model', folder, '--tokens', 'w0 w1', 'w2']);
    expect(status).toBe(0);
    expect(answers().map(({ methods, failed }) => [methods.map(({ id }) => id), failed?.map(({ id }) => id)])).toEqual([
      [['lrp', 'gi'], ['sa']],
      [['lrp', 'gi'], ['sa']],
    ]);
    expect(errors).toEqual([
      expect.stringMatching(/^sentence 1: method sa: the square of a gradient grew beyond .* The values of sa are missing\.$/),
      expect.stringMatching(/^sentence 2: method sa: /),
    ]);
    const alone = runExplain(['--model', folder, '--tokens', '--method', 'sa', 'w0 w1']);
    expect([alone.status, alone.lines.length, alone.errors.length]).toEqual([2, 1, 1]);
  });

  it('names the file that is malformed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lrp-lens-'));
    writeFileSync(join(folder, 'config.json'), '{"name": "x"');
    writeFileSync(join(folder, 'model.safetensors'), 'short');
    writeFileSync(join(folder, 'vocab.txt'), 'a\n');
    const { status, errors } = runExplain(['--model', folder, 'x']);
    expect([status, errors.length]).toEqual([2, 1]);
    expect(errors[0]).toMatch(/^config\.json/);
  });
});
