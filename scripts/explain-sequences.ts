/** `npm run --silent explain -- --numbers FILE`: the sequences of a file, as the page reads them. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { LocalEngine } from '../src/engine/engine.ts';
import {
  MISSING_RULES,
  noScaling,
  type Scaling,
  type SequenceFile,
  scaled,
  typedScaling,
} from '../src/engine/numbers-protocol.ts';
import type { ModelInfo } from '../src/engine/protocol.ts';
import type { SequenceResult } from '../src/engine/result-schema.ts';
import { usageError } from './explain-model.ts';

export const SEQUENCES_USAGE = `Files of numbers (CSV, TSV, JSON, npy): [--time COLUMN|none] [--id COLUMN|none] [--windows LENGTH[:STRIDE]] [--missing refuse|last|zero]
  [--scaler FILE | --means X,… --deviations X,…]
One line of JSON per sequence: a file is one, or has a column that names them (--id), or is cut into windows. COLUMN is a name, or a place from 1.
--scaler: a StandardScaler or MinMaxScaler of scikit-learn, saved by pickle or joblib; nothing in it is run.`;

const text = { type: 'string' } as const;

/** For parseArgs. */
export const SEQUENCES_OPTIONS = {
  time: text,
  id: text,
  windows: text,
  missing: text,
  scaler: text,
  means: text,
  deviations: text,
};

type SequencesValues = { readonly [option in keyof typeof SEQUENCES_OPTIONS]?: string | undefined };

/** @throws LensError InputError where something is said of files of numbers, and lines are none */
export function checkSequences(values: SequencesValues & { readonly numbers?: boolean | undefined }): void {
  const said = Object.keys(SEQUENCES_OPTIONS).filter((option) => values[option as keyof SequencesValues] !== undefined);
  if (said.length > 0 && !values.numbers)
    throw usageError(`--${said[0]}`, 'is about files of numbers', 'it beside --numbers', 'it alone');
  const isTyped = values.means !== undefined || values.deviations !== undefined;
  if (values.scaler !== undefined && isTyped) {
    throw usageError('--scaler', 'is combined with means or deviations', 'one of the two', '--scaler, --means, --deviations');
  }
}

export interface ReadSequence {
  /** [T][F] as the model reads them. */
  readonly rows: readonly (readonly number[])[];
  readonly sequence: SequenceResult;
}

const never = new AbortController().signal;

/** @throws LensError InputError that names the option, or the file with line and column */
export async function readSequencesOf(
  path: string,
  values: SequencesValues,
  engine: LocalEngine,
  { embeddingSize, features }: Pick<ModelInfo, 'embeddingSize' | 'features'>,
): Promise<{ readonly sequences: readonly ReadSequence[]; readonly notes: readonly string[] }> {
  const F = embeddingSize;
  const table = await engine.readSequences(never, fileAt(path, '--numbers'), {
    width: F,
    features,
    time: columnOf(values.time),
    id: columnOf(values.id),
    windows: windowsOf(values.windows),
    missing: missingOf(values.missing),
  });
  const scaling = await scalingOf(values, engine, F);
  const read = scaled(table.values, scaling);
  const rowsOf = (all: Float64Array, from: number, to: number) =>
    Array.from({ length: to - from }, (_, t) => Array.from(all.subarray((from + t) * F, (from + t + 1) * F)));
  const gaps = table.missingCount === 0 ? [] : [`${table.missingCount} missing values: ${values.missing} stands for them.`];
  return {
    sequences: table.sequences.map(({ name, from, to }) => ({
      rows: rowsOf(read, from, to),
      sequence: {
        file: basename(path),
        name,
        ...(table.times ? { times: table.times.slice(from, to) } : {}),
        ...(scaling.kind === 'none' ? {} : { scaling, given: rowsOf(table.values, from, to) }),
      },
    })),
    notes: [...table.notes, ...gaps],
  };
}

function fileAt(path: string, option: string): SequenceFile {
  try {
    return { name: path, bytes: new Uint8Array(readFileSync(path)) };
  } catch (error) {
    throw usageError(option, (error as Error).message, 'the name of a file that can be read', path);
  }
}

function columnOf(said: string | undefined): number | string | null | undefined {
  if (said === undefined) return undefined;
  if (said === 'none') return null;
  return /^\d+$/.test(said) ? Number(said) - 1 : said;
}

function windowsOf(said: string | undefined) {
  if (said === undefined) return null;
  const [, length, stride = length] = /^(\d+)(?::(\d+))?$/.exec(said) ?? [];
  if (length === undefined) throw usageError('--windows', 'is not a length', 'LENGTH or LENGTH:STRIDE, such as 50:10', said);
  return { length: Number(length), stride: Number(stride) };
}

function missingOf(said: string | undefined) {
  const rule = MISSING_RULES.find((one) => one === said);
  if (said !== undefined && rule === undefined)
    throw usageError('--missing', 'is not a way to handle missing values', MISSING_RULES.join(', '), said);
  return rule;
}

async function scalingOf({ scaler, means, deviations }: SequencesValues, engine: LocalEngine, width: number): Promise<Scaling> {
  if (scaler !== undefined) return engine.readScaler(never, fileAt(scaler, '--scaler'), width);
  const isTyped = means !== undefined || deviations !== undefined;
  return isTyped ? typedScaling(means ?? '0', deviations ?? '1', width) : noScaling(width);
}
