import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

const FILES = readdirSync('.', { recursive: true, withFileTypes: false })
  .map((path) => path.toString().replaceAll('\\', '/'))
  .filter((path) => !path.startsWith('node_modules/') && !path.startsWith('dist/'));
const NAMES = new Set(FILES.map((path) => basename(path)));
const PAGES = ['README.md', 'docs/architecture.md', 'docs/tour-of-the-code.md', 'docs/own-model.md'];

/** `name.ts`, `room/name.ts`, `src/room/name.ts`: of a path, as much as is written must be there. */
function isThere(name: string): boolean {
  return name.includes('/') ? FILES.some((path) => path === name || path.endsWith(`/${name}`)) : NAMES.has(name);
}

test.each(PAGES)('%s names no file of the code that is not there', (page) => {
  const named = [...readFileSync(page, 'utf8').matchAll(/`([\w./-]+\.(?:tsx?|mjs|css|py))`/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !isThere(name))).toEqual([]);
});

test.each(PAGES)('the links of %s to other pages lead somewhere', (page) => {
  const folder = page.includes('/') ? 'docs' : '.';
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => !existsSync(`${folder}/${link}`))).toEqual([]);
});
