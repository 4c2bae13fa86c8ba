import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

const FILES = readdirSync('.', { recursive: true, withFileTypes: false })
  .map((path) => path.toString().replaceAll('\\', '/'))
  .filter((path) => !/(^|\/)node_modules\/|^(dist|lib)\//.test(path));
const NAMES = new Set(FILES.map((path) => basename(path)));
const PAGES = ['README.md', 'docs/architecture.md', 'docs/tour-of-the-code.md', 'docs/own-model.md', 'docs/deploy.md'];

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

test.each(['engine', 'formats', 'element'])('the API page of lrp-lens/%s has all that it exports (npm run api)', (entry) => {
  const exportsOf = (file: string): string[] => {
    const text = readFileSync(`src/library/${file}.ts`, 'utf8');
    const listed = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = '']) => names.split(','));
    const declared = [...text.matchAll(/^export (?:class|function|const|interface) (\w+)/gm)].map(([, name = '']) => name);
    const faces = [...text.matchAll(/^export \* from '\.\/(.*)\.ts'/gm)].flatMap(([, name = '']) => exportsOf(name));
    return [...listed, ...declared, ...faces].map((name) => name.trim().replace(/^type /, '')).filter(Boolean);
  };
  const page = readFileSync(`docs/api/lrp-lens/${entry}.md`, 'utf8').replaceAll('\\_', '_');
  const names = exportsOf(entry);
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name) => !new RegExp(`^### (Class: |Function: )?${name}\\b`, 'm').test(page))).toEqual([]);
});
