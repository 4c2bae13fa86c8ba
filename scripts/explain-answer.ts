/** `npm run --silent explain`: what the command line says, and the answer to a line of input. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { LocalEngine } from '../src/engine/engine.ts';
import {
  type ExplainRequest,
  LensError,
  type ModelFile,
  type ModelInfo,
  type ModelInspection,
  type ModelOptions,
} from '../src/engine/protocol.ts';
import { checkInput, INPUT_OPTIONS, INPUT_USAGE, readInput } from './explain-input.ts';
import { isMethodFlag, METHOD_FLAGS, METHOD_USAGE, readMethodOptions, readMethods } from './explain-methods.ts';
import { MODEL_OPTIONS, MODEL_USAGE, readModelFiles, readModelOptions, usageError } from './explain-model.ts';
import { type AskedPhrases, answerPhrases, PHRASE_FLAGS, PHRASE_USAGE, readPhrases } from './explain-phrases.ts';
import { findByReference, REFERENCE_USAGE } from './explain-reference.ts';
import { TABLE_HEAD, tableRows } from './explain-table.ts';
import { FILE_OPTIONS, FILE_USAGE, readGivenFile, readShard } from './given-file.ts';

export const USAGE = `npm run --silent explain -- [--model PATH] [--method lrp,sa,gi|all] [--target predicted|INDEX|NAME]
  [--delete 0,3] [--tokens | --ids | --numbers] [--format json|csv] ["a sentence" ... | --file FILE [--shard K/N]]
Without a sentence, sentences are read from standard input, one per line. Many sentences are explained on all cores; their order is kept.
--format csv: a row a word and method. --shard K/N: the K-th of N parts of the file alone; all parts, one after the other, are the same bytes as the whole.
${FILE_USAGE}
${METHOD_USAGE}
${PHRASE_USAGE}
${INPUT_USAGE}
${MODEL_USAGE}
${REFERENCE_USAGE}`;

const BUNDLED = fileURLToPath(new URL('../public/model', import.meta.url));
const never = new AbortController().signal;

/** What one line of input comes to. */
export interface Answer {
  /** The explanation as JSON, or as rows of a table; null: there is none. */
  readonly text: string | null;
  /** For standard error. */
  readonly notes: readonly string[];
  /** 'no values': no method has any. 'bad line': nothing after it is explained. */
  readonly fault: 'no values' | 'bad line' | null;
}

/** Of a file, the part that is to be explained. */
interface GivenTexts {
  readonly texts: readonly string[];
  /** How many come before them. */
  readonly from: number;
  readonly first: boolean;
  readonly notes: readonly string[];
}

export type Arguments = ReturnType<typeof readArguments>;

/** What was taken though the files do not say it, as a question. */
function guesses(choices: ModelInspection['choices']): string[] {
  const taken = choices.filter(({ said }) => said === 'guess').map(({ key, value }) => `${key}=${value}`);
  return taken.length === 0
    ? []
    : [`The files do not say ${taken.join(', ')}; this was assumed. If it is wrong, use --choose KEY=VALUE.`];
}

/** A model in memory, and what is asked of it. */
export class Answerer {
  readonly #engine: LocalEngine;
  readonly #values: Arguments['values'];
  readonly #request: Omit<ExplainRequest, 'input'>;
  readonly #phrases: AskedPhrases;
  readonly #name: string;
  readonly #classes: readonly string[];
  readonly #isTable: boolean;
  /** As said, or found by reference scores. */
  readonly #options: ModelOptions;
  readonly files: readonly ModelFile[];

  private constructor(
    engine: LocalEngine,
    files: readonly ModelFile[],
    info: ModelInfo,
    { values, positionals }: Arguments,
    options: ModelOptions,
  ) {
    this.#options = options;
    this.#engine = engine;
    this.#values = values;
    this.files = files;
    this.#name = positionals.length > 0 || values.file !== undefined ? 'sentence' : 'line';
    this.#classes = info.classes;
    this.#isTable = values.format === 'csv';
    this.#phrases = readPhrases(values);
    const { eps, biasFactor, ...others } = readMethodOptions(values);
    this.#request = {
      target: readTarget(values.target ?? 'predicted', info),
      methods: readMethods(values.method, info),
      lrp: { eps, biasFactor },
      options: others,
      deleted: readPositions(values.delete),
    };
  }

  /** @throws LensError of what the arguments or the files say */
  static async load(args: Arguments): Promise<Answerer> {
    checkInput(args.values);
    const { values } = args;
    const engine = new LocalEngine();
    const files = readModelFiles(values.model ?? BUNDLED, values.vocab);
    const said = readModelOptions(values);
    const options = values.reference === undefined ? said : await findByReference(engine, files, said, values.reference);
    const info = await engine.load(never, { kind: 'files', files, options });
    return new Answerer(engine, files, info, args, options);
  }

  /** What is to be explained, in parts of a whole that keep its numbers; null: no file is given. */
  async given(): Promise<GivenTexts | null> {
    const table = await readGivenFile(this.#values, this.#classes);
    if (!table) {
      if (this.#values.shard !== undefined) throw usageError('--shard', 'needs a file', '--file FILE beside it');
      return null;
    }
    if (table.tokenised) this.#values.tokens = true;
    const { from, to, first } = readShard(this.#values.shard, table.texts.length);
    return { texts: table.texts.slice(from, to), from, first, notes: table.notes };
  }

  /** The first line of the output; null: it has none. */
  get head(): string | null {
    return this.#isTable ? TABLE_HEAD : null;
  }

  /** Whether reference scores found how the model is read. */
  get isSearched(): boolean {
    return this.#values.reference !== undefined;
  }

  /** What was left alone or taken though the files do not say it. */
  async doubts(): Promise<readonly string[]> {
    if (this.#values.model === undefined) return [];
    const { notes, doubts, choices } = await this.#engine.inspect(never, this.files, this.#options);
    return [...notes, ...doubts, ...guesses(choices)];
  }

  /** @param number from 1 */
  async answer(line: string, number: number): Promise<Answer> {
    const where = `${this.#name} ${number}`;
    try {
      const request = { input: readInput(line, this.#values), ...this.#request };
      const { explanation, omitted } = await this.#engine.explain(never, request);
      const left = (explanation.failed ?? []).map(
        ({ id, error }) => `${where}: ${new LensError(error).message} The values of ${id} are missing.`,
      );
      const units = explanation.numbers ? 'rows' : 'tokens';
      if (omitted.length > 0)
        left.push(`${where}: the last ${omitted.length} ${units} were left out; at most 512 are explained.`);
      const { parts, notes } = await answerPhrases(this.#engine, request, this.#phrases);
      left.push(...notes.map((note) => `${where}, ${onOneLine(note)}`));
      const none = explanation.methods.length === 0 && request.methods.length > 0;
      const text = this.#isTable ? tableRows(explanation, number) : JSON.stringify({ ...explanation, ...parts });
      return { text: text === '' ? null : text, notes: left, fault: none ? 'no values' : null };
    } catch (error) {
      if (!(error instanceof LensError)) throw error;
      const { fields } = error;
      const advice = [fields.advice, this.#name === 'line' && 'Fix this line: neither it nor any line after it was explained.'];
      const told = { ...fields, where: `${where}, ${fields.where}`, advice: advice.filter(Boolean).join(' ') || undefined };
      return { text: null, notes: [onOneLine(new LensError(told).message)], fault: 'bad line' };
    }
  }
}

export function onOneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

/** @throws LensError InputError where an option is none */
export function readArguments(given: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    ...MODEL_OPTIONS,
    ...INPUT_OPTIONS,
    ...METHOD_FLAGS,
    ...PHRASE_FLAGS,
    ...FILE_OPTIONS,
    shard: text,
    format: text,
    method: text,
    target: text,
    delete: text,
    help: { type: 'boolean' } as const,
  };
  try {
    const read = parseArgs({ args: joinNegativeNumbers(given), allowPositionals: true, options });
    const { format = 'json', file } = read.values;
    if (format !== 'json' && format !== 'csv') throw new Error(`--format ${format}: expected json or csv`);
    if (file !== undefined && read.positionals.length > 0) throw new Error('--file and sentences exclude each other');
    return read;
  } catch (error) {
    throw usageError('arguments', (error as Error).message);
  }
}

/** `--eps -1` as `--eps=-1`, so that the engine can say what is wrong with -1. */
function joinNegativeNumbers(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    if (isMethodFlag(args[index - 1] ?? '') && /^-[\d.]/.test(arg)) return [];
    return isMethodFlag(arg) && /^-[\d.]/.test(args[index + 1] ?? '') ? [`${arg}=${args[index + 1]}`] : [arg];
  });
}

function readTarget(text: string, { classes }: ModelInfo): 'predicted' | number {
  if (text === 'predicted') return text;
  const byName = classes.indexOf(text);
  if (byName >= 0) return byName;
  if (/^\d+$/.test(text) && Number(text) < classes.length) return Number(text);
  throw usageError(
    '--target',
    'is not a class of this model',
    `predicted, 0 to ${classes.length - 1}, or one of: ${classes.join(', ')}`,
    text,
  );
}

function readPositions(text: string | undefined): number[] {
  if (text === undefined || text === '') return [];
  return text.split(',').map((part) => {
    if (!/^\d+$/.test(part))
      throw usageError('--delete', 'is not a position', 'positions from 0, separated by commas', part || 'nothing');
    return Number(part);
  });
}
