import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../src/engine/protocol.ts';
import { expectClose } from '../src/testing/expect-close.ts';
import { readGolden, readTorchGolden } from '../src/testing/golden.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TINY = 'src/testing/fixtures/tiny';

function explain(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync('npx', ['tsx', 'scripts/explain.ts', ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
  });
  const errors = stderr.split('\n').filter((line) => line && !line.startsWith('npm warn'));
  return {
    status,
    errors,
    lines: stdout.split('\n').filter(Boolean),
    answers: () =>
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Explanation),
  };
}

describe('the headless command', { timeout: 20_000 }, () => {
  it('explains each argument with the bundled model, one JSON object a line', () => {
    const { status, errors, answers } = explain(['A dull film.', "It's superb!"]);
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

  it('reads a model in the reference’s format and gives the reference program’s figures', () => {
    const golden = readGolden('tiny');
    const example = golden.examples.find(({ tokens }) => tokens.length > 2);
    const [lrp] = example?.lrp ?? [];
    if (!example || !lrp) throw new Error('the fixture has no such example');
    const options = [
      '--model',
      TINY,
      '--tokens',
      '--target',
      String(example.target),
      '--eps',
      String(lrp.eps),
      '--bias-factor',
      String(lrp.bias_factor),
    ];
    const { status, answers } = explain(options, `${example.tokens.join(' ')}\n`);
    expect(status).toBe(0);
    const [answer] = answers();
    expectClose(answer?.scores ?? [], example.scores, 1e-10, 'scores');
    expectClose(answer?.methods[0]?.words ?? [], lrp.words, 1e-10, 'lrp');
    const [deleted] = example.deleted;
    const without = explain([...options, '--delete', deleted?.delete_pos.join(',') ?? ''], `${example.tokens.join(' ')}\n`);
    expectClose(without.answers()[0]?.scores ?? [], deleted?.scores ?? [], 1e-10, 'scores after deletion');
  });

  it.each([
    'pytorch-bidi',
    'pytorch-uni/model.pt',
    'keras-bidi/model.h5',
    'keras-uni/model.weights.h5',
    'keras-bidi/model.keras',
  ])("reads a model of PyTorch's or Keras': %s", (path) => {
    const golden = readTorchGolden(path.includes('bidi') ? 'pytorch-bidi' : 'pytorch-uni');
    const example = golden.examples.at(-1);
    const [lrp] = example?.lrp ?? [];
    if (!example || !lrp) throw new Error('the fixture has no such example');
    const options = ['--model', `src/testing/fixtures/${path}`, '--tokens', '--target', String(example.target)];
    const settings = ['--eps', String(lrp.eps), '--bias-factor', String(lrp.bias_factor)];
    const { status, errors, answers } = explain([...options, ...settings, example.tokens.join(' ')]);
    expect([status, errors]).toEqual([0, []]);
    const [answer] = answers();
    expectClose(answer?.scores ?? [], example.scores, 1e-10, 'scores');
    expectClose(answer?.methods[0]?.words ?? [], lrp.words, 1e-10, 'lrp');
    expectClose(answer?.methods[1]?.words ?? [], example.sa, 1e-10, 'sa');
    expectClose(answer?.methods[2]?.words ?? [], example.gi, 1e-10, 'gi');
  });

  it('takes a class by name and chosen methods', () => {
    const [answer] = explain(['--target', 'very positive', '--method', 'gi,sa', 'fine']).answers();
    expect([answer?.target, answer?.methods.map(({ id }) => id)]).toEqual([4, ['gi', 'sa']]);
  });

  it.each<[string, string[], RegExp]>([
    [
      'an unknown class',
      ['--target', 'great', 'x'],
      /^--target: is no class of this model; expected predicted, 0 to 4, or one of: very negative/,
    ],
    ['eps < 0', ['--eps', '-1', 'x'], /^sentence 1, eps: is out of range; expected a number >= 0, found -1\.$/],
    [
      'a missing folder',
      ['--model', 'nowhere', 'x'],
      /^--model: .*expected a folder or a file that holds a model, found nowhere/,
    ],
    ['a folder without a model', ['--model', 'docs', 'x'], /vocab\.txt.*embeddings\.npy/],
    ['an unknown option', ['--fast', 'x'], /^arguments: Unknown option '--fast'/],
    ['an empty sentence', [''], /^sentence 1, sentence: holds no word/],
    [
      'a position outside',
      ['--delete', '4', 'x'],
      /^sentence 1, delete: no word stands there; expected positions 0 to 0, found 4\.$/,
    ],
  ])('tells on one line what is wrong: %s', (_, args, message) => {
    const { status, errors, lines } = explain(args);
    expect(status).toBe(2);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(message);
    expect(lines).toEqual([]);
  });

  it('names the file that is malformed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lrp-lens-'));
    writeFileSync(join(folder, 'config.json'), '{"name": "x"');
    writeFileSync(join(folder, 'model.safetensors'), 'short');
    writeFileSync(join(folder, 'vocab.txt'), 'a\n');
    const { status, errors } = explain(['--model', folder, 'x']);
    expect([status, errors.length]).toEqual([2, 1]);
    expect(errors[0]).toMatch(/^config\.json/);
  });
});
