/** What the command line says of methods and their options: ids, names and ranges are those of the engine's table. */
import { METHOD_OPTIONS, METHOD_TABLE } from '../src/engine/methods-protocol.ts';
import type { MethodId, MethodOptions, ModelInfo } from '../src/engine/protocol.ts';
import { usageError } from './explain-model.ts';

const OPTION_IDS = Object.keys(METHOD_OPTIONS) as (keyof MethodOptions)[];

/** Of an option, without the dashes before it. */
function flagOf(option: keyof MethodOptions): string {
  return METHOD_OPTIONS[option].name.replaceAll('_', '-');
}

export const METHOD_USAGE = `methods: ${METHOD_TABLE.map(({ id }) => id).join(',')}; all: every one that applies to the model
  ${OPTION_IDS.map((option) => `[--${flagOf(option)} X]`).join(' ')}`;

export const METHOD_FLAGS = Object.fromEntries(OPTION_IDS.map((option) => [flagOf(option), { type: 'string' as const }]));

/** A flag whose value may begin with a dash: a negative number, which the engine refuses by name. */
export function isMethodFlag(argument: string): boolean {
  return argument.startsWith('--') && Object.hasOwn(METHOD_FLAGS, argument.slice(2));
}

/** @param flag where it was said @throws LensError InputError */
export function readMethods(text: string | undefined, { layers, output }: ModelInfo, flag = '--method'): MethodId[] {
  if (text === undefined) return ['lrp', 'sa', 'gi']; // the result schema's order
  if (text === 'all') return METHOD_TABLE.filter(({ appliesTo }) => appliesTo({ layers, output }) === null).map(({ id }) => id);
  const known = METHOD_TABLE.map(({ id }) => id);
  return text.split(',').map((name) => {
    const method = known.find((id) => id === name);
    if (!method) throw usageError(flag, 'there is no such method', `all, or some of ${known.join(',')}`, name || 'nothing');
    return method;
  });
}

/** @throws LensError InputError where a value is no number */
export function readMethodOptions(values: Readonly<Record<string, unknown>>): Partial<MethodOptions> {
  return Object.fromEntries(
    OPTION_IDS.flatMap((option) => {
      const text = values[flagOf(option)];
      return typeof text === 'string' ? [[option, readNumber(`--${flagOf(option)}`, text)]] : [];
    }),
  );
}

function readNumber(flag: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw usageError(flag, 'is not a number', 'a number such as 0.001', text || 'nothing');
  return value;
}
