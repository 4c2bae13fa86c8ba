// `npm run test:long`: the unit tests with all their random cases (src/testing/runs.ts). Arguments go to Vitest.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('npx', ['vitest', 'run', '--project=unit', '--project=unit-apart', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, LRP_LENS_LONG: '1' },
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
