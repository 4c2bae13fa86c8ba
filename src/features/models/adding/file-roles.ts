/** What files are to a model, in words. */
import type { FileRole, MissingParts, TakenFile } from '../../../engine/protocol.ts';

export const ROLE_NAMES: Readonly<Record<FileRole, string>> = {
  weights: 'Weights',
  vocabulary: 'Vocabulary',
  labels: 'Names of the classes',
  config: 'Configuration',
  layers: 'Description of the layers',
  embeddings: 'Embeddings',
};

/** What a file was taken for: 'Weights', 'Not used: a web page. Download the file itself.' */
export function roleText({ role, kind, advice }: TakenFile): string {
  switch (role) {
    case 'archive':
      return 'A zip of files';
    case 'scores':
      return 'Reference scores';
    case 'sentences':
      return 'Not used: it holds sentences. Close this panel and add it again to list them';
    case 'foreign':
      return `Not used: it is ${kind ?? 'no file of a model'}.${advice ? ` ${advice.replace(/\.$/, '')}` : ''}`;
    case 'unused':
      return 'Not used: it holds no part of a model';
    default:
      return ROLE_NAMES[role];
  }
}

/** 'Almost there: the vocabulary is missing' */
export function missingTitle({ roles, names }: MissingParts): string {
  const [role, ...more] = roles;
  if (more.length === 0 && role === 'vocabulary') return 'Almost there: the vocabulary is missing';
  if (names.some((name) => name.startsWith('one *'))) return 'Almost there: the weights are missing';
  return `Almost there: ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} missing`;
}
