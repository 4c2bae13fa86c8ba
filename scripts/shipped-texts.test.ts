import { expect, it } from 'vitest';
import { sourceUrl } from './shipped-texts.ts';

it.each([
  [
    'what package.json says, as an address',
    { type: 'git', url: 'git+https://example.org/a/b.git' },
    {},
    'https://example.org/a/b',
  ],
  ['or in short', 'https://example.org/a/b', {}, 'https://example.org/a/b'],
  [
    'or the host that builds the site',
    undefined,
    { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b' },
    'https://github.com/a/b',
  ],
  ['nothing where nobody says', undefined, { GITHUB_REPOSITORY: 'a/b' }, ''],
  ['nothing that is no web address', 'git@example.org:a/b.git', {}, ''],
])('the source is at %s', (_, repository, environment, expected) => {
  expect(sourceUrl(repository, environment)).toBe(expected);
});
