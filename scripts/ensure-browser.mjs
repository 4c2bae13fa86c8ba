// Finds or installs the browsers that the tests use; run by itself it prints their paths.
// A user's machine: Playwright's own. Debian as root: the distribution's packages, which need no download host.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium, firefox, webkit } from '@playwright/test';

// The shell first: tests take two thirds of the time they take in the whole browser, and Playwright's own browser is a shell, too.
const SYSTEM_PATHS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser'];

const ENGINES = [
  {
    name: 'firefox',
    variable: 'LRP_LENS_FIREFOX',
    own: firefox,
    paths: () => ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    needs: [],
    packages: ['firefox-esr'],
  },
  {
    name: 'webkit',
    variable: 'LRP_LENS_WEBKIT',
    own: webkit,
    paths: miniBrowsers,
    needs: ['/usr/bin/WebKitWebDriver', '/usr/bin/xvfb-run'],
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
  },
];

/** Of WebKitGTK, beside its libraries: /usr/lib/MACHINE/webkit2gtk-VERSION. */
function miniBrowsers() {
  const inside = (folder) => (existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : []);
  return inside('/usr/lib').flatMap((machine) =>
    /-linux-gnu[^/]*$/.test(machine)
      ? inside(machine)
          .filter((path) => /\/webkit2?gtk-[\d.]+$/.test(path))
          .map((path) => `${path}/MiniBrowser`)
      : [],
  );
}

/** @returns {string} path of the executable */
export function ensureBrowser() {
  const found = existing();
  if (found) return found;
  if (isDebianRoot()) {
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
    `no Chromium could be installed (${isDebianRoot() ? 'apt-get install chromium' : 'playwright install chromium'} failed). ` +
      'Install one and give its path in LRP_LENS_CHROMIUM.',
  );
}

/**
 * Firefox and WebKit, for the walks that run in three engines (e2e/engines). Where one cannot be had its walks are left out, and the run says so.
 * @returns {Record<string, string>} environment: paths of a distribution's browsers; '' for one that Playwright has installed, or none
 */
export function ensureEngines() {
  const variables = Object.fromEntries(ENGINES.map((engine) => [engine.variable, found(engine)]));
  return Object.fromEntries(Object.entries(variables).map(([name, path]) => [name, path ?? '']));
}

/** @param {typeof ENGINES[number]} engine */
function found({ variable, own, paths, needs, packages, name }) {
  const look = () => {
    const given = process.env[variable];
    if (given) return given;
    if (existsSync(own.executablePath())) return '';
    return needs.every((path) => existsSync(path)) ? paths().find((path) => existsSync(path)) : undefined;
  };
  const path = look();
  if (path !== undefined) return path;
  if (isDebianRoot()) {
    console.log(`browser: installing Debian’s ${packages.join(', ')}`);
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  } else {
    console.log(`browser: playwright install ${name}`);
    run('npx', ['playwright', 'install', name]);
  }
  return look();
}

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function existing() {
  const candidates = [process.env.LRP_LENS_CHROMIUM, chromium.executablePath(), ...SYSTEM_PATHS];
  return candidates.find((path) => path && existsSync(path));
}

function run(command, args) {
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(`LRP_LENS_CHROMIUM=${ensureBrowser()}`);
  for (const [name, path] of Object.entries(ensureEngines())) console.log(`${name}=${path}`);
}
