// What the reports of Vitest and Playwright say: how many tests passed, and how long each took.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ seconds: number, title: string, skipped: boolean }} TestRun */
/** @typedef {{ counts: Counts, tests: TestRun[] }} Report */

/** @returns {Report} of a step that has no tests of its own */
export function emptyReport() {
  return { counts: { passed: 0, failed: 0, skipped: 0 }, tests: [] };
}

/** @param {string} path of what Vitest's reporter `json` wrote; @returns {Report} */
export function readVitest(path) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  return {
    counts: {
      passed: report.numPassedTests,
      failed: Math.max(report.numFailedTests, report.success ? 0 : 1),
      skipped: report.numPendingTests + report.numTodoTests,
    },
    tests: report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, duration, status }) => ({
        seconds: (duration ?? 0) / 1000,
        title: `${relative(process.cwd(), name)}: ${fullName}`,
        skipped: status !== 'passed' && status !== 'failed',
      })),
    ),
  };
}

/** @param {string} path of what Playwright's reporter `json` wrote; @returns {Report} */
export function readPlaywright(path) {
  const { stats, suites } = JSON.parse(readFileSync(path, 'utf8'));
  return {
    counts: { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped },
    tests: suites.flatMap((suite) => testsIn(suite)),
  };
}

function testsIn({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests.map(({ status, results }) => ({
      seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000,
      title: `e2e/${file}: ${title}`,
      skipped: status === 'skipped',
    })),
  );
  return [...own, ...suites.flatMap((suite) => testsIn(suite))];
}

/** @param {Counts[]} all; @returns {Counts} */
export function addUp(all) {
  const sum = (of) => all.reduce((total, counts) => total + of(counts), 0);
  return { passed: sum(({ passed }) => passed), failed: sum(({ failed }) => failed), skipped: sum(({ skipped }) => skipped) };
}

/** @param {Counts} counts */
export function countsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
