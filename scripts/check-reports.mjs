// What the reports of Vitest and Playwright say: how many tests passed, how long each took, and which failed or needed a second try.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** `wrong`: why it failed, at its first try where it had two; absent when it did not. */
/** @typedef {{ seconds: number, title: string, skipped: boolean, failed: boolean, wrong?: string, engine?: string }} TestRun engine: of the browser it ran in */
/** @typedef {{ counts: Counts, tests: TestRun[] }} Report */

/** Projects of playwright.config.ts that are named for another engine than Chromium. */
const OTHER_ENGINES = ['Firefox', 'WebKit'];

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
      assertionResults.map(({ fullName, duration, status, failureMessages }) => ({
        seconds: (duration ?? 0) / 1000,
        title: `${relative(process.cwd(), name)}: ${fullName}`,
        skipped: status !== 'passed' && status !== 'failed',
        failed: status === 'failed',
        wrong: firstLine(failureMessages[0]),
      })),
    ),
  };
}

/** @param {string} path of what Playwright's reporter `json` wrote; @returns {Report} */
export function readPlaywright(path) {
  const { stats, suites } = JSON.parse(readFileSync(path, 'utf8'));
  return {
    counts: { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped },
    tests: suites.flatMap((suite) => testsIn(suite)),
  };
}

function testsIn({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests.map(({ status, results, projectName }) => ({
      seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000,
      title: `e2e/${file}: ${title}${OTHER_ENGINES.includes(projectName) ? `, ${projectName}` : ''}`,
      skipped: status === 'skipped',
      engine: OTHER_ENGINES.includes(projectName) ? projectName : 'Chromium',
      failed: status === 'unexpected',
      wrong: firstLine(results.find(({ error }) => error)?.error.message),
    })),
  );
  return [...own, ...suites.flatMap((suite) => testsIn(suite))];
}

/** How each browser engine did. @param {TestRun[]} tests; @returns {string} '' where none ran */
export function enginesLine(tests) {
  return [...new Set(tests.flatMap(({ engine = [] }) => engine))]
    .map((engine) => {
      const runs = tests.filter((run) => run.engine === engine);
      const count = (is) => runs.filter(is).length;
      const skipped = count((run) => run.skipped);
      const failed = count((run) => run.failed);
      return `${engine} ${countsLine({ passed: runs.length - skipped - failed, failed, skipped })}`;
    })
    .join(' · ');
}

function firstLine(message) {
  return message && stripVTControlCharacters(message).split('\n')[0];
}

/** @param {TestRun[]} tests; @returns {string[]} a line a test that failed, and a line a test that passed at its second try only */
export function troubleLines(tests) {
  const troubled = tests.filter(({ failed, wrong }) => failed || wrong !== undefined);
  return troubled.map(
    ({ failed, title, wrong }) => `${failed ? 'failed' : 'passed at the second try'}: ${title}${wrong ? `: ${wrong}` : ''}`,
  );
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
