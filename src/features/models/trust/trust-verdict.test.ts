import { describe, expect, it } from 'vitest';
import { parseReferences, type ReferenceCheck, type ReferenceScores } from '../../../engine/protocol.ts';
import { formatDifference } from './trust-figures.ts';
import { MAX_ROWS, scoreFormat, trustColumns, trustRows } from './trust-rows.ts';
import { askFor, examplePlaceholder, fieldHint, fieldLabel, kindName } from './trust-texts.ts';
import { type JudgedModel, verdictOf } from './trust-verdict.ts';

const model: JudgedModel = { classes: ['bad', 'good'], input: 'tokens', output: 'softmax', unkToken: '<unk>' };
const references: ReferenceScores[] = [
  { tokens: ['a', 'film'], scores: [1.2345678, -0.5] },
  { tokens: ['b', 'zyx'], scores: [0.25, 0.125] },
];

function checkOf(differences: readonly number[], more: Partial<ReferenceCheck> = {}): ReferenceCheck {
  const sentences = references.map(({ tokens, scores }, index) => ({
    tokens,
    scores: scores.map((score) => score + (differences[index] ?? 0)),
    difference: differences[index] ?? 0,
    unknown: index === 1 ? [1] : [],
  }));
  const difference = Math.max(...differences);
  const base = { kind: 'scores', sentences, difference, verified: difference < 1e-4 } as const;
  return { ...base, directionsSwapped: false, classOrder: null, ...more };
}

describe('the verdict', () => {
  it('says how well it agrees', () => {
    expect(verdictOf(checkOf([3e-7, 1e-9]), references, model)).toEqual({
      headline: 'Verified: the largest difference is 3.0e−7 over 2 sentences.',
      notes: [],
      unexplained: false,
    });
    const { notes } = verdictOf(checkOf([3e-7, 0], { kind: 'probabilities' }), references, model);
    expect(notes).toEqual([expect.stringMatching(/^What you gave are probabilities; .* a stricter test/)]);
  });

  it('says how far off it is where nothing explains it', () => {
    const verdict = verdictOf(checkOf([0.83, 0.2]), references, model);
    expect(verdict).toMatchObject({ unexplained: true, notes: [] });
    expect(verdict.headline).toContain('Not verified: the largest difference is 0.83 over 2 sentences.');
  });

  it('tells exchanged halves, classes in another order, few digits and unknown words apart', () => {
    const notesOf = (check: ReferenceCheck, given = references) => verdictOf(check, given, model).notes.join('\n');
    expect(notesOf(checkOf([0.8, 0.2], { directionsSwapped: true }))).toContain('two halves are swapped');
    expect(notesOf(checkOf([0.8, 0.2], { classOrder: [1, 0] }))).toContain('the order “good”, “bad”');
    const rounded = references.map(({ tokens, scores }) => ({ tokens, scores: scores.map((score) => Number(score.toFixed(2))) }));
    expect(notesOf(checkOf([0.004, 0.003]), rounded)).toContain('at most 2 decimals');
    expect(notesOf(checkOf([0.02, 0.003]), rounded)).not.toContain('decimals');
    expect(notesOf(checkOf([1e-6, 0.3]))).toContain('Such words are read as <unk> here');
    expect(notesOf(checkOf([0.2, 0.3]))).not.toContain('vocabulary');
  });
});

describe('the table', () => {
  it('has the worst sentences first, and no more than can be read', () => {
    const rows = trustRows(checkOf([0.1, 0.4]), references);
    expect(rows.map(({ index, given }) => [index, given[0]])).toEqual([
      [1, 0.25],
      [0, 1.2345678],
    ]);
    const many = Array.from({ length: 50 }, () => checkOf([0.1, 0.4]).sentences).flat();
    expect(trustRows({ ...checkOf([0.1]), sentences: many }, [])).toHaveLength(MAX_ROWS);
  });

  it('shows the classes with the largest differences where there are many', () => {
    const row = { tokens: ['a'], unknown: [], difference: 1, index: 0, given: Array.from({ length: 20 }, () => 0) };
    const columns = trustColumns([{ ...row, scores: row.given.map((_, index) => index / 100) }]);
    expect(columns).toEqual([12, 13, 14, 15, 16, 17, 18, 19]);
    expect(trustColumns([])).toEqual([]);
  });

  it('writes numbers so that they can be told apart', () => {
    expect(scoreFormat(trustRows(checkOf([0, 0]), references))(-0.5)).toBe('−0.50000');
    expect([0, 2.34e-7, 0.0412, 0.83, 12.34].map(formatDifference)).toEqual(['0', '2.3e−7', '0.0412', '0.83', '12.3']);
  });

  it('has an example with the right number of scores', () => {
    const words = { input: 'tokens', classes: ['a', 'b', 'c'], embeddingSize: 60 } as const;
    const [line = ''] = examplePlaceholder(words).split('\n');
    expect(line).toBe('the film was dull -> 1.2483 -0.4096 0.3175');
    const numbers = { input: 'numbers', classes: ['price'], embeddingSize: 2 } as const;
    const example = examplePlaceholder(numbers);
    expect(example.split('\n')[0]).toBe('[[0.5, -1.25], [2, 0.75]] -> 1.2483');
    expect(parseReferences(example, numbers).problems).toEqual([]);
  });
});

it('asks for what the model gives: scores, values, of words or of rows', () => {
  const base = { classes: ['bad', 'good'], input: 'tokens', output: 'softmax', embeddingSize: 2, features: null } as const;
  expect(askFor(base)).toContain('Enter scores before the softmax');
  expect(fieldLabel(base)).toBe('Reference scores: one sentence per line, words -> 2 scores');
  expect(kindName('scores', 'sigmoid')).toBe('Scores before the sigmoid');
  const price = { ...base, classes: ['price'], input: 'numbers', output: 'linear', features: ['size', 'age'] } as const;
  expect(askFor(price)).toContain('Enter values that your own program gives for a few sequences');
  expect(fieldLabel(price)).toBe('Reference values: one sequence per line, rows as JSON -> the value');
  expect(fieldHint(price)).toBe('Rows as JSON, each of 2 numbers: size, age, as your program reads them.');
  expect(verdictOf(checkOf([3e-7, 0]), references, { ...model, ...price }).headline).toContain('over 2 sequences');
});
