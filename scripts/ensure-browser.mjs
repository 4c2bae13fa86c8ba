// Finds or installs the Chromium that the browser tests use, and prints its path (nothing: Playwright's own).
// A user's machine: `playwright install chromium`. Debian as root: the distribution's package, which needs no download host.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';

// The shell first: tests take two thirds of the time they take in the whole browser, and Playwright's own browser is a shell, too.
const SYSTEM_PATHS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** @returns {string} path of the executable */
export function ensureBrowser() {
  const found = existing();
  if (found) return found;
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (isDebianRoot) {
    run('apt-get', ['update', '-qq']);
    for (const name of ['chromium-headless-shell', 'chromium']) {
      if (existing()) break; // older Debians have no package of the shell alone
      console.log(`browser: installing Debian’s ${name}`);
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name, 'fonts-dejavu-core']);
    }
  } else {
    console.log('browser: playwright install chromium');
    run('npx', ['playwright', 'install', 'chromium']);
  }
  const installed = existing();
  if (installed) return installed;
  throw new Error(
    `no Chromium could be installed (${isDebianRoot ? 'apt-get install chromium' : 'playwright install chromium'} failed). ` +
      'Install one and give its path in LRP_LENS_CHROMIUM.',
  );
}

function existing() {
  const candidates = [process.env.LRP_LENS_CHROMIUM, chromium.executablePath(), ...SYSTEM_PATHS];
  return candidates.find((path) => path && existsSync(path));
}

function run(command, args) {
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(ensureBrowser());
