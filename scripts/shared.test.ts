import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('published data is read through one file, so that CI knows which tests depend on it (scripts/check.mjs)', () => {
  const files = ['src', 'scripts', 'bench'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(tsx?|mjs)$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  expect(files.length).toBeGreaterThan(400);
  const naming = files.filter((file) => /['"`](\.\.\/)+shared\b/.test(readFileSync(file, 'utf8')));
  expect(naming.sort()).toEqual(['scripts/fetch-data.mjs', 'src/testing/shared.ts']);
});
