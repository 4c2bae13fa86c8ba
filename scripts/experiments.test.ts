import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMPARED_EXPERIMENTS } from '../src/experiments/compared-figures.ts';
import { FIVE_SENTIMENTS } from '../src/model/class-names.ts';
import { BUILT_IN_EXAMPLES } from '../src/state/examples/built-in.ts';
import { bootstrapPlainly } from '../src/testing/plain-bootstrap.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODEL = join(ROOT, 'public/model');
const byNumber = (a: number, b: number) => a - b;

function run(args: readonly string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/experiments.ts', ...args], { cwd: ROOT, encoding: 'utf8' });
}

/** The last column of the comparison, which is another on each run. */
function withoutTimes(report: string): string {
  const [before = '', comparison = ''] = report.split('## All methods');
  return before + comparison.replaceAll(/[\d.–]+ \|$/gm, '|');
}

describe('npm run experiments', () => {
  it('writes a report of all experiments, and the same again, with everything as JSON', () => {
    const folder = mkdtempSync(join(tmpdir(), 'experiments-'));
    try {
      const json = join(folder, 'results.json');
      const out = join(folder, 'results.md');
      const some = ['--limit', '40', '--methods', 'lrp,gi,sa'];
      const [first, second] = [run(some), run([...some, '--json', json, '--out', out])];
      expect([first.status, second.status]).toEqual([0, 0]);
      expect(withoutTimes(readFileSync(out, 'utf8'))).toBe(withoutTimes(first.stdout));
      expect(first.stdout.match(/^## .*$/gm)).toEqual([
        '## Accuracy',
        '## Word deletion',
        '## Relevance by position',
        '## Representative words',
        '## Faithfulness over the data set',
        '## Agreement of methods',
        '## All methods',
        '## Known answers',
      ]);
      const { results } = JSON.parse(readFileSync(json, 'utf8'));
      expect(results.accuracy.count).toBe(40);
      expect(results.accuracy.predicted).toHaveLength(40);
      expect(first.stdout).toContain(`| all 5 classes, 40 sentences | ${((100 * results.accuracy.correct) / 40).toFixed(1)} % |`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('takes any file, its columns by name, and says how it was read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'experiments-'));
    try {
      const file = join(folder, 'reviews.csv');
      const rows = Array.from({ length: 12 }, (_, n) => `${n},A ${n % 2 ? 'fine' : 'dull'} film number ${n}.,${n % 2 ? 5 : 1}`);
      writeFileSync(file, ['id,review,stars', ...rows].join('\n'));
      const json = join(folder, 'results.json');
      const args = ['--file', file, '--text-column', 'review', '--label-column', 'stars', '--methods', 'lrp,gi', '--json', json];
      const { status, stdout, stderr } = run(args);
      expect([status, stderr]).toEqual([0, expect.stringContaining('are read as')]);
      expect(stdout).toContain('reviews.csv');
      const { data, results } = JSON.parse(readFileSync(json, 'utf8'));
      expect([data, results.accuracy.count]).toEqual(['reviews.csv', 12]);
      const unlabelled = run(['--file', file, '--text-column', 'review', '--label-column', 'none', '--methods', 'lrp']);
      expect(unlabelled.status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('takes methods and their options, and compares each with the real loss', () => {
    const { status, stdout } = run(['--limit', '375', '--methods', 'lrp,ig', '--nodes', '4']);
    expect(status).toBe(0);
    expect(stdout).toContain('| LRP and Integrated Gradients |');
    expect(stdout).toContain('Integrated Gradients: 4 nodes.');
    const [, comparison = ''] = /^## All methods$(.*?)(?=^## )/ms.exec(stdout) ?? [];
    const rows = [...comparison.matchAll(/^\| (.*) \|$/gm)].map(([, cells = '']) => cells.split(' | '));
    expect(rows.map(([name]) => name)).toEqual(['', '---', 'LRP', 'Real loss', 'Integrated Gradients', 'random']);
    const [, , lrp = [], loss = [], ig = []] = rows;
    expect(loss.slice(5, 7)).toEqual(['itself', 'itself']);
    expect(Number(lrp.at(-1))).toBeGreaterThan(0);
    expect([lrp, ig].every((row) => /^0\.\d+ ± /.test(row[5] ?? ''))).toBe(true);
  });

  it('compares two models: the second’s figures are those of its own run, intervals those of a plain bootstrap, disagreements counted', () => {
    const folder = mkdtempSync(join(tmpdir(), 'experiments-'));
    try {
      const at = (name: string) => join(folder, name);
      // Other words for the same weights: another model.
      const words = readFileSync(join(MODEL, 'vocab.txt'), 'utf8').trimEnd().split('\n');
      const vocabulary = join(mkdtempSync(join(folder, 'other-')), 'vocab.txt');
      writeFileSync(vocabulary, words.toReversed().join('\n'));
      const long = BUILT_IN_EXAMPLES.filter(({ text }) => text.split(' ').length >= 10).slice(0, 30);
      const labels = long.map(({ gold }) => gold ?? 0);
      const rows = long.map(({ text }, n) => `"${text.replaceAll('"', '""')}",${FIVE_SENTIMENTS[labels[n] ?? 0]}`);
      writeFileSync(at('some.csv'), ['text,label', ...rows].join('\n'));
      const some = ['--file', at('some.csv'), '--text-column', 'text', '--label-column', 'label', '--methods', 'lrp,gi'];
      const compare = ['--compare', MODEL, '--compare-vocab', vocabulary, '--json', at('both.json'), '--out', at('both.md')];
      const second = ['--model', MODEL, '--vocab', vocabulary, '--json', at('second.json')];
      expect([run([...some, ...compare]).status, run([...some, ...second]).status]).toEqual([0, 0]);
      const read = (name: string) => JSON.parse(readFileSync(at(name), 'utf8'));
      const [{ results, compared }, alone] = [read('both.json'), read('second.json')];
      for (const id of COMPARED_EXPERIMENTS) expect(compared.results[id], id).toEqual(alone.results[id]);

      const hits: number[][] = [results, compared.results].map((one) =>
        labels.map((gold, n) => (one.accuracy.predicted[n] === gold ? 1 : 0)),
      );
      const drops: number[][] = [results, compared.results].map((one) => one.faithfulness.bySentence.comprehensiveness[0]);
      for (const [name, of, [inA = [], inB = []]] of [
        ['accuracy', [], hits],
        ['comprehensiveness', ['lrp'], drops],
      ] as const) {
        const mean = (values: readonly number[], drawn: readonly number[]) =>
          drawn.reduce((sum, n) => sum + (values[n] ?? Number.NaN), 0) / drawn.length;
        const difference = (drawn: readonly number[]) => mean(inB, drawn) - mean(inA, drawn);
        const all = Array.from(inA.keys());
        const plain = bootstrapPlainly(all, difference, compared.bootstrap);
        const found = compared.figures.find(
          (one: { name: string; of: string[] }) => one.name === name && `${one.of}` === `${of}`,
        );
        expect(found.difference, name).toBeCloseTo(difference(all), 12);
        expect(found.low, name).toBeCloseTo(plain.low, 12);
        expect(found.high, name).toBeCloseTo(plain.high, 12);
      }

      const [a, b] = [results, compared.results].map((one) => one.accuracy.predicted);
      const differing = labels.flatMap((_, n) => (a[n] === b[n] ? [] : [n + 1]));
      expect(compared.disagreements.map(({ sentence }: { sentence: number }) => sentence).sort(byNumber)).toEqual(differing);
      const text = readFileSync(at('both.md'), 'utf8');
      expect(text).toContain(`The models disagree on ${differing.length} of ${labels.length} sentences`);
      const firstAlone = differing.filter((n) => a[n - 1] === labels[n - 1]).length;
      expect(text).toContain(`| the first alone is right | ${firstAlone} |`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('writes a dash where a figure does not exist, as the deviation of one sentence', () => {
    const { status, stdout } = run(['--limit', '1']);
    expect(status).toBe(0);
    expect(stdout).not.toMatch(/NaN|Infinity|undefined|-0\.0+\b/);
  });

  it('says what is wrong in one line', () => {
    const { status, stderr } = run(['--limit', 'all']);
    expect(status).toBe(2);
    const wrong = run(['--methods', 'lrp,magic']);
    expect([wrong.status, wrong.stderr]).toEqual([
      2,
      expect.stringMatching(/^--methods: there is no such method; expected all, or some of lrp,/),
    ]);
    const second = [
      ['--compare-vocab', 'words.txt'],
      ['--compare', MODEL, '--compare-padding', 'left'],
      ['--compare', join(MODEL, 'toy-addition')],
    ].map(run);
    expect(second.map(({ status, stderr: said }) => [status, said])).toEqual([
      [
        2,
        '--compare-vocab: says how a second model is read, and there is none; expected --compare PATH beside it. See --help.\n',
      ],
      [2, expect.stringMatching(/^--compare-padding: is not a padding;/)],
      [2, expect.stringMatching(/^--compare: reads rows of numbers;/)],
    ]);
    expect(stderr).toBe('--limit: is not a number of sentences; expected a whole number from 1, found all. See --help.\n');
  });
});
