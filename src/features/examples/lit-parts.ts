export interface LitPart {
  readonly part: string;
  readonly lit: boolean;
  /** Where it begins in the text. */
  readonly at: number;
}

/** A letter or digit on either side makes it a part of another word. */
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** The text cut where the word stands in it, in whatever case; one part where it does not, or where there is no word. */
export function litParts(text: string, word: string | null): LitPart[] {
  if (!word) return [{ part: text, lit: false, at: 0 }];
  const parts: LitPart[] = [];
  const [folded, sought] = [text.toLowerCase(), word.toLowerCase()];
  let from = 0;
  for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + sought.length)) {
    if (!standsAlone(folded, at, sought)) continue;
    if (at > from) parts.push({ part: text.slice(from, at), lit: false, at: from });
    from = at + sought.length;
    parts.push({ part: text.slice(at, from), lit: true, at });
  }
  if (from < text.length || parts.length === 0) parts.push({ part: text.slice(from), lit: false, at: from });
  return parts;
}

function standsAlone(text: string, at: number, word: string): boolean {
  const joins = (outside: string | undefined, inside: string | undefined) =>
    outside !== undefined && inside !== undefined && WORD_CHARACTER.test(outside) && WORD_CHARACTER.test(inside);
  return !joins(text[at - 1], word[0]) && !joins(text[at + word.length], word.at(-1));
}
