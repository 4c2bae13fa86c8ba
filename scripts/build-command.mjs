// The command as `npm test` runs it (src/testing/headless.ts): as in the package, but without its types and its site, of which it needs the models.
import { spawnSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
const build = ['vite', 'build', '-c', 'vite.library.config.ts', '--logLevel', 'warn', '--outDir', folder];
const { status } = spawnSync('npx', build, { stdio: 'inherit', shell: process.platform === 'win32' });
if (status !== 0) process.exit(1);
symlinkSync(resolve('public'), join(folder, 'site'), 'junction');
