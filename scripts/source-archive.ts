/** The program's source as a file of the site, where no repository is told: whoever has the page can read and build what made it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Plugin } from 'vite';

export const SOURCE_ARCHIVE = 'source.zip';

/** Named one by one: what else lies in somebody's folder (keys, notes, models) is nobody else's. */
const SOURCE = [
  '.ci',
  '.gitignore',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'bench',
  'biome.json',
  'docs',
  'e2e',
  'examples',
  'index.html',
  'knip.json',
  'package-lock.json',
  'package.json',
  'playwright.config.ts',
  'public',
  'scripts',
  'src',
  'training',
  'tsconfig.app.json',
  'tsconfig.base.json',
  'tsconfig.core.json',
  'tsconfig.json',
  'tsconfig.library.json',
  'tsconfig.node.json',
  'vite.config.ts',
  'vite.library.config.ts',
];
/** Of these folders what is made or fetched; and the tests' models and files, which are most of the bytes and make no page. */
const LEFT_OUT = ['src/kernels/build', 'public/sst', 'src/testing/fixtures'];
/** The same bytes from the same files, whenever it is built. */
const ANY_DAY = '2017-09-08T00:00:00';

/** Paths from `root`, in order, of all files that are source. */
export function sourceFiles(root: string): string[] {
  return SOURCE.flatMap((path) => filesOf(root, path));
}

function filesOf(root: string, path: string): string[] {
  if (LEFT_OUT.includes(path)) return [];
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.isFile() ? [path] : [];
  return readdirSync(join(root, path))
    .filter((name) => !/^\.(?!gitignore$)|^(node_modules|__pycache__)$/.test(name))
    .toSorted()
    .flatMap((name) => filesOf(root, `${path}/${name}`));
}

function archive(): Uint8Array<ArrayBuffer> {
  return zipSync(Object.fromEntries(sourceFiles('.').map((path) => [path, readFileSync(path)])), { mtime: ANY_DAY });
}

export function sourceArchive(): Plugin {
  return {
    name: 'source-archive',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (request.url !== `/${SOURCE_ARCHIVE}`) return next();
        response.setHeader('Content-Type', 'application/zip');
        response.end(archive());
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: SOURCE_ARCHIVE, source: archive() });
    },
  };
}
