import type { Token } from './token.ts';
import { abbreviationKind, CLITICS, FRACTIONS, HANGING_PREFIXES, PATTERNS } from './tokenizer-rules.ts';

/**
 * One pass over a normalised text (see tokenizer-normalize.ts), longest rule first.
 * `final`: whether the text's end is the end of a sentence (false when one piece of a text is looked at alone).
 */
export function scan(plain: string, final: boolean): Token[] {
  const scanner = new Scanner(plain, final);
  return scanner.run();
}

/** Tokens after which a quote opens. */
const OPENERS: ReadonlySet<string> = new Set(['``', '`', '-LRB-', '--', '-', '\\/']);
const BRACKETS: ReadonlyMap<string, string> = new Map([
  ...[...'([{'].map((open) => [open, '-LRB-'] as const),
  ...[...')]}'].map((close) => [close, '-RRB-'] as const),
]);

class Scanner {
  private readonly tokens: Token[] = [];
  private position = 0;
  private doubleQuoteOpen = false;
  private readonly plain: string;
  private readonly final: boolean;

  constructor(plain: string, final: boolean) {
    this.plain = plain;
    this.final = final;
  }

  run(): Token[] {
    while (this.position < this.plain.length) {
      if (this.peek(PATTERNS.skip)) this.position = PATTERNS.skip.lastIndex;
      else this.special() || this.word() || this.quote() || this.symbol();
    }
    return this.tokens;
  }

  private peek(pattern: RegExp, at = this.position): RegExpExecArray | null {
    pattern.lastIndex = at;
    return pattern.exec(this.plain);
  }

  /** Adds the next `length` units as one token. */
  private take(length: number, text = this.plain.slice(this.position, this.position + length)): true {
    this.tokens.push({ text: withoutLigatures(text.normalize('NFC')), start: this.position, end: this.position + length });
    this.position += length;
    return true;
  }

  private takeMatch(pattern: RegExp, text?: string): boolean {
    const found = this.peek(pattern);
    return found !== null && this.take(found[0].length, text);
  }

  /** Whether nothing, or only an opening sign, stands directly before. */
  private get atOpening(): boolean {
    const last = this.tokens.at(-1);
    return last === undefined || last.end < this.position || OPENERS.has(last.text);
  }

  private get atChunkStart(): boolean {
    return this.position === 0 || this.plain[this.position - 1] === ' ';
  }

  private spaceAt(offset: number): boolean {
    return (this.plain[this.position + offset] ?? ' ') === ' ';
  }

  /** Everything that is not told apart by its first character alone. */
  private special(): boolean {
    return (
      this.takeMatch(PATTERNS.emoji) ||
      this.unspacedWords() ||
      this.takeMatch(PATTERNS.url) ||
      this.takeMatch(PATTERNS.email) ||
      this.takeMatch(PATTERNS.domain) ||
      this.takeMatch(PATTERNS.bracket) ||
      (this.atChunkStart && this.takeMatch(PATTERNS.emoticon)) ||
      this.takeMatch(PATTERNS.ellipsis, '...') ||
      this.takeMatch(PATTERNS.dash, '--') ||
      this.mixedNumber() ||
      this.takeMatch(PATTERNS.acronym) ||
      (this.atOpening && this.takeMatch(PATTERNS.decimal))
    );
  }

  private unspacedWords(): boolean {
    const run = this.peek(PATTERNS.unspaced)?.[0];
    if (run === undefined) return false;
    for (const word of segmentWords(run)) this.take(word.length);
    return true;
  }

  private mixedNumber(): boolean {
    const found = this.peek(PATTERNS.mixedNumber);
    if (!found) return false;
    const [all, whole = '', space, numerator = '', denominator = '', sign] = found;
    if (sign !== undefined) return this.take(all.length, `${whole}\u00a0${FRACTIONS.get(sign) ?? sign}`);
    if (Number(numerator) >= Number(denominator)) return false;
    const fraction = `${numerator}\\/${denominator}`;
    if (space === '\u00a0') return this.take(all.length, `${whole}\u00a0${fraction}`);
    this.take(whole.length);
    this.position += 1;
    return this.take(all.length - whole.length - 1, fraction);
  }

  private word(): boolean {
    const word = this.peek(PATTERNS.word)?.[0];
    if (word === undefined) return false;
    const after = this.plain[this.position + word.length];
    if (after === '.' && this.abbreviation(word)) return true;
    if (after === "'" && word.toLowerCase() === 'ol') return this.take(word.length + 1);
    if (after === '-' && HANGING_PREFIXES.has(word.toLowerCase()) && this.spaceAt(word.length + 1))
      return this.take(word.length + 1);
    let from = 0;
    for (const to of [...cuts(word), word.length]) {
      this.take(to - from, written(word.slice(from, to)));
      from = to;
    }
    return true;
  }

  /** `word` with its full stop, if the stop belongs to it. */
  private abbreviation(word: string): boolean {
    const kind = abbreviationKind(word);
    const stop = this.position + word.length;
    if (kind === null || this.plain[stop + 1] === '.' || !this.stopBelongs(kind, word, stop)) return false;
    const ends = this.final && kind !== 'title' && kind !== 'initial' && this.peek(PATTERNS.tail, stop + 1);
    // The one stop written is both the abbreviation's and the sentence's: the second token has its place.
    if (ends) return this.take(word.length, `${word}.`) && this.take(1);
    return this.take(word.length + 1);
  }

  private stopBelongs(kind: NonNullable<ReturnType<typeof abbreviationKind>>, word: string, stop: number): boolean {
    if (kind === 'number') return this.peek(PATTERNS.nextDigit, stop + 1) !== null;
    if (kind === 'after-et') return this.tokens.at(-1)?.text.toLowerCase() === 'et';
    // 'I.' is the end of 'so did I.' unless another initial follows; a small 'a' is an article.
    if (word === 'I') return this.peek(PATTERNS.nextInitial, stop + 1) !== null;
    return word !== 'i' && word !== 'a';
  }

  private quote(): boolean {
    const sign = this.plain[this.position];
    if (sign === '"') return this.doubleQuote();
    if (sign === '“' || sign === '”') return this.takeDouble(1, sign === '“');
    if (sign === '`') return this.plain[this.position + 1] === '`' ? this.takeDouble(2, true) : this.take(1);
    if (sign !== "'" && sign !== '‘') return false;
    return this.apostropheWord(sign) || this.singleQuote(sign);
  }

  private takeDouble(length: number, opening: boolean): true {
    this.doubleQuoteOpen = opening;
    return this.take(length, opening ? '``' : "''");
  }

  private doubleQuote(): boolean {
    const next = this.plain[this.position + 1] ?? ' ';
    // Glued to what is before: closes, but in ..."so and said:"so the sign before it shows that it opens.
    const afterSign = /^(?:\.\.\.|[:,;])$/.test(this.tokens.at(-1)?.text ?? '');
    if (!this.atOpening) return this.takeDouble(1, afterSign && !this.doubleQuoteOpen && /[\p{L}\p{N}]/u.test(next));
    // Alone between spaces, or before a comma: closes the one that is open.
    const alone = next === ' ' || (/[.,;:!?]/.test(next) && !this.peek(PATTERNS.ellipsis, this.position + 1));
    return this.takeDouble(1, !(alone && this.doubleQuoteOpen));
  }

  /** 't is, 'em, 'n', '70s, and the 's of a word that is no run of letters (U.S.'s). */
  private apostropheWord(sign: string): boolean {
    const found = (pattern: RegExp) => {
      // Autocorrection often turns the first apostrophe of '70s into an opening quote.
      if (sign === "'") return this.peek(pattern)?.[0].length;
      const rest = `'${this.plain.slice(this.position + 1, this.position + 8)}`;
      pattern.lastIndex = 0;
      return pattern.exec(rest)?.[0].length;
    };
    if (this.atOpening) {
      if (found(PATTERNS.archaic)) return this.take(2, `'${this.plain[this.position + 1]}`);
      const length = found(PATTERNS.apostropheWord);
      if (length !== undefined) return this.take(length, `'${this.plain.slice(this.position + 1, this.position + length)}`);
    }
    const length = sign === "'" ? found(PATTERNS.clitic) : undefined;
    return length !== undefined && (!this.atOpening || this.spaceAt(length)) && this.take(length);
  }

  private singleQuote(sign: string): true {
    if (sign === "'" && this.plain[this.position + 1] === "'") return this.takeDouble(2, this.atOpening && !this.spaceAt(2));
    const opening = this.atOpening && !this.spaceAt(1);
    return this.take(1, opening || sign === '‘' ? '`' : "'");
  }

  private symbol(): true {
    const asterisks = this.peek(PATTERNS.asterisks)?.[0];
    if (asterisks !== undefined) return this.take(asterisks.length, asterisks.replaceAll('\\', '').replaceAll('*', '\\*'));
    const slash = this.peek(PATTERNS.slash)?.[0];
    if (slash !== undefined) return this.take(slash.length, '\\/');
    const exclaim = this.peek(PATTERNS.exclaim)?.[0] ?? '';
    // SST has !? and ?!? as one token, a repeated sign as several.
    if (exclaim.length <= 3 && exclaim.includes('!') && exclaim.includes('?')) return this.take(exclaim.length);
    const character = String.fromCodePoint(this.plain.codePointAt(this.position) ?? 0);
    return this.take(character.length, BRACKETS.get(character) ?? character);
  }
}

/** ﬁ, ﬂ and their like, as typesetting programs leave them in texts copied from a page, are the letters that they stand for. */
function withoutLigatures(text: string): string {
  return /[\ufb00-\ufb06]/.test(text) ? text.replaceAll(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC')) : text;
}

/** How SST writes a word: slashes escaped, no soft hyphens. */
function written(word: string): string {
  return word.replaceAll('\u00ad', '').replaceAll('\\/', '/').replaceAll('/', '\\/');
}

/** Where a word is split, ascending: before and after its clitics, can|not, post-9|/|11. */
function cuts(word: string): number[] {
  const lower = word.toLowerCase();
  if (lower === 'cannot') return [3];
  if (lower === "d'ye") return [2];
  const prefixed = lower.includes('/') && /^\p{L}+-\d{1,4}(?=\\?\/\d+$)/u.exec(lower)?.[0].length;
  if (prefixed) return [prefixed, lower.indexOf('/') + 1];
  const places = new Set<number>();
  for (let at = lower.indexOf("'"); at >= 0; at = lower.indexOf("'", at + 1)) {
    const span = cliticAt(lower, at);
    if (span) for (const place of [span.from, span.to, span.next]) if (place > 0 && place < word.length) places.add(place);
  }
  return [...places].sort((a, b) => a - b);
}

/** The clitic around the apostrophe at `at`; `next` is past the connector after it (so-silly-it|'s|-|clever). */
function cliticAt(lower: string, at: number): { from: number; to: number; next: number } | null {
  const letters = /^\p{L}{1,3}/u.exec(lower.slice(at + 1, at + 5))?.[0] ?? '';
  let from = at;
  let to = at + 1 + letters.length;
  if (letters === 't' && lower[at - 1] === 'n') from = at - 1;
  else if (letters === 'n' && lower[to] === "'") to += 1;
  else if (!CLITICS.has(letters) && letters !== 'em') return null;
  if (/[\p{L}\p{N}]/u.test(lower[to] ?? '') && lower[to - 1] !== "'") return null;
  const connector = /^(?:-|&|\\?\/)/.exec(lower.slice(to, to + 2))?.[0].length ?? 0;
  return { from, to, next: to + connector };
}

/** Intl.Segmenter takes time quadratic in the length (measured: 80,000 characters 10 s), so it gets blocks of this many units. */
const SEGMENT_BLOCK = 512;
let segmenter: Intl.Segmenter | undefined;

/** Words of a text in a script without spaces; single characters where the browser cannot segment. */
function segmentWords(run: string): string[] {
  if (typeof Intl === 'undefined' || !('Segmenter' in Intl)) return [...run];
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  const words: string[] = [];
  for (let from = 0; from < run.length; ) {
    const block = run.slice(from, from + SEGMENT_BLOCK);
    const found = Array.from(segmenter.segment(block), ({ segment }) => segment);
    // The last word of a block may go on in the next: it is segmented again there.
    const goesOn = from + block.length < run.length && found.length > 1;
    const whole = goesOn ? found.slice(0, -1) : found;
    words.push(...whole);
    from += whole.reduce((length, word) => length + word.length, 0);
  }
  return words;
}
