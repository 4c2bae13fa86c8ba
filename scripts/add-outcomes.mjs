// Adds up several runs of `npm test` (.cache/reports/outcome.json of each): what failed in any, and the counts. A run without an outcome has failed.
import { readFileSync } from 'node:fs';
import { addUp, countsLine } from './check-reports.mjs';

const outcomes = process.argv.slice(2).map((path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { counts: { passed: 0, failed: 1, skipped: 0 }, trouble: [], failedSteps: [`no outcome at ${path}`] };
  }
});
console.log('');
for (const [index, { trouble, failedSteps }] of outcomes.entries()) {
  for (const line of [...failedSteps.map((name) => `failed step: ${name}`), ...trouble]) console.log(`run ${index + 1}, ${line}`);
}
const counts = addUp(outcomes.map((outcome) => outcome.counts));
console.log(countsLine(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
