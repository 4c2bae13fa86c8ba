/** Cells into numbers: what is missing is named and handled as was chosen, what is no number is refused, all of it at once. */
import { dataError, quote } from '../basics/index.ts';
import { isMissing, numberIn, type RawRows } from './raw-rows.ts';
import type { MissingRule, MissingValue, SequencePart } from './sequence-options.ts';

/** As many faults are named at once, and as many missing values; the rest are counted. */
const FAULTS_TOLD = 3;
const MISSING_TOLD = 200;

interface Values {
  /** [R, F] */
  readonly values: Float64Array;
  readonly missing: readonly MissingValue[];
  readonly missingCount: number;
}

/**
 * @param columns [F] those that are features
 * @param parts where one sequence ends and another begins: the last value is one of the same sequence
 * @throws LensError InputError that names lines and columns
 */
export function cellValues(
  raw: RawRows,
  columns: readonly number[],
  parts: readonly SequencePart[],
  rule: MissingRule,
  name: string,
): Values {
  const F = columns.length;
  const values = new Float64Array(raw.count * F);
  const faults: string[] = [];
  const gaps: string[] = [];
  const missing: MissingValue[] = [];
  let [faultCount, missingCount] = [0, 0];
  const begins = new Set(parts.map(({ from }) => from));
  for (let row = 0; row < raw.count; row++) {
    for (const [k, column] of columns.entries()) {
      const cell = raw.cell(row, column);
      const value = numberIn(cell);
      const at = row * F + k;
      if (!Number.isNaN(value)) {
        values[at] = value;
        continue;
      }
      const place = { where: raw.whereOf(row), feature: raw.columns[column] ?? '' };
      if (!isMissing(cell)) {
        faultCount++;
        if (faults.length < FAULTS_TOLD) faults.push(`${place.where}, ${place.feature}: ${quote(String(cell))}`);
        continue;
      }
      missingCount++;
      const hasLast = rule === 'last' && !begins.has(row);
      if (rule !== 'zero' && !hasLast && gaps.length < FAULTS_TOLD) gaps.push(`${place.where}, ${place.feature}`);
      values[at] = hasLast ? (values[at - F] ?? 0) : 0;
      if (missing.length < MISSING_TOLD) missing.push({ ...place, value: values[at] ?? 0 });
    }
  }
  if (faultCount > 0) throw textError(name, faults, faultCount);
  if (gaps.length > 0) throw missingError(name, gaps, rule, missingCount);
  return { values, missing, missingCount };
}

function more(told: number, count: number): string {
  return count > told ? `, and ${count - told} more` : '';
}

function textError(name: string, faults: readonly string[], count: number) {
  const comma = faults.some((fault) => /"-?\d+,\d+"$/.test(fault));
  return dataError(name, count === 1 ? 'one value is not a number' : `${count} values are not numbers`, {
    expected: 'finite numbers',
    found: `${faults.join('; ')}${more(faults.length, count)}`,
    advice: comma
      ? 'Use a point for decimals, not a comma.'
      : 'If the column is the time or names the sequence, say so; if it is no feature, leave it out.',
  });
}

function missingError(name: string, gaps: readonly string[], rule: MissingRule, count: number) {
  const noneBefore = rule === 'last';
  return dataError(
    name,
    noneBefore ? 'a sequence begins with a value that is missing' : `${count} ${count === 1 ? 'value is' : 'values are'} missing`,
    {
      expected: noneBefore ? 'a value before it, which could stand for it' : 'a number in every place',
      found: `nothing at ${gaps.join('; ')}${noneBefore ? '' : more(gaps.length, count)}`,
      advice: noneBefore
        ? 'Have 0 stand for missing values, or fill the file’s first rows.'
        : 'Choose what stands for a missing value: the last value of its feature, or 0.',
    },
  );
}
