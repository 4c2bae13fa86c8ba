import { describe, expect, it } from 'vitest';
import { readText, refusalOf } from '../../testing/sentence-files.ts';

describe('JSON lines', () => {
  it('have their keys as columns', async () => {
    const text =
      '{"n": 1, "review_text": "A warm \\"tale\\"", "Sentiment": "Very_Positive"}\n\n{"review_text": "So so", "Sentiment": null}\n';
    const { texts, gold, settled, notes } = await readText(text, 'my.json');
    expect([texts, [...gold]]).toEqual([
      ['A warm "tale"', 'So so'],
      [4, -1],
    ]);
    expect(settled).toMatchObject({ format: 'jsonl', text: 1, label: 2, header: false });
    expect(settled.columns.map(({ name, samples }) => [name, samples])).toEqual([
      ['n', ['1', '']],
      ['review_text', ['A warm "tale"', 'So so']],
      ['Sentiment', ['Very_Positive', '']],
    ]);
    expect(notes).toEqual(['1 of 2 has no label.', '1 empty line is skipped.']);
  });

  it('are not led astray by odd keys', async () => {
    const { texts } = await readText('{"__proto__": "An odd key indeed.", "constructor": 1}\n');
    expect(texts).toEqual(['An odd key indeed.']);
  });

  it.each([
    ['not JSON', '{"text": "b"', /line 2: the line is not valid JSON.*found "\{\\"text\\": \\"b\\""/],
    ['no object', '["b"]', /line 2: the line is not a JSON object.*Choose JSON as the format/],
    ['a list for text', '{"text": [1]}', /line 2: "text" is neither text nor a number.*found "\[1\]"\. Choose another/],
    ['a nest', `{"text": ${'['.repeat(99_999)}`, /not valid JSON/],
  ])('are refused with %s in a line', async (_name, line, message) => {
    const error = await refusalOf(readText(`{"text": "a"}\n${line}\n`, 'my.jsonl', { format: 'jsonl' }));
    expect(error.name).toBe('InputError');
    expect(error.message).toMatch(message);
  });

  it('may hold what nests deep, as long as it is not chosen', async () => {
    const deep = `{"text": "a", "tree": ${'['.repeat(5000)}${']'.repeat(5000)}}`;
    expect((await readText(deep)).settled.columns[1]?.samples).toEqual(['[…]']);
  });
});
