import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latexText } from './latex-text.ts';

describe('text for LaTeX', () => {
  it.each([
    ['100 % & $5 #1 sure_fire {x}', '100 \\% \\& \\$5 \\#1 sure\\_fire \\{x\\}'],
    ['a\\b ~ ^', 'a\\textbackslash{}b \\textasciitilde{} \\textasciicircum{}'],
    ['<b>|', '$<$b$>$$|$'],
    ["\"``''--", "{\\ttfamily\\char34}\\`{}\\`{}{'}{'}{-}{-}"],
    ['café naïve', 'caf\\\'{e} na\\"{\\i}ve'],
    ['中文 ok', '{\\tiny U+4E2D U+6587} ok'],
    ['a\nb\tc', 'a b c'],
    ['👩‍💻', '{\\tiny U+1F469 U+1F4BB}'],
  ])('%j', (text, expected) => {
    expect(latexText(text)).toBe(expected);
  });

  it('is plain ASCII with its braces in pairs, whatever goes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const written = latexText(text);
        const bare = written.replaceAll(/\\[\\{}%$&#_]/g, '');
        let depth = 0;
        for (const character of bare) {
          if (character === '{') depth++;
          if (character === '}') depth--;
          if (depth < 0) return false;
        }
        return depth === 0 && /^[ -~]*$/.test(written) && !/[%#&~]/.test(bare);
      }),
      { seed: 3 },
    );
  });
});
