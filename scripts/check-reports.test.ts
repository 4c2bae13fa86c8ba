import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
// @ts-expect-error a script without types of its own
import { addUp, countsLine, readPlaywright, readVitest, troubleLines } from './check-reports.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(report: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(report));
  return path;
}

test('of Playwright: what failed and what passed at its second try are named, with the first line of why', () => {
  const error = { error: { message: '\u001b[31mexpected 3\u001b[39m\nat line 4' }, duration: 500 };
  const spec = (title: string, status: string, results: unknown[]) => ({
    file: 'a.spec.ts',
    title,
    tests: [{ status, results }],
  });
  const report = readPlaywright(
    written({
      stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 1 },
      suites: [
        {
          specs: [spec('holds', 'expected', [{ duration: 1000 }]), spec('breaks', 'unexpected', [error, error])],
          suites: [{ specs: [spec('wavers', 'flaky', [error, { duration: 700 }]), spec('waits', 'skipped', [])] }],
        },
      ],
    }),
  );
  expect(report.counts).toEqual({ passed: 2, failed: 1, skipped: 1 });
  expect(report.tests.map(({ seconds }: { seconds: number }) => seconds)).toEqual([1, 1, 1.2, 0]);
  expect(troubleLines(report.tests)).toEqual([
    'failed: e2e/a.spec.ts: breaks: expected 3',
    'passed at the second try: e2e/a.spec.ts: wavers: expected 3',
  ]);
});

test('of Vitest: likewise, and a run that failed outside its tests counts as one failure', () => {
  const report = readVitest(
    written({
      numPassedTests: 2,
      numFailedTests: 0,
      numPendingTests: 1,
      numTodoTests: 0,
      success: false,
      testResults: [
        {
          name: join(process.cwd(), 'src/a.test.ts'),
          assertionResults: [
            { fullName: 'holds', status: 'passed', duration: 2000, failureMessages: [] },
            { fullName: 'wavers', status: 'passed', duration: 10, failureMessages: ['Error: 2 of 1\n  at'] },
            { fullName: 'waits', status: 'pending', failureMessages: [] },
          ],
        },
      ],
    }),
  );
  expect(report.counts).toEqual({ passed: 2, failed: 1, skipped: 1 });
  expect(troubleLines(report.tests)).toEqual(['passed at the second try: src/a.test.ts: wavers: Error: 2 of 1']);
});

test('counts of several runs add up on one line', () => {
  const counts = addUp([
    { passed: 1, failed: 0, skipped: 2 },
    { passed: 3, failed: 1, skipped: 0 },
  ]);
  expect(countsLine(counts)).toBe('4 passed, 1 failed, 2 skipped');
  expect(countsLine({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
});
