import { expect, it } from 'vitest';
import { frameCode } from './frame-code.ts';

it('makes a frame of any link, whatever stands in its sentence and its title', () => {
  const code = frameCode('https://example.org/lens/?utm=1#s=%22%3E%3Cb%3E+%26+it%27s&methods=lrp,gi', 'Why “"very" <good>”?');
  const holder = code.split('\n')[0] ?? '';
  expect(holder).toContain('src="https://example.org/lens/?embed#s=%22%3E%3Cb%3E+%26+it');
  expect(holder).toContain('&amp;methods=lrp,gi"');
  expect(holder).toContain('title="Why “&quot;very&quot; &lt;good&gt;”?"');
  expect(holder.match(/[<>]/g)).toHaveLength(4);
});
