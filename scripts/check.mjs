/**
 * `npm test`: everything that must hold: format, lint, unused exports, types, unit tests, build, browser tests, the main walks in three engines, and last and alone what measures time.
 * All steps run even when one fails. Ends with the ten slowest tests, those that failed or passed at their second try only, and
 * `N passed, N failed`, the counts of all tests run; a step without tests of its own that fails counts as one failure.
 *
 * `npm test -- --data-only`: the part that may come out otherwise where the SST test set and ../shared are out of reach
 * (.ci/run has both): the build, unit tests that read either, and the browser tests that do.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { addUp, countsLine, emptyReport, enginesLine, readPlaywright, readVitest, troubleLines } from './check-reports.mjs';
import { ensureBrowser, ensureEngines } from './ensure-browser.mjs';

const REPORTS = '.cache/reports';
/** The command, compiled: tests start it some hundred times (src/testing/headless.ts). */
const COMMAND = '.cache/command';
const SLOWEST = 10;
const dataOnly = process.argv.includes('--data-only');

/** What reads the published data: unit tests that import one of these (scripts/shared.test.ts: no other file does), or start a script that does. */
const DATA_SOURCES = [
  'src/testing/shared.ts',
  'scripts/experiments-data.ts',
  'scripts/fetch-data.mjs',
  'scripts/experiments.test.ts',
];
/** And the browser tests that do (e2e/fixtures.ts): all others get a site without the test set in either run. */
const DATA_TESTS = '@data';

/** @typedef {{ name: string, command: string[], read?: () => import('./check-reports.mjs').Report, browser?: string }} Step */

/** Steps of one row run at the same time. @type {Step[][]} */
const ROWS = [
  [npm('kernels', 'kernels'), npm('data', 'fetch-data')],
  // Its own first steps have run.
  [
    npm('build', '--ignore-scripts', 'build'),
    { name: 'command', command: ['node', 'scripts/build-command.mjs', COMMAND] },
    ...(dataOnly
      ? []
      : [npm('format', 'test:format'), npm('lint', 'test:lint'), npm('unused', 'test:unused'), npm('types', 'test:types')]),
  ],
  [vitest('unit', ['unit', 'unit-apart'], dataOnly ? ['related', ...DATA_SOURCES] : [])],
  [playwright('browser', ...(dataOnly ? ['--grep', DATA_TESTS] : []))],
  ...(dataOnly ? [] : [[engines()], [vitest('timing')], [playwright('timing')]]),
];

/** @returns {Step} */
function npm(name, ...args) {
  return { name, command: ['npm', 'run', '--silent', ...args] };
}

/** @returns {Step} */
function vitest(name, projects = [name], filter = []) {
  const report = `${REPORTS}/vitest-${name}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return {
    name: `unit tests, ${name}`,
    command: ['npx', 'vitest', ...filter, '--run', ...projects.map((project) => `--project=${project}`), ...reporters],
    read: () => readVitest(report),
  };
}

/** @returns {Step} */
function playwright(project, ...args) {
  const report = `${REPORTS}/playwright-${project}.json`;
  return {
    name: `browser tests, ${project}`,
    command: ['npx', 'playwright', 'test', `--project=${project}`, ...args],
    read: () => readPlaywright(report),
    browser: report,
  };
}

/** The main walks in all three engines. @returns {Step} */
function engines() {
  const step = playwright('Chromium', '--project=Firefox', '--project=WebKit');
  return { ...step, name: 'browser tests, three engines' };
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const reports = [];
const failedSteps = [];
for (const row of ROWS) {
  const outcomes = await Promise.all(row.map((step) => run(step, row.length > 1)));
  for (const [index, report] of outcomes.entries()) {
    reports.push(report);
    if (report.counts.failed > 0) failedSteps.push(row[index].name);
  }
}

const tests = reports.flatMap((report) => report.tests).filter(({ skipped }) => !skipped);
console.log(`\nthe slowest of ${tests.length} tests:`);
for (const { seconds, title } of tests.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST)) {
  console.log(`${seconds.toFixed(1).padStart(7)} s  ${title}`);
}
const engineCounts = enginesLine(reports.flatMap((report) => report.tests));
if (engineCounts) console.log(`\nbrowser tests: ${engineCounts}`);
const counts = addUp(reports.map((report) => report.counts));
const trouble = troubleLines(tests);
writeFileSync(`${REPORTS}/outcome.json`, JSON.stringify({ counts, trouble, failedSteps }));
console.log(failedSteps.length > 0 ? `\nfailed: ${failedSteps.join(', ')}` : '\nall steps passed');
for (const line of trouble) console.log(line);
console.log(countsLine(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;

/** @param {Step} step; @param {boolean} together whether others run at the same time: what it writes is then kept until it ends */
async function run({ name, command, read, browser }, together) {
  const started = performance.now();
  if (!together) console.log(`\n── ${name}`);
  const { succeeded, output } = await execute(command, together, browser);
  if (together) console.log(`\n── ${name}\n${output.trimEnd()}`);
  console.log(`── ${name}: ${succeeded ? 'done' : 'failed'} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const report = read ? readOr(read) : emptyReport();
  // A failed step always shows as at least one failure: a crash before the first test must not look like success.
  const failed = succeeded ? report.counts.failed : Math.max(1, report.counts.failed);
  return { ...report, counts: { ...report.counts, failed } };
}

async function execute([program, ...args], together, browserReport) {
  const env = { ...process.env, LRP_LENS_COMMAND: `${COMMAND}/lrp-lens.js` };
  try {
    if (browserReport)
      Object.assign(env, { LRP_LENS_CHROMIUM: ensureBrowser(), LRP_LENS_REPORT: browserReport, ...ensureEngines() });
  } catch (error) {
    return { succeeded: false, output: error.message };
  }
  const stdio = together ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
  const child = spawn(program, args, { stdio, env, shell: process.platform === 'win32' });
  const chunks = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  child.stderr?.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.on('error', ({ message }) => resolve({ succeeded: false, output: message }));
    child.on('close', (status) => resolve({ succeeded: status === 0, output: Buffer.concat(chunks).toString() }));
  });
}

function readOr(read) {
  try {
    return read();
  } catch {
    const none = emptyReport();
    return { ...none, counts: { ...none.counts, failed: 1 } }; // no report: the runner did not get to its end
  }
}
