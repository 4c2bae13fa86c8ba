import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { licenceText } from './licences.ts';

/** All that is imported by name in what is built, but for types and tests. */
function importedPackages(): string[] {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (path) => /(?<!\.test|\.d)\.tsx?$/.test(path) && !path.startsWith('testing'),
  );
  const names = files.flatMap((path) =>
    [
      ...readFileSync(join('src', path), 'utf8').matchAll(
        /^(?:import|\} from|export .* from) .*?'((?:@[\w-]+\/)?[a-z][\w.-]*)[^':]*';$/gm,
      ),
    ].map(([, name = '']) => name),
  );
  return [...new Set(names)].filter((name) => name !== 'node').toSorted();
}

describe('the licences in the built site', () => {
  test('every package that may be in it has a text, in the order of their names', () => {
    const names = importedPackages();
    const text = licenceText(names.map((name) => `node_modules/${name}`));
    const headings = text
      .split('-'.repeat(80))
      .slice(1)
      .map((part) => part.trim().split(' ')[0]);
    expect(names.length).toBeGreaterThan(10);
    expect(headings).toEqual(names);
    expect(text).toContain('MIT License');
  });

  test('a package without one stops the build', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'licence-')), 'nameless');
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{"name":"nameless","version":"1.0.0","license":"MIT"}');
    expect(() => licenceText([folder])).toThrow('nameless brings no text of its licence (MIT)');
  });
});
