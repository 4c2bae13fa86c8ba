// The package's folder `lib`: code (vite.library.config.ts), types (tsc), and the site that `lrp-lens serve` shows, without the SST test set.
import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';

rmSync('lib', { recursive: true, force: true });
run('vite', 'build', '-c', 'vite.library.config.ts', '--logLevel', 'warn');
run('tsc', '-p', 'tsconfig.library.json');
run('vite', 'build', '--outDir', 'lib/site', '--logLevel', 'warn');
chmodSync('lib/lrp-lens.js', 0o755);

function run(...command) {
  const env = { ...process.env, LRP_LENS_WITHOUT_SST: '1' };
  const { status } = spawnSync('npx', command, { stdio: 'inherit', env, shell: process.platform === 'win32' });
  if (status !== 0) process.exit(1);
}
