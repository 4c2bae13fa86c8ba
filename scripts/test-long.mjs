// `npm run test:long`: the unit tests with all their random cases (src/testing/runs.ts; arguments go to Vitest), and axe's round with
// all rules at all sizes in both themes (e2e/accessibility.spec.ts).
import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './ensure-browser.mjs';

const env = { ...process.env, LRP_LENS_LONG: '1' };

function run(command, ...args) {
  return spawnSync(command, args, { stdio: 'inherit', env, shell: process.platform === 'win32' }).status === 0;
}

const unit = run('npx', 'vitest', 'run', '--project=unit', '--project=unit-apart', ...process.argv.slice(2));
env.LRP_LENS_CHROMIUM = ensureBrowser();
const axe = run('npm', 'run', '--silent', 'build') && run('npx', 'playwright', 'test', '--project=browser', '--grep=@axe');
process.exitCode = unit && axe ? 0 : 1;
