// `npm test`: everything that must hold, in order: format, lint, unused exports, types, unit, build, browser. All steps run even when one fails.
// Ends with `N passed, N failed`, the counts of all tests run; a step without tests of its own that fails counts as one failure.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser } from './ensure-browser.mjs';

const REPORTS = '.cache/reports';
const UNIT_REPORT = `${REPORTS}/unit.json`;
const BROWSER_REPORT = `${REPORTS}/browser.json`;

const counts = { passed: 0, failed: 0, skipped: 0 };

/** @type {{ name: string, command: string[], count?: () => { passed: number, failed: number, skipped: number } }[]} */
const STEPS = [
  { name: 'kernels', command: ['npm', 'run', '--silent', 'kernels'] },
  { name: 'format', command: ['npm', 'run', '--silent', 'test:format'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'test:lint'] },
  { name: 'unused', command: ['npm', 'run', '--silent', 'test:unused'] },
  { name: 'types', command: ['npm', 'run', '--silent', 'test:types'] },
  {
    name: 'unit',
    command: [
      'npm',
      'run',
      '--silent',
      'test:unit',
      '--',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${UNIT_REPORT}`,
    ],
    count: countUnit,
  },
  { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
  { name: 'browser', command: ['npm', 'run', '--silent', 'test:browser'], count: countBrowser },
];

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const failedSteps = [];
for (const step of STEPS) {
  console.log(`\n── ${step.name}`);
  const succeeded = runStep(step);
  const counted = step.count ? read(step.count) : { passed: 0, failed: 0, skipped: 0 };
  counts.passed += counted.passed;
  counts.skipped += counted.skipped;
  // A failed step always shows as at least one failure: a crash before the first test must not look like success.
  counts.failed += succeeded ? counted.failed : Math.max(1, counted.failed);
  if (!succeeded || counted.failed > 0) failedSteps.push(step.name);
}

console.log(failedSteps.length > 0 ? `\nfailed: ${failedSteps.join(', ')}` : '\nall steps passed');
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
process.exitCode = counts.failed > 0 ? 1 : 0;

function runStep({ name, command: [program, ...args] }) {
  try {
    const env = { ...process.env };
    if (name === 'browser') {
      env.LRP_LENS_CHROMIUM = ensureBrowser();
      env.LRP_LENS_REPORT = BROWSER_REPORT;
    }
    return spawnSync(program, args, { stdio: 'inherit', env, shell: process.platform === 'win32' }).status === 0;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

function read(count) {
  try {
    return count();
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }; // no report: the runner did not get to its end
  }
}

function countUnit() {
  const report = JSON.parse(readFileSync(UNIT_REPORT, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, report.success ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function countBrowser() {
  const { stats } = JSON.parse(readFileSync(BROWSER_REPORT, 'utf8'));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
