import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeMarkup } from './escape-markup.ts';

it.each([
  ['<script>alert("1")</script>', '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;'],
  ["]]> & 'x'", ']]&gt; &amp; &#39;x&#39;'],
  ['a\nb\tc', 'a b c'],
  ['\u0000\u0007\ud800', '\ufffd\ufffd\ufffd'],
  ['中文 🎬', '中文 🎬'],
])('escapes %j', (text, expected) => {
  expect(escapeMarkup(text)).toBe(expected);
});

it('leaves nothing that markup could take for its own, nor what XML forbids', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = escapeMarkup(text);
      return !/[<>"']|&(?!(amp|lt|gt|quot|#39);)/.test(written) && !/[\p{Cc}\ufffe\uffff]/u.test(written);
    }),
    { seed: 4 },
  );
});
