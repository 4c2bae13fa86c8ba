/**
 * Joins tokens of the Stanford Sentiment Treebank to ordinary English: the opposite of tokenize(). Punctuation, contractions,
 * quotes and brackets are attached, `\/` and `\*` unescaped, doubled full stops dropped.
 */
export function detokenize(tokens: readonly string[]): string {
  let text = '';
  let glued = true;
  let quoteOpen = false;
  tokens.forEach((token, index) => {
    const before = tokens[index - 1] ?? '';
    const after = tokens[index + 1] ?? '';
    const opening = token === '``' || (token === "''" && !quoteOpen && after !== '' && tokens.indexOf("''", index + 1) > 0);
    if (opening || token === "''") quoteOpen = opening;
    const left = glued || (!opening && attachesLeft(token, before, after));
    const written = opening ? '"' : surface(token, before);
    text += left || written === '' ? written : ` ${written}`;
    glued = opening || attachesRight(token, before, after, index === 0);
  });
  return text;
}

const SURFACE: ReadonlyMap<string, string> = new Map([
  ['``', '"'],
  ["''", '"'],
  ['`', "'"],
  ['--', '–'],
  ['-LRB-', '('],
  ['-RRB-', ')'],
]);
const CLITIC = /^(?:n't|'s|'re|'ve|'ll|'d|'m)$/i;
const PUNCTUATION = /^(?:[.,;:%']|''|-RRB-|\.\.\.|[!?]+)$/i;
const CAPITAL = /^[A-Z]$/;

function surface(token: string, before: string): string {
  if (token === '.' && /\p{L}\.$/u.test(before)) return '';
  return SURFACE.get(token.toUpperCase()) ?? token.replaceAll('\\/', '/').replaceAll('\\*', '*');
}

function attachesLeft(token: string, before: string, after: string): boolean {
  // An abbreviation's stop and an ellipsis would run together: et al. ...
  if (token === '...') return !before.endsWith('.');
  if (PUNCTUATION.test(token) || CLITIC.test(token)) return true;
  if (token === 'not') return /^can$/i.test(before);
  if (token === '+') return CAPITAL.test(before);
  if (token === '\\*') return CAPITAL.test(before) && CAPITAL.test(after);
  if (token === '\\/') return isPrefixedNumber(before, after);
  return token === '-' && hyphenJoins(before, after);
}

function attachesRight(token: string, before: string, after: string, first: boolean): boolean {
  if (/^(?:``|`|-LRB-)$/i.test(token) || (token === '...' && first && after !== '``')) return true;
  if (token === '$' || token === '#') return /^\d/.test(after);
  if (token === '\\*') return CAPITAL.test(before) && CAPITAL.test(after);
  if (token === '\\/') return isPrefixedNumber(before, after);
  // (T)he: an editor's change of a first letter.
  if (/^-RRB-$/i.test(token)) return CAPITAL.test(before) && /^[a-z]/.test(after);
  return token === '-' && hyphenJoins(before, after);
}

/** post-9/11, which SST has as three tokens. */
function isPrefixedNumber(before: string, after: string): boolean {
  return /^\p{L}+-\d+$/u.test(before) && /^\d+$/.test(after);
}

/** so-silly-it's-clever, push-'em-over, 'noir'-style, 2 1/2-hour: a hyphen that SST has cut off, not a dash. */
function hyphenJoins(before: string, after: string): boolean {
  return (
    CLITIC.test(before) ||
    before === "'em" ||
    after === "'em" ||
    (before === "'" && /^(?:style|standard)$/.test(after)) ||
    /\d\\\/\d$/.test(before)
  );
}
