import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LensError } from '../../model/errors.ts';
import { orLensError } from '../basics/index.ts';
import { readScaler } from './scaler-file.ts';
import { noScaling, scaled, typedScaling } from './scaling.ts';

const FOLDER = new URL('../../testing/fixtures/scalers/', import.meta.url);
const file = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, FOLDER))) });
const expected: { readonly rows: number[][]; readonly scaled: Readonly<Record<string, number[][]>> } = JSON.parse(
  readFileSync(new URL('expected.json', FOLDER), 'utf8'),
);
const messageOf = (run: () => unknown) => {
  const error = orLensError(run);
  return error instanceof LensError ? error.message : 'nothing was refused';
};

describe('a scaler of scikit-learn', () => {
  it.each(Object.keys(expected.scaled))('%s scales as scikit-learn does', (name) => {
    const scaling = readScaler(file(name), 3);
    const found = scaled(Float64Array.from(expected.rows.flat()), scaling);
    const wanted = expected.scaled[name]?.flat() ?? [];
    expect(found).toHaveLength(wanted.length);
    for (const [at, value] of found.entries()) expect(value).toBeCloseTo(wanted[at] ?? Number.NaN, 11);
  });

  it('keeps the names that it was fitted with', () => {
    expect(readScaler(file('standard.joblib'), 3).names).toEqual(['temperature', 'level', 'pressure']);
    expect(readScaler(file('standard.pkl'), 3)).not.toHaveProperty('names');
  });

  it('is refused where it is another one, was not fitted, or has other features', () => {
    expect(readdirSync(FOLDER)).toContain('robust.pkl');
    expect(messageOf(() => readScaler(file('robust.pkl'), 3))).toMatch(/not a scaler that is understood.*RobustScaler/);
    expect(messageOf(() => readScaler(file('unfitted.pkl'), 3))).toMatch(
      /mean_: is missing.*Save the scaler after it was fitted/,
    );
    expect(messageOf(() => readScaler(file('standard.joblib'), 2))).toMatch(
      /wrong number of features for this model; expected 2, found 3 \(temperature, level, pressure\)/,
    );
    const words = { name: 's.pkl', bytes: new TextEncoder().encode('(lp0\n.') };
    expect(messageOf(() => readScaler(words, 2))).toMatch(/not a scaler that is understood.*found list/);
    expect(messageOf(() => readScaler({ name: 's.pkl', bytes: new Uint8Array(4) }, 2))).toMatch(/^s\.pkl/);
  });
});

describe('means and deviations as one types them', () => {
  it('scale each feature, or all by one', () => {
    expect([...scaled(Float64Array.of(3, 10, 5, 20), typedScaling('1, 10', '2 5', 2))]).toEqual([1, 0, 2, 2]);
    expect([...scaled(Float64Array.of(3, 10), typedScaling('1', '2', 2))]).toEqual([1, 4.5]);
    expect([...scaled(Float64Array.of(3, 10), noScaling(2))]).toEqual([3, 10]);
  });

  it('are refused where they are not as many, no numbers, or 0', () => {
    expect(messageOf(() => typedScaling('1 2 3', '1', 2))).toMatch(
      /means: there are not as many as features; expected 2, or one for all, found 3/,
    );
    expect(messageOf(() => typedScaling('x', '1', 2))).toMatch(/one is not a number/);
    expect(messageOf(() => typedScaling('1', '1 0', 2))).toMatch(/a deviation is 0.*at place 2/);
  });
});
