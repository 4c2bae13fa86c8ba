/** The one table of a link's parameters, which both reads and writes them. Pure. */
import { LRP_DEFAULTS, type LrpOptions, METHOD_IDS, METHODS, type MethodId, WHOLE_RANGES } from '../../engine/protocol.ts';
import { DISPLAY_DEFAULTS, type Display, GAMMA_RANGE, LAYOUTS, PALETTE_IDS, SCALES } from '../display/index.ts';
import { LRP_RANGES, OPTION_DEFAULTS, type OwnOptions } from '../sentence/index.ts';
import type { Parameter } from './link-state.ts';
import { EDITS_EXPECTED, formatEdits, parseEdits } from './url-edits.ts';
import { EXPERIMENT_PARAMETERS } from './url-experiments.ts';
import { INSIDE_PARAMETERS } from './url-inside.ts';
import { PHRASE_PARAMETERS } from './url-phrases.ts';
import { SEQUENCE_TABLE } from './url-sequence.ts';
import { joinWords, splitWords } from './url-words.ts';

/** Of a model's SHA-256, as many tell it from all others that a browser keeps. */
export const MODEL_DIGITS = 8;

const NO_SENTENCE = 'the opening example, unless the link names another sentence';

/** In the order in which a link holds them. */
export const PARAMETERS: readonly Parameter[] = [
  ...EXPERIMENT_PARAMETERS,
  {
    name: 'example',
    expected: 'built-in:NUMBER or sst:NUMBER',
    otherwise: NO_SENTENCE,
    read(value, state) {
      const [, set, digits] = /^(built-in|sst):([1-9]\d{0,8})$/.exec(value) ?? [];
      if (set !== 'built-in' && set !== 'sst') return null;
      return { ...state, sentence: { kind: 'example', example: { set, number: Number(digits) } } };
    },
    write: ({ sentence }) => (sentence?.kind === 'example' ? `${sentence.example.set}:${sentence.example.number}` : null),
  },
  {
    name: 's',
    expected: 'a sentence',
    otherwise: NO_SENTENCE,
    continuous: true,
    read: (text, state) => ({ ...state, sentence: { kind: 'text', text } }),
    write: ({ sentence }) => (sentence?.kind === 'text' ? sentence.text : null),
  },
  {
    name: 'tokens',
    expected: 'words separated by single spaces, one of them not blank',
    otherwise: NO_SENTENCE,
    continuous: true,
    read(value, state) {
      const tokens = splitWords(value);
      return tokens.some((token) => token.trim() !== '') ? { ...state, sentence: { kind: 'tokens', tokens } } : null;
    },
    write: ({ sentence }) => (sentence?.kind === 'tokens' ? joinWords(sentence.tokens) : null),
  },
  {
    name: 'cut',
    expected: 'a number of characters',
    otherwise: null,
    continuous: true,
    read: (value, state) => (/^\d{1,12}$/.test(value) ? { ...state, fullLength: Number(value) } : null),
    write: ({ fullLength }) => (fullLength === null ? null : String(fullLength)),
  },
  {
    name: 'target',
    expected: 'a class of the model, by name or by number from 0',
    otherwise: 'the predicted class',
    read: (target, state) => (target.trim() === '' ? null : { ...state, target }),
    write: ({ target }) => target,
  },
  {
    name: 'contrast',
    expected: 'a class of the model, by name or by number from 0',
    otherwise: 'no comparison',
    read: (contrast, state) => (contrast.trim() === '' ? null : { ...state, contrast }),
    write: ({ contrast }) => contrast,
  },
  {
    name: 'model',
    expected: `the first ${MODEL_DIGITS} digits of a model’s SHA-256`,
    otherwise: 'the bundled model',
    read: (digits, state) => (/^[0-9a-f]{8,64}$/.test(digits) ? { ...state, model: digits } : null),
    write: ({ model }) => model,
  },
  {
    name: 'second',
    expected: `bundled, or the first ${MODEL_DIGITS} digits of a model’s SHA-256`,
    otherwise: 'no second model',
    read: (second, state) => (/^(bundled|[0-9a-f]{8,64})$/.test(second) ? { ...state, second } : null),
    write: ({ second }) => second,
  },
  lrpNumber('eps', 'eps'),
  lrpNumber('bias_factor', 'biasFactor'),
  choice('layout', 'layout', LAYOUTS),
  {
    name: 'methods',
    expected: `one or more of ${METHOD_IDS.join(', ')}, with commas between`,
    otherwise: 'LRP alone',
    read(value, state) {
      const named = value.split(',');
      if (named.some((name) => !METHOD_IDS.some((id) => id === name))) return null;
      return { ...state, display: { ...state.display, methods: METHOD_IDS.filter((id) => named.includes(id)) } };
    },
    write: ({ display: { methods } }) => (isOpening(methods) ? null : methods.join(',')),
  },
  methodNumber('nodes'),
  methodNumber('permutations'),
  methodNumber('seed'),
  choice(
    'matrix',
    'matrixMethod',
    METHODS.map(({ id }) => id),
  ),
  choice('scale', 'scale', SCALES),
  displayNumber('limit', 'fixedLimit', 'a number above 0', (value) => value > 0),
  displayNumber(
    'gamma',
    'gamma',
    `a number from ${GAMMA_RANGE.min} to ${GAMMA_RANGE.max}`,
    (value) => value >= GAMMA_RANGE.min && value <= GAMMA_RANGE.max,
  ),
  choice('palette', 'palette', PALETTE_IDS),
  {
    name: 'numbers',
    expected: 'on or off',
    otherwise: 'on',
    read: (value, state) =>
      value === 'on' || value === 'off' ? { ...state, display: { ...state.display, numbers: value === 'on' } } : null,
    write: ({ display }) => (display.numbers ? null : 'off'),
  },
  {
    name: 'edits',
    expected: EDITS_EXPECTED,
    otherwise: 'no edits',
    read(value, state) {
      const edits = parseEdits(value);
      return edits && { ...state, edits };
    },
    write: ({ edits }) => (edits.length === 0 ? null : formatEdits(edits)),
  },
  ...PHRASE_PARAMETERS,
  ...SEQUENCE_TABLE,
  ...INSIDE_PARAMETERS,
];

function isOpening(methods: readonly MethodId[]): boolean {
  return methods.join() === DISPLAY_DEFAULTS.methods.join();
}

function readNumber(value: string): number | null {
  const number = Number(value) + 0; // no negative zero
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) && Number.isFinite(number) ? number : null;
}

function lrpNumber(name: string, option: keyof LrpOptions): Parameter {
  const { holds, said } = LRP_RANGES[option];
  const initial = LRP_DEFAULTS[option];
  return {
    name,
    expected: `a number: ${said}`,
    otherwise: String(initial),
    continuous: true,
    read(value, state) {
      const number = readNumber(value);
      return number !== null && holds(number) ? { ...state, lrp: { ...state.lrp, [option]: number } } : null;
    },
    write: ({ lrp }) => (lrp[option] === initial ? null : String(lrp[option])),
  };
}

function methodNumber(name: keyof OwnOptions): Parameter {
  const [least, most] = WHOLE_RANGES[name];
  const initial = OPTION_DEFAULTS[name];
  return {
    name,
    expected: `a whole number from ${least} to ${most}`,
    otherwise: String(initial),
    continuous: true,
    read(value, state) {
      const number = Number(value);
      return /^\d{1,10}$/.test(value) && number >= least && number <= most
        ? { ...state, options: { ...state.options, [name]: number } }
        : null;
    },
    write: ({ options }) => (options[name] === initial ? null : String(options[name])),
  };
}

function displayNumber(
  name: string,
  key: 'fixedLimit' | 'gamma',
  expected: string,
  isValid: (value: number) => boolean,
): Parameter {
  return {
    name,
    expected,
    otherwise: String(DISPLAY_DEFAULTS[key]),
    continuous: true,
    read(value, state) {
      const number = readNumber(value);
      return number !== null && isValid(number) ? { ...state, display: { ...state.display, [key]: number } } : null;
    },
    write: ({ display }) => (display[key] === DISPLAY_DEFAULTS[key] ? null : String(display[key])),
  };
}

function choice<K extends 'layout' | 'matrixMethod' | 'scale' | 'palette'>(
  name: string,
  key: K,
  options: readonly Display[K][],
): Parameter {
  return {
    name,
    expected: `one of ${options.join(', ')}`,
    otherwise: DISPLAY_DEFAULTS[key],
    read(value, state) {
      const found = options.find((option) => option === value);
      return found === undefined ? null : { ...state, display: { ...state.display, [key]: found } };
    },
    write: ({ display }) => (display[key] === DISPLAY_DEFAULTS[key] ? null : display[key]),
  };
}
