/** The edits of a sentence as a link holds them: `delete:3 omit:0 replace:5:dull`, positions counted from 0. */
import { type Edit, withEdit } from '../what-if/index.ts';
import { joinWords, splitWords } from './url-words.ts';

export const EDITS_EXPECTED = 'delete:3, omit:0 or replace:5:word, with spaces between';

export function formatEdits(edits: readonly Edit[]): string {
  return joinWords(edits.map((edit) => `${edit.kind}:${edit.position}${edit.kind === 'replace' ? `:${edit.word}` : ''}`));
}

/** At most one edit a word, in the order of the words (the last counts); null where one of them is not valid. */
export function parseEdits(text: string): readonly Edit[] | null {
  let edits: readonly Edit[] = [];
  for (const piece of splitWords(text)) {
    const edit = parseEdit(piece);
    if (!edit) return null;
    edits = withEdit(edits, edit);
  }
  return edits;
}

function parseEdit(text: string): Edit | null {
  const [, kind, digits, word] = /^(delete|omit|replace):(\d{1,6})(?::(.+))?$/su.exec(text) ?? [];
  const position = Number(digits);
  if (kind === 'replace') return word === undefined ? null : { kind, position, word };
  return (kind === 'delete' || kind === 'omit') && word === undefined ? { kind, position } : null;
}
