/** The program's source as a file of the site, where no repository is told: whoever has the page can read and build what made it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Plugin } from 'vite';

export const SOURCE_ARCHIVE = 'source.zip';

/** What .gitignore names; and the tests' models and files, which are most of the bytes and make no page. */
const LEFT_OUT = [
  '.git',
  'node_modules',
  'dist',
  'lib',
  '.cache',
  'test-results',
  'playwright-report',
  'src/kernels/build',
  'public/sst',
  'src/testing/fixtures',
];
/** The same bytes from the same files, whenever it is built. */
const ANY_DAY = '2017-09-08T00:00:00';

/** Paths from `root`, in order, of all files that are source. */
export function sourceFiles(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (LEFT_OUT.includes(path)) return [];
      return entry.isDirectory() ? sourceFiles(root, path) : entry.isFile() ? [path] : [];
    });
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
