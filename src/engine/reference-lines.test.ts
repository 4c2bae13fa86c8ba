import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runExplain } from '../testing/headless.ts';
import { MAX_REFERENCES, parseReferences } from './reference-lines.ts';

const words = (...classes: string[]) => ({ classes, input: 'tokens', embeddingSize: 60 }) as const;
const two = words('bad', 'good');
const dull = { tokens: ['the', 'film', 'was', 'dull'], scores: [1.25, -0.4] };

describe('reference scores are read from', () => {
  it.each([
    'the film was dull -> 1.25 -0.4',
    '  the  film was\tdull   =>  1.25,-0.4 ',
    'the film was dull → +1.25; −4e-1',
    'the film was dull\t1.25\t-.4',
    'the film was dull -> [1.25, -0.4]',
    '\uFEFF\r\nthe film was dull -> 1.25 -0.4\r\n\r\n',
    '{"tokens": ["the", "film", "was", "dull"], "scores": [1.25, -0.4], "predicted": 0}',
    '{"text": "the film was dull", "scores": [1.25, -0.4]}',
    '{\n "sentence": "the film  was dull",\n "scores": [1.25, -0.4]\n}',
    '[{"tokens": ["the", "film", "was", "dull"], "scores": [1.25, -0.4]}]',
  ])('%j', (text) => {
    const { references, problems } = parseReferences(text, two);
    expect([references.map(({ tokens, scores }) => ({ tokens, scores })), problems]).toEqual([[dull], []]);
  });

  it('lines of several kinds, words that look like marks, and one score for a sigmoid', () => {
    const text = '[CLS] -> b -> 1 2\n{"text": "a", "scores": 3}\n{ } => 4 5\n';
    expect(parseReferences(text.replace('{ }', '} {'), two)).toEqual({
      references: [
        { tokens: ['[CLS]', '->', 'b'], text: '[CLS] -> b', scores: [1, 2] },
        { tokens: ['a'], text: 'a', scores: [3] },
        { tokens: ['}', '{'], text: '} {', scores: [4, 5] },
      ],
      problems: [],
    });
  });

  it('what the headless command prints', () => {
    const { lines, answers } = runExplain(['A warm, gentle film.', 'Never dull.']);
    const classes = answers()[0]?.model.classes ?? [];
    const { references, problems } = parseReferences(lines.join('\n'), words(...classes));
    expect(problems).toEqual([]);
    expect(references.map(({ tokens }) => tokens)).toEqual([
      ['a', 'warm', ',', 'gentle', 'film', '.'],
      ['never', 'dull', '.'],
    ]);
    expect(references[0]?.scores).toHaveLength(classes.length);
  });

  it('any numbers, with all their digits', () => {
    const score = fc.double({ noNaN: true, noDefaultInfinity: true });
    const word = fc.stringMatching(/^[a-z.,'-]{1,8}$/).filter((text) => !text.includes('->'));
    fc.assert(
      fc.property(
        fc.array(fc.record({ tokens: fc.array(word, { minLength: 1 }), scores: fc.tuple(score, score) }), { minLength: 1 }),
        (all) => {
          const plain = all.map(({ tokens, scores }) => ({ tokens, scores: scores.map((value) => value + 0) }));
          const lines = plain.map(({ tokens, scores }) => `${tokens.join(' ')} -> ${scores.join(' ')}`).join('\n');
          expect(parseReferences(lines, two).references).toEqual(plain.map((row) => ({ ...row, text: row.tokens.join(' ') })));
          expect(parseReferences(plain.map((row) => JSON.stringify(row)).join('\n'), two).references).toEqual(plain);
        },
      ),
    );
  });
});

describe('what cannot be read is named, with what was expected', () => {
  const expected = '2, one per class (bad, good)';
  it.each([
    ['a fine film 1.25', 'line 1', 'has no arrow between words and scores', 'words -> scores', '“a fine film 1.25”'],
    ['a -> 1 2 3', 'line 1', 'has the wrong number of scores', expected, '3 scores'],
    ['a -> ', 'line 1', 'has the wrong number of scores', expected, '0 scores'],
    ['a -> 1 x', 'line 1', 'has a score that is not a number', 'numbers such as 1.25 or -3e-5', '“x”'],
    ['a -> 1 nan', 'line 1', 'has a score that is not a number', 'numbers such as 1.25 or -3e-5', '“nan”'],
    ['a -> 1 1e999', 'line 1', 'has a score that is not a number', 'numbers such as 1.25 or -3e-5', '“1e999”'],
    [
      '{"text": "a", "scores": [1, 1e999]}',
      'the JSON object',
      'has a “scores” that cannot be read',
      'a list of numbers',
      '“[1,null]”',
    ],
    [' -> 1 2', 'line 1', 'has no words', 'at least one', 'none'],
    [`${'a '.repeat(513)}-> 1 2`, 'line 1', 'has too many words', 'at most 512', '513'],
    ['{"tokens": ["a"', 'line 1', 'is not valid JSON', '{"tokens": ["a", …], "scores": [1.25, …]}', '“{"tokens": ["a"”'],
    ['{"tokens": ["a"]}', 'the JSON object', 'has no “scores”', 'a list of numbers', 'the fields tokens'],
    [
      '{"tokens": ["a"], "scores": ["1", 2]}',
      'the JSON object',
      'has a “scores” that cannot be read',
      'a list of numbers',
      '“["1",2]”',
    ],
    [
      '{"tokens": "a b", "scores": [1, 2]}',
      'the JSON object',
      'has a “tokens” that cannot be read',
      'a list of words',
      '“"a b"”',
    ],
    [
      '{"scores": [1, 2]}',
      'the JSON object',
      'has no words',
      '“tokens”, a list of words',
      'neither “tokens” nor “text” nor “sentence”',
    ],
    ['[3]', 'entry 1', 'is not a JSON object', 'an object with "tokens" and "scores"', '3'],
    ['  \n ', 'reference scores', 'are missing', 'lines such as “a fine film -> 1.25 -0.4”', 'nothing'],
    ['[]', 'reference scores', 'are missing', 'lines such as “a fine film -> 1.25 -0.4”', 'nothing'],
  ])('%j', (text, where, problem, shouldBe, found) => {
    const fields = { name: 'InputError', where, problem, expected: shouldBe, found };
    expect(parseReferences(text, two).problems).toEqual([fields]);
  });

  it('line by line, and the good ones are read', () => {
    const { references, problems } = parseReferences('a -> 1 2\n\nb 1\nc -> 1 2\n{"text": 3, "scores": [1, 2]}', two);
    expect(references.map(({ tokens }) => tokens)).toEqual([['a'], ['c']]);
    expect(problems.map(({ where }) => where)).toEqual(['line 3', 'line 5']);
  });

  it('and too many are not read at all', () => {
    const { references, problems } = parseReferences('a -> 1 2\n'.repeat(MAX_REFERENCES + 1), two);
    expect(references).toEqual([]);
    expect(problems).toMatchObject([{ problem: 'are too many', expected: 'at most 5000 sentences', found: '5001' }]);
  });

  it('one score is not enough for three classes', () => {
    const found = parseReferences('a -> 1', words('x', 'y', 'z')).problems;
    expect(found).toMatchObject([{ expected: '3, one per class (x, y, z)', found: '1 score' }]);
  });
});

describe('reference scores of rows of numbers', () => {
  const model = { classes: ['price'], input: 'numbers', embeddingSize: 2 } as const;
  const given = {
    tokens: ['t1', 't2'],
    numbers: [
      [0.5, -1],
      [2, 0],
    ],
    scores: [1.25],
  };

  it.each([
    '[[0.5, -1], [2, 0]] -> 1.25',
    '[[0.5, -1], [2, 0]]\t1.25',
    '{"numbers": [[0.5, -1], [2, 0]], "scores": [1.25]}',
    '{"tokens": ["t1", "t2"], "numbers": [[0.5, -1], [2, 0]], "scores": 1.25}',
    '[{"numbers": [[0.5, -1], [2, 0]], "scores": [1.25]}]',
  ])('%s', (text) => {
    expect(parseReferences(text, model)).toEqual({ references: [given], problems: [] });
  });

  it.each([
    ['the film -> 1', 'has no rows of numbers'],
    ['[[1, 2], [3]] -> 1', 'has rows of another length'],
    ['[] -> 1', 'has no rows'],
    ['[[1, "a"]] -> 1', 'has no rows of numbers'],
    ['{"tokens": ["a"], "scores": [1]}', 'has no rows'],
    ['{"numbers": [[1, null]], "scores": [1]}', 'has a “numbers” that cannot be read'],
    ['[[1, 2]] -> 1 2', 'has the wrong number of scores'],
    ['[[1, 2]]', 'has no arrow between rows and scores'],
  ])('refuses %s: it %s', (text, problem) => {
    // A single line of JSON would be the whole.
    const { problems } = parseReferences(`${text}\n[[1, 2]] -> 1`, model);
    expect(problems.map((one) => [one.where, one.problem])).toEqual([['line 1', problem]]);
    expect(problems[0]?.expected).toBeTruthy();
  });
});
