import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeNativeFolder } from '../src/formats/programs/index.ts';
import { runExplain } from '../src/testing/headless.ts';
import { squaresOverflow } from '../src/testing/overflowing-models.ts';

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

  it.each<[string, string[], RegExp]>([
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
