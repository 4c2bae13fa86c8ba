/** The headless command on every golden model: a folder, a file of weights and a zip; and what it is told about models of the user's own. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import type { ModelFile } from '../src/engine/protocol.ts';
import { expectClose } from '../src/testing/expect-close.ts';
import { goldenFiles, readGolden, readTorchGolden, torchGoldenFiles } from '../src/testing/golden.ts';
import { runExplain } from '../src/testing/headless.ts';

const FIXTURES = 'src/testing/fixtures';
const inFixtures = (path: string) => fileURLToPath(new URL(`../${FIXTURES}/${path}`, import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'lrp-lens-'));

afterAll(() => rmSync(scratch, { recursive: true }));

function zipped(name: string, files: readonly ModelFile[]): string {
  const path = join(scratch, `${name}.zip`);
  writeFileSync(path, zipSync(Object.fromEntries(files.map((file) => [`${name}/${file.name}`, file.bytes]))));
  return path;
}

/** Not what is asked after, such as words that nobody says, nor what was assumed. */
const isNoDoubt = (line: string) => !line.endsWith('?') && !line.startsWith('The files do not say ');

/** The first form: every example and every setting. The other forms: what shows that they hold the same model. */
const MODELS = [
  { name: 'tiny', examples: readGolden('tiny').examples, paths: [`${FIXTURES}/tiny`, zipped('tiny', goldenFiles('tiny'))] },
  { name: 'float32', examples: readGolden('float32').examples, paths: [`${FIXTURES}/float32`] },
  {
    name: 'pytorch-bidi',
    examples: readTorchGolden('pytorch-bidi').examples,
    paths: [
      `${FIXTURES}/pytorch-bidi`,
      zipped('pytorch-bidi', torchGoldenFiles('pytorch-bidi')),
      `${FIXTURES}/keras-bidi/model.keras`,
    ],
  },
  {
    name: 'pytorch-uni',
    examples: readTorchGolden('pytorch-uni').examples,
    paths: [`${FIXTURES}/pytorch-uni/model.pt`, `${FIXTURES}/keras-uni/model.weights.h5`],
  },
] as const;

describe.each(MODELS)('$name', ({ examples, paths }) => {
  it.each([...paths])('gives the golden figures from %s', (path) => {
    let checked = 0;
    const targets = [...new Set(examples.map((example) => example.target))].reverse();
    const whole = path === paths[0];
    for (const [turn, target] of targets.slice(0, whole ? targets.length : 1).entries()) {
      const chosen = examples.filter((example) => example.target === target);
      for (const index of whole ? [0, 1, 2].filter((setting) => setting % targets.length === turn) : [0]) {
        const { eps = 0, bias_factor = 0 } = chosen[0]?.lrp[index] ?? {};
        const options = [
          '--model',
          path,
          '--tokens',
          '--target',
          String(target),
          '--eps',
          String(eps),
          '--bias-factor',
          String(bias_factor),
        ];
        const { status, errors, answers } = runExplain(options, chosen.map(({ tokens }) => `${tokens.join(' ')}\n`).join(''));
        const told = path.endsWith('.weights.h5') ? [expect.stringMatching(/^The file holds weights alone/)] : [];
        expect([status, errors.filter(isNoDoubt)]).toEqual([0, told]);
        const given = answers();
        expect(given).toHaveLength(chosen.length);
        for (const [at, example] of chosen.entries()) {
          const [lrp, sa, gi] = given[at]?.methods ?? [];
          expect(given[at]?.predicted).toBe(example.predicted);
          expectClose(given[at]?.scores ?? [], example.scores, 1e-10, 'scores');
          expectClose(lrp?.words ?? [], example.lrp[index]?.words ?? [], 1e-10, 'lrp');
          expectClose(sa?.words ?? [], example.sa, 1e-10, 'sa');
          expectClose(gi?.words ?? [], example.gi, 1e-10, 'gi');
          checked++;
        }
      }
    }
    expect(checked).toBeGreaterThanOrEqual(whole ? examples.length : 2);
  });
});

it('--delete zeroes words, as the reference’s delete_pos', () => {
  const example = readGolden('tiny').examples.find(({ tokens, deleted }) => tokens.length > 2 && deleted.length > 0);
  const [deleted] = example?.deleted ?? [];
  if (!example || !deleted) throw new Error('the fixture has no such example');
  const args = ['--model', `${FIXTURES}/tiny`, '--tokens', '--delete', deleted.delete_pos.join(','), example.tokens.join(' ')];
  expectClose(runExplain(args).answers()[0]?.scores ?? [], deleted.scores, 1e-10, 'scores after deletion');
});

describe('a model of the user’s own', () => {
  const uni = readTorchGolden('pytorch-uni').examples[0];
  const sentence = uni?.tokens.join(' ') ?? '';
  const explain = (...args: readonly string[]) => runExplain([...args, '--method', 'sa', '--tokens', sentence]);

  it('takes its vocabulary from elsewhere, and what it is told', () => {
    const folder = mkdtempSync(join(scratch, 'own-'));
    copyFileSync(inFixtures('pytorch-uni/model.pt'), join(folder, 'weights.pt'));
    const words = readFileSync(inFixtures('pytorch-uni/vocab.txt'), 'utf8').trimEnd().split('\n');
    writeFileSync(join(folder, 'notes.txt'), 'not words');
    const vocabulary = join(scratch, 'list-of-words');
    writeFileSync(vocabulary, words.join('\n'));
    const options = ['--model', join(folder, 'weights.pt'), '--vocab', vocabulary];
    const { status, errors, answers } = explain(
      ...options,
      '--classes',
      'no, yes',
      '--target',
      'yes',
      '--unknown',
      'none',
      '--gate-order',
      'ifgo',
    );
    expect([status, errors.filter(isNoDoubt)]).toEqual([0, []]);
    expect(errors.join('\n')).toContain('The files do not say readout=final, output=softmax; this was assumed.');
    const [answer] = answers();
    expect(answer?.model).toMatchObject({ name: 'weights.pt', classes: ['no', 'yes'] });
    expect(answer?.target).toBe(1);
    expectClose(answer?.scores ?? [], uni?.scores ?? [], 1e-10, 'scores');
    const [other] = explain(...options, '--gate-order', 'igfo', '--no-lowercase', '--padding', '0').answers();
    expect(other?.scores).not.toEqual(answer?.scores);
  });

  it('takes a mapping of its tensors', () => {
    const model = ['--model', `${FIXTURES}/pytorch-uni`];
    const [answer] = explain(...model, '--map', 'left.bias_hh=none', '--ignore', biasName()).answers();
    expect(answer?.scores).not.toEqual(uni?.scores);
    const { status, errors } = explain(...model, '--map', 'left.bias_hh=none');
    expect(status).toBe(2);
    expect(errors).toEqual([expect.stringContaining(`found ${biasName()}`)]);
  });

  it.each<[string[], RegExp]>([
    [['--gate-order', 'abc'], /^gate order: is not an order of the gates; .*found "abc"\.$/],
    [['--lowercase', '--no-lowercase'], /^--lowercase: is combined with --no-lowercase/],
    [
      ['--choose', 'readout=middle'],
      /^choices: do not fit what the files leave open; .*final\|max\|mean.*found readout="middle"\.$/,
    ],
    [['--choose', 'max'], /^--choose: does not name a choice and its value; /],
    [['--map', 'output.weight=x'], /^model\.pt output\.weight: is mapped to a tensor that is not there; /],
  ])('is told on one line what is wrong: %j', (args, message) => {
    const { status, errors, lines } = explain('--model', `${FIXTURES}/pytorch-uni/model.pt`, ...args);
    expect([status, errors.length, lines]).toEqual([2, 1, []]);
    expect(errors[0]).toMatch(message);
  });
});

function biasName(): string {
  return Object.keys(readTorchGolden('pytorch-uni').state_dict).find((name) => name.includes('bias_hh')) ?? '';
}
