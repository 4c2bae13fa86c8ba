import { decodeText, formatError, quote } from '../basics/index.ts';

/** Throws when a word appears twice: ids would be ambiguous. `unit` and `first` say how positions are counted in the message. */
export function checkDistinctWords(words: readonly string[], where: string, unit: string, first: 0 | 1): void {
  if (new Set(words).size === words.length) return;
  const seen = new Map<string, number>();
  for (const [id, word] of words.entries()) {
    const before = seen.get(word);
    if (before !== undefined) {
      throw formatError(where, `the word ${quote(word)} appears twice`, {
        expected: 'every word once',
        found: `it at ${unit} ${before + first} and ${id + first} (counted from ${first})`,
      });
    }
    seen.set(word, id);
  }
}

/**
 * The words of a vocab.txt: a word a line, the line is the id. Lines are never trimmed (a word may hold U+00A0), only
 * the CR of a CRLF and a byte order mark are dropped. The last newline may be missing.
 */
export function parseVocabulary(bytes: Uint8Array, where: string): string[] {
  const lines = decodeText(bytes, where).split('\n');
  if (lines.at(-1) === '') lines.pop();
  const words = lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  checkDistinctWords(words, where, 'lines', 1);
  return words;
}

/** The reverse of parseVocabulary; refuses words it would not read back. */
export function writeVocabulary(words: readonly string[], where: string): Uint8Array {
  const unfit = words.find((word, id) => word.includes('\n') || word.endsWith('\r') || (id === 0 && word.startsWith('\uFEFF')));
  const alone = words.find((word) => /\p{Surrogate}/u.test(word));
  const bad = unfit ?? alone;
  if (bad !== undefined) {
    throw formatError(where, 'a word cannot be written as a line', {
      expected: 'Unicode text without a line end',
      found: quote(bad),
    });
  }
  return new TextEncoder().encode(words.map((word) => `${word}\n`).join(''));
}

/** What programs write around an entry that is no word: <unk>, [UNK], _UNK_, __unk__, {UNK}, -UNK-. */
const MARKED = /^(<.+>|\[.+\]|\{.+\}|\(.+\)|_+[^_].*_+|-[^-]+-)$/;
const UNKNOWN = /^[<[{(_-]*(unk|unknown|oov|out[-_ ]of[-_ ]vocab(ulary)?)([-_ ]?(token|word))?[>\]})_-]*$/i;
const PADDING = /^[<[{(_-]*(pad|padding)([-_ ]?(token|word))?[>\]})_-]*$/i;
/** Programs put entries that are no words first; "unknown" and "pad" are words too where they come later. */
const FIRST_IDS = 4;

/** Whether an entry may by its name stand for unknown words. */
export function mayBeUnknownWord(word: string): boolean {
  return UNKNOWN.test(word);
}

/** The usual ones in the order of preference. */
const UNKNOWN_WORDS = ['<unk>', '[UNK]', 'UNK', '<UNK>', '<oov>', '<OOV>'];

/** The entry that by its name stands for unknown words, or null. */
export function guessUnknownWord(words: readonly string[]): string | null {
  const usual = UNKNOWN_WORDS.find((word) => words.includes(word));
  if (usual !== undefined) return usual;
  const isIt = (word: string, id: number) =>
    UNKNOWN.test(word) && (id < FIRST_IDS || MARKED.test(word) || /^(unk|oov)$/i.test(word));
  return words.find(isIt) ?? null;
}

/** The id of the entry that by its name only fills sentences up to one length, unless unknown words are read as it; or null. */
export function guessPadding(words: readonly string[], unkToken: string | null): number | null {
  const id = words.findIndex((word, at) => PADDING.test(word) && (at < FIRST_IDS || MARKED.test(word)) && word !== unkToken);
  return id < 0 ? null : id;
}

/** Whether all words are in lower case, but for entries that are no words, such as UNK and [PAD]. */
export function areLowerCased(words: readonly string[], unkToken: string | null): boolean {
  const isNoWord = (word: string, id: number) =>
    word === unkToken || MARKED.test(word) || (id < FIRST_IDS && (UNKNOWN.test(word) || PADDING.test(word)));
  return words.every((word, id) => word === word.toLowerCase() || isNoWord(word, id));
}
