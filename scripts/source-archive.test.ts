import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { sourceFiles } from './source-archive.ts';

it('holds source, and nothing else that lies in the folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'lrp-lens-source-'));
  const source = ['.ci/run', 'LICENSE', 'public/model/vocab.txt', 'src/app/main.tsx'];
  const others = [
    '.env',
    '.npmrc',
    '.vscode/settings.json',
    'model.pt',
    'notes.md',
    'dist/index.html',
    'examples/react/node_modules/react/index.js',
    'public/sst/sequence_test.txt',
    'src/.secret',
    'src/kernels/build/kernels.ts',
    'src/testing/fixtures/tiny/model',
    'training/__pycache__/train.pyc',
  ];
  for (const path of [...source, ...others]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), 'x');
  }
  expect(sourceFiles(root)).toEqual(source);
  rmSync(root, { recursive: true });
});

it.skipIf(!existsSync('.git'))('holds all that is kept under version control', () => {
  const kept = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0');
  const expected = kept.filter((path) => path && !path.startsWith('src/testing/fixtures/') && existsSync(path));
  expect(sourceFiles('.')).toEqual(expect.arrayContaining(expected));
});
