/**
 * Makes a copy of a text in which typographic variants have one form each. Every UTF-16 unit becomes exactly one unit, so
 * that an offset in the copy is the same offset in the text.
 *
 * In the copy: white space, controls and invisible marks are ' '; apostrophes and closing single quotes are "'"; opening single
 * quotes stay '‘'; double quotes with a direction are '“' or '”'; hyphens are '-', dashes are '—'; full-width characters are
 * their ASCII forms; a lone surrogate is U+FFFD. U+00A0 is kept only inside a mixed number ('2 1/2'), where the treebank has it.
 */
export function normalize(text: string): string {
  return text.replace(VARIANTS, (unit, offset: number) => plainForm(unit, offset, text));
}

const VARIANTS =
  /[\p{Cc}\p{Z}\p{Cs}\u02bc\u00b4\u00ab\u00bb\u200b\u200e\u200f\u2010-\u2015\u2018-\u201f\u202a-\u202e\u2032\u2033\u2039\u203a\u2060\u2066-\u2069\u2212\u3001\u3002\u300a-\u300f\ufeff\uff01-\uff5e]/gu;

const SINGLES: ReadonlyMap<string, string> = new Map([
  ...pairs('\u02bc\u00b4\u2019\u201b\u2032\u203a', "'"),
  ...pairs('\u2018\u201a\u2039', '‘'),
  ...pairs('\u201c\u201e\u201f\u00ab\u300a\u300c\u300e', '“'),
  ...pairs('\u201d\u2033\u00bb\u300b\u300d\u300f', '”'),
  ...pairs('\u2010\u2011\u2212', '-'),
  ...pairs('\u2014\u2015', '—'),
  ...pairs('\u3001', ','),
  ...pairs('\u3002', '.'),
  ...pairs('\ufffd', '\ufffd'),
]);

function pairs(from: string, to: string): [string, string][] {
  return [...from].map((character) => [character, to]);
}

function plainForm(unit: string, offset: number, text: string): string {
  const single = SINGLES.get(unit);
  if (single !== undefined) return single;
  const code = unit.charCodeAt(0);
  if (code === 0x2012 || code === 0x2013) return enDash(text[offset - 1] ?? ' ', text[offset + 1] ?? ' ');
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  if (code === 0xa0 && insideMixedNumber(text, offset)) return unit;
  return ' ';
}

/** An en dash is a hyphen in 1999–2001 and Paris–Dakar, else a dash. */
function enDash(before: string, after: string): string {
  const range = /\d/.test(before) && /\d/.test(after);
  const names = /\p{L}/u.test(before) && /\p{Lu}/u.test(after);
  return range || names ? '-' : '—';
}

function insideMixedNumber(text: string, offset: number): boolean {
  return /\d/.test(text[offset - 1] ?? '') && /^\d{1,2}\\?\/\d/.test(text.slice(offset + 1, offset + 7));
}
