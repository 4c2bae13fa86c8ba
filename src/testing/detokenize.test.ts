import { describe, expect, test } from 'vitest';
import { detokenize } from './detokenize.ts';

describe('detokenize', () => {
  test.each([
    ["It does n't matter , she 's fine .", "It doesn't matter, she's fine."],
    ["I ca n't and can not .", "I can't and cannot."],
    ["`` No ! '' said Quill -LRB- twice -RRB- .", '"No!" said Quill (twice).'],
    ["the ` odd ' one", "the 'odd' one"],
    ['an actor\\/director , $ 5 , 100 % , # 9', 'an actor/director, $5, 100%, #9'],
    ['slow -- very slow ... but - well - good', 'slow – very slow... but - well - good'],
    ['... and so on , etc. .', '...and so on, etc.'],
    ["so-silly-it 's - clever", "so-silly-it's-clever"],
    ["push - 'em - over , post-7 \\/ 12 , 2\u00a01\\/2 - hour", "push-'em-over, post-7/12, 2\u00a01/2-hour"],
    ['-LRB- T -RRB- hey are M \\* A \\* D , B +', '(T)hey are M*A*D, B+'],
    ['Mr. Quill et al. ... why !?', 'Mr. Quill et al. ... why!?'],
    ["wrong '' quote '' signs", 'wrong "quote" signs'],
    ['', ''],
  ])('%s', (tokens, english) => {
    expect(detokenize(tokens.split(' '))).toBe(english);
  });

  test('no tokens', () => {
    expect(detokenize([])).toBe('');
  });
});
