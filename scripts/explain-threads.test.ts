/** The headless command on all cores: the same output as on one, in the order of the input, whatever happens on the way. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mulberry32 } from '../src/model/random.ts';
import { runExplain } from '../src/testing/headless.ts';
import { Answerer, readArguments } from './explain-answer.ts';
import { Threads, threadCount } from './explain-threads.ts';

const NETWORKS = 'src/testing/fixtures/networks';
const scratch = mkdtempSync(join(tmpdir(), 'lrp-lens-'));

afterAll(() => rmSync(scratch, { recursive: true }));

const random = mulberry32(13);
const word = () => `w${Math.floor(12 * random())}`;
const words = (count: number) => Array.from({ length: count }, word).join(' ');
const row = () => [1, 2, 3, 4].map(() => Math.round(1000 * random()) / 1000);

describe('threads', () => {
  it.each<[string, string[], () => string]>([
    ['words behind padding', ['--model', `${NETWORKS}/padded-pre`, '--tokens'], () => words(1 + Math.floor(20 * random()))],
    [
      'word ids and other padding',
      ['--model', `${NETWORKS}/gru`, '--ids', '--padding', 'post:30:1', '--method', 'lrp'],
      () => words(8).replaceAll('w', ''),
    ],
    ['rows of numbers', ['--model', `${NETWORKS}/numeric`, '--numbers'], () => JSON.stringify([row(), row(), row()])],
    ['lines some of which are bad', ['--delete', '2'], () => (random() < 0.3 ? 'two words' : 'more than two words')],
  ])('answer as one does, bit for bit: %s', async (_, args, line) => {
    const lines = Array.from({ length: 60 }, line);
    const alone = await Answerer.load(readArguments(args));
    const expected = [];
    for (const [index, one] of lines.entries()) expected.push(await alone.answer(one, index + 1));
    const threads = new Threads(2, args);
    try {
      const all = await Promise.all(lines.map((one, index) => threads.answer(one, index + 1)));
      expect(all).toEqual(expected);
    } finally {
      await threads.stop();
    }
  });

  it('that cannot go on say so, rather than leave their lines unanswered', async () => {
    const threads = new Threads(2, ['--model', join(scratch, 'nowhere')]);
    await expect(threads.answer('a', 1)).rejects.toThrow(/nowhere|ended before its time/);
    await threads.stop();
  });

  it('are as many as there are cores and as memory has room for, one at the least', () => {
    expect(threadCount(0)).toBeGreaterThanOrEqual(1);
    expect(threadCount(1e15)).toBe(1);
  });
});

describe('many lines', () => {
  // Far more than what one thread is left alone with.
  const many = Array.from({ length: 1500 }, () => words(12));
  const args = ['--tokens', '--method', 'lrp'];
  const tokensOf = (line: string) => (JSON.parse(line) as { tokens: string[] }).tokens.join(' ');

  it('are answered in their order', () => {
    const { status, errors, lines } = runExplain(args, many.join('\n'));
    expect([status, errors]).toEqual([0, []]);
    expect(lines.map(tokensOf)).toEqual(many);
  });

  it('end at a line that is bad, which is named, with all that stand before it answered', () => {
    const { status, errors, lines } = runExplain(args, many.with(1199, 'w1  w2').with(1300, '').join('\n'));
    expect(status).toBe(2);
    expect(errors).toEqual([
      'line 1200, --tokens: a token is empty; expected tokens split by single spaces, found "w1  w2". See --help. ' +
        'Fix this line: neither it nor any line after it was explained.',
    ]);
    expect(lines.map(tokensOf)).toEqual(many.slice(0, 1199));
  });

  it('may be read by a program that goes away', () => {
    const input = join(scratch, 'lines.txt');
    writeFileSync(input, many.join('\n'));
    const command = `"$0" --import tsx scripts/explain.ts --tokens < "$1" | head -2; echo "$\{PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command, process.execPath, input], { encoding: 'utf8' });
    const [first = '', second = '', status] = stdout.trim().split('\n');
    expect([tokensOf(first), tokensOf(second), status, stderr]).toEqual([many[0], many[1], '0', '']);
  });
});

it.each<[string, string[], RegExp]>([
  [
    '--ids',
    ['1 2', '1 x'],
    /^line 2, --ids: is not a word id; expected whole numbers from 0, found x\. See --help\. Fix this line/,
  ],
  ['--ids', ['1 2', '1 99'], /^line 2, ids: are not word ids; expected 0 to 11, found 99\. Fix/],
  ['--tokens', ['w1', ''], /^line 2, sentence: has no words; .* Fix this line/],
])('a line that %s does not fit is named: %j', (option, lines, message) => {
  const { status, errors, lines: answers } = runExplain(['--model', `${NETWORKS}/gru`, option], `${lines.join('\n')}\n`);
  expect([status, errors.length, answers.length]).toEqual([2, 1, 1]);
  expect(errors[0]).toMatch(message);
});
