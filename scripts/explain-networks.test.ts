/** The headless command on lists of layers: words, word ids, rows of numbers, padding. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Explanation } from '../src/engine/protocol.ts';
import { expectClose } from '../src/testing/expect-close.ts';
import { networkExamples } from '../src/testing/golden-networks.ts';
import { runExplain } from '../src/testing/headless.ts';

const NETWORKS = 'src/testing/fixtures/networks';
const scratch = mkdtempSync(join(tmpdir(), 'lrp-lens-'));

afterAll(() => rmSync(scratch, { recursive: true }));

/** Answers for the examples of one target, each given as a line of standard input. */
function answersFor(name: string, options: readonly string[], lineOf: (index: number) => string) {
  const examples = networkExamples(name).map((example, index) => ({ example, index }));
  const target = examples[0]?.example.target ?? 0;
  const chosen = examples.filter(({ example }) => example.target === target);
  const { status, errors, answers } = runExplain(
    ['--model', `${NETWORKS}/${name}`, '--target', String(target), ...options],
    chosen.map(({ index }) => `${lineOf(index)}\n`).join(''),
  );
  expect([status, errors]).toEqual([0, []]);
  return answers().map((answer, at) => ({ answer, example: chosen[at]?.example }));
}

function checkFigures(pairs: ReturnType<typeof answersFor>): void {
  expect(pairs.length).toBeGreaterThan(0);
  for (const { answer, example } of pairs) {
    const [lrp, sa, gi] = answer.methods;
    expectClose(answer.scores, example?.scores ?? [], 1e-8, 'scores');
    expectClose(answer.probabilities, example?.probabilities ?? [], 1e-8, 'probabilities');
    expectClose(lrp?.words ?? [], example?.lrp[0]?.words ?? [], 1e-8, 'lrp');
    expectClose([lrp?.padding ?? 0], [example?.lrp[0]?.padding ?? Number.NaN], 1e-8, 'padding');
    expectClose(sa?.words ?? [], example?.sa ?? [], 1e-8, 'sa');
    expectClose(gi?.words ?? [], example?.gi ?? [], 1e-8, 'gi');
  }
}

describe('golden networks', () => {
  it.each(['attention', 'multi-label', 'padded-pre', 'flatten'])('%s: words', (name) => {
    const examples = networkExamples(name);
    checkFigures(answersFor(name, ['--tokens'], (index) => examples[index]?.tokens?.join(' ') ?? ''));
  });

  it('stacked-bilstm: word ids', () => {
    const examples = networkExamples('stacked-bilstm');
    const ids = (index: number) => (examples[index]?.tokens ?? []).map((token) => token.slice(1)).join(' ');
    checkFigures(answersFor('stacked-bilstm', ['--ids'], ids));
  });

  it.each(['numeric', 'numeric-regression'])('%s: rows of numbers', (name) => {
    const examples = networkExamples(name);
    const pairs = answersFor(name, ['--numbers'], (index) => JSON.stringify(examples[index]?.inputs));
    checkFigures(pairs);
    for (const { answer, example } of pairs) {
      expectClose(answer.methods[0]?.inputs?.flat() ?? [], example?.lrp[0]?.inputs?.flat() ?? [], 1e-8, 'inputs');
    }
  });

  it('numeric: a CSV file, with names of its columns or without', () => {
    const examples = networkExamples('numeric');
    const fileOf = (index: number) => {
      const path = join(scratch, `${index}.csv`);
      const rows = (examples[index]?.inputs ?? []).map((row) => row.join(','));
      writeFileSync(path, `${[...(index % 2 === 0 ? ['f0,f1,f2,f3'] : []), ...rows].join('\n')}\n`);
      return path;
    };
    checkFigures(answersFor('numeric', ['--numbers'], fileOf));
  });
});

describe('--numbers FILE', () => {
  const scaler = 'src/testing/fixtures/scalers/standard.pkl';
  const fileOf = (name: string, content: string) => {
    const path = join(scratch, name);
    writeFileSync(path, content);
    return path;
  };
  const ask = (...args: readonly string[]) => runExplain(['--model', `${NETWORKS}/numeric-regression`, '--numbers', ...args]);
  const parsed = (lines: readonly string[]): Explanation[] => lines.map((line) => JSON.parse(line) as Explanation);
  const TWO = 'run,f0,f1,f2,when\na,1,2,3,x\na,4,,6,y\nb,7,8,9,z\n';

  it('is a line of JSON for each sequence, with its name and its times, and says what stands for missing values', () => {
    const { lines, errors, status } = ask('--id', 'run', '--time', 'when', '--missing', 'last', fileOf('two.csv', TWO));
    const [first, second] = parsed(lines);
    expect([status, lines.length, errors]).toEqual([0, 2, ['sentence 1: 1 missing values: last stands for them.']]);
    expect(first?.sequence).toEqual({ file: 'two.csv', name: 'a', times: ['x', 'y'] });
    expect(first?.numbers).toEqual([
      [1, 2, 3],
      [4, 2, 6],
    ]);
    expect([second?.sequence?.name, second?.numbers]).toEqual(['b', [[7, 8, 9]]]);
  });

  it('is cut into windows, and scaled as a scaler of scikit-learn or typed figures say', () => {
    const path = fileOf('three.tsv', '1\t2\t3\n4\t5\t6\n7\t8\t9\n');
    const windows = parsed(ask('--windows', '2:1', '--means', '-1,0,1', '--deviations', '2', path).lines);
    expect(windows.map(({ numbers }) => numbers?.[0])).toEqual([
      [1, 1, 1],
      [2.5, 2.5, 2.5],
    ]);
    expect(windows[1]?.sequence).toMatchObject({
      name: 'steps 2 to 3',
      given: [
        [4, 5, 6],
        [7, 8, 9],
      ],
      scaling: { kind: 'typed' },
    });
    const [scaled] = parsed(ask('--scaler', scaler, path).lines);
    expect(scaled?.sequence?.scaling?.kind).toBe('standard');
    expect(scaled?.numbers?.[0]?.[2]).toBeLessThan(-5);
  });

  it('holds a sequence against zeros, its means, another sequence or a file: values are differences and add up to that of the outputs', () => {
    const path = fileOf('equal.csv', 'run,f0,f1,f2\na,1,2,3\na,4,2,6\nb,7,8,9\nb,0,1,0\n');
    const against = (...args: readonly string[]) => parsed(ask('--method', 'lrp,ig', '--id', 'run', ...args, path).lines);
    const alone = against();
    const found = against('--baseline', 'b');
    const [first, second] = found;
    expect(first?.baseline).toMatchObject({ name: 'b', scores: alone[1]?.scores });
    expect(first?.baseline?.explained).toBeCloseTo(Number(alone[0]?.scores[0]) - Number(alone[1]?.scores[0]), 12);
    const [own, other] = alone.map(({ methods }) => methods[0]?.inputs?.[1]?.[2] ?? Number.NaN);
    expect(first?.methods[0]?.inputs?.[1]?.[2]).toBeCloseTo(Number(own) - Number(other), 12);
    expect([second?.baseline?.explained, second?.methods[0]?.words]).toEqual([0, [0, 0]]);
    for (const { baseline, methods } of [...found, ...against('--baseline', 'mean'), ...against('--baseline', 'zero')]) {
      const [lrp, ig] = methods.map((method) => ({ ...method, sum: method.words.reduce((sum, value) => sum + value, 0) }));
      const shares = [lrp?.rest, lrp?.bias, lrp?.stabiliser].map(Number).reduce((sum, value) => sum + value, lrp?.sum ?? 0);
      expect(shares).toBeCloseTo(baseline?.explained ?? Number.NaN, 9);
      expect((ig?.sum ?? 0) + Number(ig?.base) + Number(ig?.gap)).toBeCloseTo(baseline?.explained ?? Number.NaN, 9);
      expect([lrp?.left, lrp?.padding]).toEqual([undefined, undefined]);
    }
    const one = fileOf('one.csv', 'f0,f1,f2\n7,8,9\n0,1,0\n');
    expect(against('--baseline', one)[0]?.methods).toEqual(first?.methods);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['no such sequence', ['--baseline', 'c'], /--baseline: is neither a baseline nor a file.*or one of a, b, found c/],
    ['another length', ['--baseline', 'b'], /baseline: has another length than the sequence; expected 2 steps, found 1/],
    ['what is deleted besides', ['--baseline', 'zero', '--delete', '0'], /--baseline: is combined with --delete/],
  ])('says in one line what is wrong with a baseline: %s', (_what, args, message) => {
    const { errors, status } = ask('--id', 'run', '--missing', 'zero', ...args, fileOf('two.csv', TWO));
    expect([status, errors.length <= 2]).toEqual([2, true]);
    expect(errors.join('\n')).toMatch(message);
  });

  it('may have more steps than a sentence has words, up to 2,000', () => {
    const rows = (count: number) => JSON.stringify(Array.from({ length: count }, (_, t) => [t % 7, 1, 0]));
    const { lines, errors } = ask('--method', 'lrp', rows(600), rows(2003));
    expect(parsed(lines).map(({ tokens }) => tokens.length)).toEqual([600, 2000]);
    expect(errors).toEqual(['sentence 2: the last 3 rows were left out; at most 2000 are explained.']);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['f0,f1,f2\n1,NaN,3\n', [], /^sentence 1, .*bad\.csv: 1 value is missing; .*line 2, f1/],
    [TWO, ['--id', 'who'], /there is no such column; expected run, f0, f1, f2, when, found who/],
    [TWO, ['--scaler', scaler, '--means', '1'], /^--scaler: is combined with means or deviations/],
  ])('%j %j is refused on one line', (content, args, message) => {
    const { status, errors, lines } = ask(...args, fileOf('bad.csv', content));
    expect([status, errors.length, lines]).toEqual([2, 1, []]);
    expect(errors[0]).toMatch(message);
  });
});

describe('--padding', () => {
  const ask = (padding: string, name = 'padded-pre') =>
    runExplain(['--model', `${NETWORKS}/${name}`, '--tokens', '--padding', padding, 'w4 w5 w2']);

  it('goes before what the files say', () => {
    const [none] = ask('none').answers();
    const [same] = ask('pre:9:0').answers();
    const [usual] = runExplain(['--model', `${NETWORKS}/padded-pre`, '--tokens', 'w4 w5 w2']).answers();
    const [short] = ask('post:2').answers();
    expect(same).toEqual(usual);
    expect(none?.methods[0]).not.toHaveProperty('padding');
    expect(none?.scores).not.toEqual(usual?.scores);
    expect(short?.read).toEqual([0, 2]);
  });

  it.each<[string, string, RegExp]>([
    [
      'pre',
      'padded-pre',
      /^--padding: is not a padding; expected none, a word id, pre:LENGTH\[:ID\] or post:LENGTH\[:ID\], found pre\./,
    ],
    ['pre:0', 'padded-pre', /^--padding: is not a padding/],
    ['pre:5:99', 'padded-pre', /^padding id: is not an id in the vocabulary; expected 0 to 11, found 99\./],
    ['none', 'flatten', /^layer 1 \(readout\): needs sentences of one length/],
  ])('%s on %s is refused', (padding, name, message) => {
    const { status, errors } = ask(padding, name);
    expect([status, errors.length]).toEqual([2, 1]);
    expect(errors[0]).toMatch(message);
  });
});

it('says what was taken though the file does not say it: on which side a Keras model is filled up', () => {
  const model = ['--model', 'src/testing/fixtures/keras-networks/flatten.h5', '--vocab', `${NETWORKS}/flatten/vocab.txt`];
  const { status, errors } = runExplain([...model, '--tokens', 'w1']);
  expect(status).toBe(0);
  expect(errors[0]).toMatch(/^The model reads \d+ words: shorter sentences are padded before .* The file does not say so\.$/);
});

it.each<[string[], RegExp]>([
  [
    ['--model', `${NETWORKS}/numeric`, 'a film'],
    /^sentence 1, input: is not a numbers; expected rows of 4 numbers: this model reads these/,
  ],
  [['--model', `${NETWORKS}/numeric`, '--numbers', '[[1, "a"]]'], /^sentence 1, --numbers: are not rows of numbers/],
  [
    ['--model', `${NETWORKS}/numeric`, '--numbers', '[[1, 2]]'],
    /^sentence 1, numbers row 0: has the wrong length; expected 4 numbers/,
  ],
  [['--model', `${NETWORKS}/numeric`, '--numbers', 'nowhere.csv'], /^sentence 1, --numbers: ENOENT/],
  [
    ['--model', `${NETWORKS}/gru`, '--ids', '3 x'],
    /^sentence 1, --ids: is not a word id; expected whole numbers from 0, found x\./,
  ],
  [['--model', `${NETWORKS}/gru`, '--ids', '3 99'], /^sentence 1, ids: are not word ids; expected 0 to 11, found 99\./],
  [['--ids', '--tokens', 'x'], /^--tokens: is combined with another/],
  [['--windows', '3', 'x'], /^--windows: is about files of numbers/],
])('tells on one line what is wrong: %j', (args, message) => {
  const { status, errors, lines } = runExplain(args);
  expect([status, errors.length, lines]).toEqual([2, 1, []]);
  expect(errors[0]).toMatch(message);
});
