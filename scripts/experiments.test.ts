import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

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
    expect(stderr).toBe('--limit: is not a number of sentences; expected a whole number from 1, found all. See --help.\n');
  });
});
