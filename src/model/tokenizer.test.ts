import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { runs } from '../testing/runs.ts';
import type { Token } from './token.ts';
import { type TokenizeOptions, tokenize } from './tokenizer.ts';

const lower = { lowercase: true };

/** Tokens of `text`, joined by ' | ': several tests read best so. */
function split(text: string, options: TokenizeOptions = lower): string {
  return tokenize(text, options)
    .map((token) => token.text)
    .join(' | ');
}

describe('Penn Treebank rules as the Stanford Sentiment Treebank has them', () => {
  test.each([
    [
      'contractions',
      "She doesn't, they'll, we've, I'm, you're, he'd.",
      "she | does | n't | , | they | 'll | , | we | 've | , | i | 'm | , | you | 're | , | he | 'd | .",
    ],
    [
      'irregular negations',
      "I can't and won't; cannot, ain't.",
      "i | ca | n't | and | wo | n't | ; | can | not | , | ai | n't | .",
    ],
    ['two clitics', "It shouldn't've worked, I'd've said.", "it | should | n't | 've | worked | , | i | 'd | 've | said | ."],
    ['possessives', "Odo's sisters' cat's toys", "odo | 's | sisters | ' | cat | 's | toys"],
    ['run-together words', 'gonna Wanna gotta kinda gimme', 'gon | na | wan | na | got | ta | kinda | gim | me'],
    ['old forms', "'Tis grand, 'twas dull, d'ye see?", "'t | is | grand | , | 't | was | dull | , | d' | ye | see | ?"],
    ['apostrophes inside words', "O'Hara's o'clock, c'mon", "o'hara | 's | o'clock | , | c'mon"],
    [
      'words that begin with one',
      "rock 'n' roll, salt 'n pepper, pack 'em in",
      "rock | 'n' | roll | , | salt | 'n | pepper | , | pack | 'em | in",
    ],
    ['ligatures of a typeset page', 'The ﬁlm’s oﬃcial ﬂaw', "the | film | 's | official | flaw"],
    ['joined rock and roll', "rock'n'roll good ol' boys", "rock | 'n' | roll | good | ol' | boys"],
    ['decades and years', "the '70s, 1950s, '53 and 1980's", "the | '70s | , | 1950s | , | '53 | and | 1980 | 's"],
    ['double quotes', '"Well," he says, "no!"', "`` | well | , | '' | he | says | , | `` | no | ! | ''"],
    ['quotes within brackets', '("Dull")', "-lrb- | `` | dull | '' | -rrb-"],
    ['inches', 'a 9" screen', "a | 9 | '' | screen"],
    ['a quote right after a colon', 'He said:"yes"', "he | said | : | `` | yes | ''"],
    ['double quotes alone between spaces', 'a " fine " film', "a | `` | fine | '' | film"],
    ['single quotes', "a 'must-see' film", "a | ` | must-see | ' | film"],
    [
      'brackets of every shape',
      'so (very) [odd] {here}',
      'so | -lrb- | very | -rrb- | -lrb- | odd | -rrb- | -lrb- | here | -rrb-',
    ],
    ['dashes', 'slow--very -- slow — and–dull – yes', 'slow | -- | very | -- | slow | -- | and | -- | dull | -- | yes'],
    ['lone hyphens', 'slow - but good', 'slow | - | but | good'],
    ['ranges and pairs of names', '1999–2001, the Oslo–Bergen line', '1999-2001 | , | the | oslo-bergen | line'],
    ['hyphenated words', 'a so-so, 90-minute, 12-year-old film', 'a | so-so | , | 90-minute | , | 12-year-old | film'],
    ['a clitic before a hyphen', "a so-silly-it's-clever plot", "a | so-silly-it | 's | - | clever | plot"],
    ['hanging hyphens', 'pre- and post-war', 'pre- | and | post-war'],
    ['ellipses', 'well... no… hm..', 'well | ... | no | ... | hm | . | .'],
    [
      'slashes are escaped',
      'an actor/director and/or 24/7 pre-7/12 A / B',
      'an | actor\\/director | and\\/or | 24\\/7 | pre-7 | \\/ | 12 | a | \\/ | b',
    ],
    ['asterisks are escaped', 'what the f**k ***', 'what | the | f | \\*\\* | k | \\*\\*\\*'],
    ['numbers', '2.5 of 1,000, 3.14159, 21st, 9:30', '2.5 | of | 1,000 | , | 3.14159 | , | 21st | , | 9:30'],
    ['money and per cent', '$5.50, £3, 100%, #9', '$ | 5.50 | , | £ | 3 | , | 100 | % | , | # | 9'],
    [
      'mixed numbers',
      '8½ or 3 1/2-hour or 3\u00a01/2-hour cuts',
      '8\u00a01\\/2 | or | 3 | 1\\/2 | - | hour | or | 3\u00a01\\/2 | - | hour | cuts',
    ],
    ['exclamations', 'What?! No!! Really?!?', 'what | ?! | no | ! | ! | really | ?!?'],
    ['ampersands', 'R&B and salt & pepper', 'r&b | and | salt | & | pepper'],
    ['grades', 'a B+ film', 'a | b | + | film'],
    [
      'titles and initials',
      'Mr. J. R. Quill, Dr. P.T. Ames vs. Mrs. Orr.',
      'mr. | j. | r. | quill | , | dr. | p.t. | ames | vs. | mrs. | orr | .',
    ],
    ['acronyms keep their stop, also at the end', 'From the U.S. to the U.K.', 'from | the | u.s. | to | the | u.k.'],
    ["an acronym's possessive", "the U.S.'s best", "the | u.s. | 's | best"],
    ['etc. at the end has a second stop', 'Guns, cars, etc.', 'guns | , | cars | , | etc. | .'],
    [
      'etc. elsewhere has not',
      'Guns, etc., and (cars, etc.) too',
      'guns | , | etc. | , | and | -lrb- | cars | , | etc. | -rrb- | too',
    ],
    ['no. before a number only', 'No. 7 says no.', 'no. | 7 | says | no | .'],
    ['et al.', 'Quill et al. saw Al.', 'quill | et | al. | saw | al | .'],
    [
      'capitalised abbreviations',
      'On Sept. 11 it came out in the wash. Yes.',
      'on | sept. | 11 | it | came | out | in | the | wash | . | yes | .',
    ],
    ['I at the end', 'So do I. It was great.I cried.', 'so | do | i | . | it | was | great | . | i | cried | .'],
    [
      'addresses',
      'see https://example.org/a?b=c, x.y@example.org or example.com.',
      'see | https://example.org/a?b=c | , | x.y@example.org | or | example.com | .',
    ],
    [
      'curly quotes and apostrophes',
      '“It’s a ‘gem’,” she says of the ‘60s',
      "`` | it | 's | a | ` | gem | ' | , | '' | she | says | of | the | '60s",
    ],
    ['accents, composed', 'clich\u00e9s cafe\u0301', 'clich\u00e9s | caf\u00e9'],
    ['soft hyphens vanish', 'won\u00adder', 'wonder'],
    ['a U+00A0 is a space elsewhere', 'a\u00a0film', 'a | film'],
  ])('%s', (_name, text, tokens) => {
    expect(split(text)).toBe(tokens);
  });

  test('leaves a run-together word whole for a model that knows it whole', () => {
    const knows = (word: string) => word.toLowerCase() === 'gonna';
    expect(split('Gonna wanna', { lowercase: true, knows })).toBe('gonna | wan | na');
  });

  test('keeps case when asked to', () => {
    expect(split("Isn't (This) FUN", { lowercase: false })).toBe("Is | n't | -LRB- | This | -RRB- | FUN");
  });

  test('offsets mark the words in the text', () => {
    const text = '“Don’t!” (she said)…';
    const marked = tokenize(text, lower).map(({ start, end }) => text.slice(start, end));
    expect(marked).toEqual(['“', 'Do', 'n’t', '!', '”', '(', 'she', 'said', ')', '…']);
  });
});

describe('text that is tokens already', () => {
  test.each([
    ["It does n't matter , he 'd say ."],
    ["` Quill ' is dull"],
    ['no. .'],
    ["lookin ' for trouble , mostly"],
    ['-LRB- etc. -RRB- , 2\u00a01\\/2 - hour cuts'],
    ['A. . .'],
  ])('%s', (text) => {
    expect(tokenize(text, { lowercase: false }).map((token) => token.text)).toEqual(text.split(' '));
  });

  test.each([
    ['a stray space before a comma', "I didn't like it , really.", "i | did | n't | like | it | , | really | ."],
    ['spaced punctuation only', 'A fine film , cannot complain .', 'a | fine | film | , | can | not | complain | .'],
    ['a sentence after an unspaced stop', 'I say no. Then , I leave .', 'i | say | no | . | then | , | i | leave | .'],
    ['an ordinary slash', 'an actor/director , alas', 'an | actor\\/director | , | alas'],
  ])('is not: %s', (_name, text, tokens) => {
    expect(split(text)).toBe(tokens);
  });
});

describe('other scripts, pictures and broken text', () => {
  test('an emoji sequence is one token', () => {
    expect(split('Great👍🏽👨‍👩‍👧‍👦! 🇬🇧 3️⃣ ❤️ :)')).toBe('great | 👍🏽 | 👨‍👩‍👧‍👦 | ! | 🇬🇧 | 3️⃣ | ❤️ | :)');
  });

  test('Chinese, Japanese and Thai are segmented into words', () => {
    const tokens = tokenize('这部电影很好。 とても面白い！ ภาพยนตร์ดีมาก', lower).map((token) => token.text);
    expect(tokens).toContain('电影');
    expect(tokens).toContain('.');
    expect(tokens).toContain('!');
    expect(tokens).toContain('ภาพยนตร์');
  });

  test('a long Chinese text gives the words of its parts, and in linear time', () => {
    const part = tokenize('电影'.repeat(10), lower);
    const long = tokenize('电影'.repeat(20_000), lower);
    expect(part).toHaveLength(10);
    expect(long).toHaveLength(20_000);
  });

  describe('without Intl.Segmenter', () => {
    afterEach(() => vi.unstubAllGlobals());
    test('falls back to characters', () => {
      vi.stubGlobal('Intl', {});
      expect(split('好电影 ok')).toBe('好 | 电 | 影 | ok');
    });
  });

  test('right-to-left text, with and without direction marks', () => {
    expect(split('שלום עולם!')).toBe('שלום | עולם | !');
    expect(split('\u200fمرحبا\u200f بالعالم')).toBe('مرحبا | بالعالم');
  });

  test('control characters are spaces, lone surrogates are U+FFFD', () => {
    expect(split('a\u0000b\u001fc')).toBe('a | b | c');
    expect(split('\ud800 x \udc00')).toBe('\ufffd | x | \ufffd');
  });

  test.each(['', ' ', '\n\t\u00a0', '\ufeff'])('no tokens in %j', (text) => {
    expect(tokenize(text, lower)).toEqual([]);
  });

  test('one word', () => {
    expect(tokenize('Great', lower)).toEqual([{ text: 'great', start: 0, end: 5 }]);
  });
});

const PIECES = [
  ...'\'’‘`"“”.,;:!?…-–—/\\*&@#$%()[]{}<>=+½ \n\u00a0\u00ad\u200d\u200b\ufe0f',
  ...[
    "n't",
    "'s",
    "''",
    '``',
    '...',
    '--',
    '-LRB-',
    'http://',
    'www.',
    'etc.',
    'U.S.',
    'no.',
    '1/2',
    '9:30',
    '1,000',
    'cannot',
    "'70s",
    "'em",
  ],
  ...['a', 'I', 'film', 'é', 'e\u0301', '好', 'ไทย', 'שלום', '👍🏽', '👨‍👩‍👧', '🇬🇧', '\ud800', '\udc00', '\u0000', 'İ'],
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 60 })
    .map((pieces) => pieces.join('')),
);

function checkTokens(source: string, tokens: readonly Token[]): void {
  let end = 0;
  for (const token of tokens) {
    expect(token.start).toBeGreaterThanOrEqual(end);
    expect(token.end).toBeGreaterThan(token.start);
    expect(token.text).not.toMatch(/^$|[ \t\n\r\f\v]/);
    end = token.end;
  }
  expect(end).toBeLessThanOrEqual(source.length);
}

describe('whatever the text', () => {
  test('offsets increase, lie in range and do not overlap; no token is empty or holds white space', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (source, lowercase) => {
        checkTokens(source, tokenize(source, { lowercase }));
      }),
      { numRuns: runs(2000) },
    );
  });

  test('no letter or digit is lost', () => {
    fc.assert(
      fc.property(text, (source) => {
        const marked = new Set<number>();
        for (const { start, end } of tokenize(source, lower)) for (let at = start; at < end; at++) marked.add(at);
        for (const { 0: letter, index } of source.matchAll(/[\p{L}\p{N}]/gu)) expect(marked.has(index), letter).toBe(true);
      }),
      { numRuns: runs(1000) },
    );
  });
});
