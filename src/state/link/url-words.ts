/**
 * Words in one string, as links hold them: separated by single spaces, and whatever would be taken for a separator escaped by a
 * backslash (`\ ` space, `\\` backslash, `\0` the empty word).
 */
export function joinWords(words: readonly string[]): string {
  return words.map((word) => (word === '' ? '\\0' : word.replace(/[\\ ]/g, '\\$&'))).join(' ');
}

/** The words of joinWords(); any text at all is read. The empty string holds no word. */
export function splitWords(text: string): string[] {
  if (text === '') return [];
  const words = [''];
  for (const [piece] of text.matchAll(/\\?./gsu)) {
    if (piece === ' ') words.push('');
    else words.push((words.pop() ?? '') + unescaped(piece));
  }
  return words;
}

function unescaped(piece: string): string {
  if (piece === '\\0') return '';
  return piece.length > 1 && piece.startsWith('\\') ? piece.slice(1) : piece;
}
