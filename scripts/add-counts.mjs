// Adds up the counts of several runs of `npm test` (.cache/reports/counts.json of each) and prints them; a run without counts has failed.
import { readFileSync } from 'node:fs';
import { addUp, countsLine } from './check-reports.mjs';

const counts = addUp(
  process.argv.slice(2).map((path) => {
    try {
      return JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      return { passed: 0, failed: 1, skipped: 0 };
    }
  }),
);
console.log(`\n${countsLine(counts)}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
