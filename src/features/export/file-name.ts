import type { Provenance } from './provenance.ts';

const MOST_CHARACTERS = 48;

/** lrp-lens-<words>-<target>.<extension>, of letters a-z, digits and hyphens alone: a name every file system takes. */
export function fileName(
  words: readonly string[],
  { target, contrast }: Pick<Provenance, 'target' | 'contrast'>,
  extension: string,
): string {
  const parts = [slug(words.join(' ')) || 'sentence', slug(target) || 'class'];
  if (contrast !== null) parts.push('not', slug(contrast) || 'class');
  return `lrp-lens-${parts.join('-')}.${extension}`;
}

/** Accents are dropped, whatever else is no letter or digit parts words; cut where a word ends, if there is such a place. */
function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  if (plain.length <= MOST_CHARACTERS) return plain;
  const cut = plain.slice(0, MOST_CHARACTERS);
  return plain[MOST_CHARACTERS] === '-' ? cut : cut.replace(/-[a-z0-9]*$/, '');
}
