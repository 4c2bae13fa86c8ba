import type { ModelInfo } from '../../engine/protocol.ts';

type Named = Pick<ModelInfo, 'name' | 'sha256'>;

/** What to call two models side by side: by name, with the first digits of the SHA-256 where they have the same. */
export function namesBeside(first: Named, second: Named): readonly [string, string] {
  if (first.name !== second.name) return [first.name, second.name];
  if (first.sha256 === second.sha256) return [`${first.name} (in use)`, `${second.name} (read otherwise)`];
  const withDigits = ({ name, sha256 }: Named) => `${name} (${sha256.slice(0, 8)})`;
  return [withDigits(first), withDigits(second)];
}
