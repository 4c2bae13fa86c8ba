/** Texts of the repository that the guide links to: as files of the site, in plain text, which every host and browser shows. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Name on the site to path in the repository. */
const TEXTS: Readonly<Record<string, string>> = {
  'licence.txt': 'LICENSE',
  'own-model.txt': 'docs/own-model.md',
};

export const SHIPPED_TEXTS = Object.keys(TEXTS);

export function shippedTexts(): Plugin {
  return {
    name: 'shipped-texts',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const path = TEXTS[(request.url ?? '').replace(/^\//, '')];
        if (path === undefined) return next();
        response.setHeader('Content-Type', 'text/plain; charset=utf-8');
        response.end(readFileSync(path));
      });
    },
    generateBundle() {
      for (const [fileName, path] of Object.entries(TEXTS)) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
      }
    },
  };
}

/** Where the source is published: package.json says it, or the host that builds the site; '' where nobody does. */
export function sourceUrl(repository: unknown, environment: Readonly<Record<string, string | undefined>>): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = environment;
  const given = typeof repository === 'string' ? repository : (repository as { url?: string } | undefined)?.url;
  const url = given?.replace(/^git\+/, '').replace(/\.git$/, '') ?? (server && name ? `${server}/${name}` : '');
  return /^https:\/\//.test(url) ? url : '';
}
