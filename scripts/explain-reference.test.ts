/** `--reference`: what files do not say is found, told, and explained with; or said not to be found. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { expectClose } from '../src/testing/expect-close.ts';
import { runExplain } from '../src/testing/headless.ts';

const FIXTURES = 'src/testing/fixtures/pytorch-more';
const scratch = mkdtempSync(join(tmpdir(), 'lrp-lens-'));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Example {
  readonly tokens: readonly string[];
  readonly scores: readonly number[];
}

const examplesOf = (name: string): Example[] => JSON.parse(readFileSync(`${FIXTURES}/${name}/golden.json`, 'utf8')).examples;

function fileOf(examples: readonly Example[]): string {
  const path = join(scratch, `${Math.random()}.jsonl`);
  writeFileSync(path, examples.map(({ tokens, scores }) => JSON.stringify({ tokens, scores })).join('\n'));
  return path;
}

describe('PyTorch’s golden networks, of which the files do not tell the readout', () => {
  it.each(['last-step', 'max-pool', 'mean-gru', 'stacked'])('%s', (name) => {
    const examples = examplesOf(name);
    const args = ['--model', `${FIXTURES}/${name}`, '--reference', fileOf(examples), '--method', 'sa', '--tokens'];
    const { status, errors, answers } = runExplain([...args, ...examples.map(({ tokens }) => tokens.join(' '))]);
    const told = errors.filter((line) => line.startsWith('--reference: '));
    expect([status, told[0]]).toEqual([
      0,
      expect.stringMatching(/^--reference: [\d,]+ combinations tried with 8 sentences: one fits, /),
    ]);
    expect(told).toContainEqual(expect.stringMatching(/^--reference: How the words are read out: ./));
    for (const [index, { scores }] of answers().entries()) {
      const wanted = examples[index]?.scores ?? [];
      expectClose(scores.slice(-wanted.length), wanted, 1e-10, name);
    }
  });
});

describe('one line on standard error, and exit status 2', () => {
  const model = ['--model', `${FIXTURES}/mean-gru`, '--tokens', 'w3'];
  it.each<[string, string[], RegExp]>([
    [
      'where none fits',
      ['--reference', fileOf(examplesOf('mean-gru')), '--choose', 'readout=max'],
      /^--reference \S+: [\d,]+ combinations tried with 8 sentences: none fits; the nearest differs by 0\.\d+\./,
    ],
    [
      'where several fit',
      ['--reference', fileOf(examplesOf('mean-gru').slice(0, 1)), '--padding', 'none'],
      /: \d+ of them fit, with differences below 0\.0001\. They differ in: .*tell them apart: \S+ \S+/,
    ],
    [
      'where a line cannot be read',
      ['--reference', 'README.md'],
      /^--reference README\.md line 1: .* \d+ more lines cannot be read\.$/,
    ],
    ['where there is no such file', ['--reference', 'nowhere.jsonl'], /^--reference: .*found nowhere\.jsonl/],
  ])('%s', (_, args, message) => {
    const { status, errors, lines } = runExplain([...model, ...args]);
    expect([status, errors.length, lines]).toEqual([2, 1, []]);
    expect(errors[0]).toMatch(message);
  });
});
