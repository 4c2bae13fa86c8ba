import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourceFiles } from './source-archive.ts';

it('holds what makes the page, and nothing that is made, fetched or only tested with', () => {
  const files = sourceFiles('.');
  expect(files).toEqual(
    expect.arrayContaining(['LICENSE', 'index.html', 'package-lock.json', 'public/model/model.safetensors', 'src/app/main.tsx']),
  );
  expect(files.filter((path) => /(^|\/)(node_modules|dist|sst|build|fixtures)\//.test(path))).toEqual([]);
});

it.skipIf(!existsSync('.git'))('is what is kept under version control', () => {
  const kept = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' }).split(
    '\0',
  );
  const expected = kept.filter((path) => path && !path.startsWith('src/testing/fixtures/') && existsSync(path));
  expect(sourceFiles('.').toSorted()).toEqual(expected.toSorted());
});
