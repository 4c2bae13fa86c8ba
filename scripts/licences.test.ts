import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { licenceText } from './licences.ts';

describe('the licences in the built site', () => {
  test('every package that may be in it has a text, in the order of their names', () => {
    const names = Object.keys(packageJson.dependencies);
    const text = licenceText(names.map((name) => `node_modules/${name}`));
    const headings = text
      .split('-'.repeat(80))
      .slice(1)
      .map((part) => part.trim().split(' ')[0]);
    expect(headings).toEqual(names.toSorted());
    expect(text).toContain('MIT License');
  });

  test('a package without one stops the build', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'licence-')), 'nameless');
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{"name":"nameless","version":"1.0.0","license":"MIT"}');
    expect(() => licenceText([folder])).toThrow('nameless brings no text of its licence (MIT)');
  });
});
