/** The licences of everything that a build holds, page and workers alike, as one file of the site. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

export const LICENCES_FILE = 'licences.txt';

/** Not bundled as modules: the service worker's code is put together by workbox-build. */
const BESIDE = ['node_modules/workbox-core', 'node_modules/workbox-precaching', 'node_modules/workbox-routing'];

/** The same plugin serves the page's build and the workers': Vite bundles these before it ends the page's. */
export function licences(): { readonly page: () => Plugin; readonly worker: () => Plugin } {
  const packages = new Set<string>(BESIDE);
  const collect = (ids: Iterable<string>) => {
    for (const id of ids) {
      const [, folder] = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/')) ?? [];
      if (folder) packages.add(folder);
    }
  };
  return {
    worker: () => ({
      name: 'licences-of-workers',
      generateBundle(_, bundle) {
        collect(modulesOf(bundle));
      },
    }),
    page: () => ({
      name: 'licences',
      apply: 'build',
      generateBundle(_, bundle) {
        collect(modulesOf(bundle));
        this.emitFile({ type: 'asset', fileName: LICENCES_FILE, source: licenceText([...packages]) });
      },
    }),
  };
}

function modulesOf(
  bundle: Readonly<Record<string, { readonly type: string; readonly moduleIds?: readonly string[] }>>,
): string[] {
  return Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds);
}

/** @throws Error where a package brings no text of its licence: then it must not be published in silence */
export function licenceText(folders: readonly string[]): string {
  const parts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter((entry) => /^(licen[cs]e|copying)([-._].*)?$/i.test(entry));
    if (files.length === 0) throw new Error(`${name} brings no text of its licence (${license})`);
    const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
  });
  const rule = `\n${'-'.repeat(80)}\n\n`;
  return `LRP Lens holds parts of these packages, under these licences.\n${rule}${parts.sort().join(rule)}`;
}
