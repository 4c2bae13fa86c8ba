/**
 * scikit-learn's scalers, pickled by pickle or joblib, read as data: StandardScaler and MinMaxScaler
 * (https://scikit-learn.org/stable/modules/preprocessing.html). Nothing in the file is run.
 */
import { LensError } from '../../model/errors.ts';
import { dataError, listing } from '../basics/index.ts';
import {
  asText,
  isPacked,
  kindOf,
  type PickleDict,
  type PickleValue,
  readPickle,
  unpack,
  WORDS_DIALECT,
} from '../containers/index.ts';
import type { Scaling } from './scaling.ts';
import type { SequenceFile } from './sequence-options.ts';

const EXPECTED = 'a StandardScaler or MinMaxScaler of scikit-learn, saved by pickle or joblib';

/** @param width F, numbers a step that the model reads @throws LensError InputError */
export function readScaler({ name, bytes }: SequenceFile, width: number): Scaling {
  const value = opened(name, bytes);
  const kind = kindOf(value);
  const scaler = /^sklearn\.preprocessing\.\w+ (StandardScaler|MinMaxScaler)$/.exec(kind)?.[1];
  const state = typeof value === 'object' && value?.kind === 'record' ? value.state : null;
  if (scaler === undefined || typeof state !== 'object' || state?.kind !== 'dict') {
    throw dataError(name, 'is not a scaler that is understood', {
      expected: EXPECTED,
      found: kind.replace(' ', '.'),
      advice: 'Type its means and deviations instead.',
    });
  }
  const scaling = scaler === 'StandardScaler' ? standard(name, state, width) : minMax(name, state, width);
  const names = namesOf(state);
  return names?.length === width ? { ...scaling, names } : scaling;
}

function opened(name: string, bytes: Uint8Array): PickleValue {
  try {
    return readPickle(isPacked(bytes) ? unpack(bytes, name) : bytes, name, WORDS_DIALECT);
  } catch (error) {
    throw error instanceof LensError ? new LensError({ ...error.fields, name: 'InputError' }) : error;
  }
}

/** scaled = (x - mean_) / scale_; either may be left out (with_mean, with_std), whether the scaler holds it or not. */
function standard(name: string, state: PickleDict, width: number): Scaling {
  const { entries } = state;
  const offsets = entries.get('with_mean') === false ? Array(width).fill(0) : attribute(name, state, 'mean_', width);
  const scale = entries.get('with_std') === false ? Array(width).fill(1) : attribute(name, state, 'scale_', width);
  return { kind: 'standard', offsets, factors: scale.map((value) => 1 / value) };
}

/** scaled = x * scale_ + min_. */
function minMax(name: string, state: PickleDict, width: number): Scaling {
  const factors = attribute(name, state, 'scale_', width);
  const least = attribute(name, state, 'min_', width);
  const range = state.entries.get('feature_range');
  const bounds = typeof range === 'object' && (range?.kind === 'tuple' || range?.kind === 'list') ? range.items : [];
  const [low, high] = bounds;
  const clips = state.entries.get('clip') === true && typeof low === 'number' && typeof high === 'number';
  return {
    kind: 'minmax',
    offsets: factors.map((factor, k) => -(least[k] ?? 0) / factor),
    factors,
    ...(clips ? { clip: [low, high] as const } : {}),
  };
}

/** [F] finite numbers; those that one divides by are not 0. */
function attribute(name: string, state: PickleDict, key: string, width: number): number[] {
  const value = state.entries.get(key);
  if (typeof value !== 'object' || value?.kind !== 'ndarray') {
    throw dataError(`${name} ${key}`, 'is missing', {
      expected: `${width} numbers`,
      found: kindOf(value),
      advice: 'Save the scaler after it was fitted.',
    });
  }
  const numbers = Array.from(value.data);
  const wrong = numbers.findIndex((one) => !Number.isFinite(one) || (key === 'scale_' && one === 0));
  if (wrong >= 0) {
    throw dataError(`${name} ${key}`, 'holds a number that cannot scale anything', {
      expected: key === 'scale_' ? 'finite numbers other than 0' : 'finite numbers',
      found: `${numbers[wrong]} at place ${wrong + 1}`,
    });
  }
  if (numbers.length !== width) {
    const names = namesOf(state);
    throw dataError(name, 'the scaler has the wrong number of features for this model', {
      expected: `${width}`,
      found: `${numbers.length}${names ? ` (${listing(names)})` : ''}`,
    });
  }
  return numbers;
}

function namesOf(state: PickleDict): string[] | null {
  const value = state.entries.get('feature_names_in_');
  const items = typeof value === 'object' && value?.kind === 'ndarray' ? value.items : undefined;
  const names = items?.map((item) => asText(item));
  return names?.every((name) => name !== null) ? names.filter((name) => name !== null) : null;
}
