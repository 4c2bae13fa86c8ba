/** `npm run --silent explain`: what the command line says, and the answer to a line of input. */
import { parseArgs } from 'node:util';
import { LocalEngine } from '../src/engine/engine.ts';
import { MAX_STEPS } from '../src/engine/numbers-protocol.ts';
import {
  type ExplainRequest,
  type Explanation,
  LensError,
  MAX_TOKENS,
  METHOD_NAMES,
  type ModelFile,
  type ModelInfo,
  type ModelInspection,
  type ModelOptions,
} from '../src/engine/protocol.ts';
import type { SequenceResult } from '../src/engine/result-schema.ts';
import { heatMapHtml } from '../src/library/heat-map.ts';
import { BUNDLED, calledBy } from './compiled.ts';
import { againstBaseline, BASELINE_OPTIONS, BASELINE_USAGE, checkBaseline, findBaseline } from './explain-baseline.ts';
import { checkInput, INPUT_OPTIONS, INPUT_USAGE, isFileOfNumbers, readInput } from './explain-input.ts';
import { isMethodFlag, METHOD_FLAGS, METHOD_USAGE, readMethodOptions, readMethods } from './explain-methods.ts';
import { MODEL_OPTIONS, MODEL_USAGE, readModelFiles, readModelOptions, usageError } from './explain-model.ts';
import { type AskedPhrases, answerPhrases, PHRASE_FLAGS, PHRASE_USAGE, readPhrases } from './explain-phrases.ts';
import { findByReference, REFERENCE_USAGE } from './explain-reference.ts';
import { checkSequences, readSequencesOf, SEQUENCES_OPTIONS, SEQUENCES_USAGE } from './explain-sequences.ts';
import { TABLE_HEAD, tableRows } from './explain-table.ts';
import { FILE_OPTIONS, FILE_USAGE, readGivenFile, readShard } from './given-file.ts';

export const USAGE = `${calledBy('explain')} [--model PATH] [--method lrp,sa,gi|all] [--target predicted|INDEX|NAME]
  [--delete 0,3] [--html] [--tokens | --ids | --numbers] [--format json|csv] ["a sentence" ... | --file FILE [--shard K/N]]
Without a sentence, sentences are read from standard input, one per line. Many sentences are explained on all cores; their order is kept.
--html: heat maps as a piece of HTML, for a notebook or a page, in the place of JSON.
--format csv: a row a word and method. --shard K/N: the K-th of N parts of the file alone; all parts, one after the other, are the same bytes as the whole.
${FILE_USAGE}
${METHOD_USAGE}
${PHRASE_USAGE}
${INPUT_USAGE}
${SEQUENCES_USAGE}
${BASELINE_USAGE}
${MODEL_USAGE}
${REFERENCE_USAGE}`;

const never = new AbortController().signal;

/** What one line of input comes to. */
export interface Answer {
  /** The explanation as JSON, as HTML or as rows of a table; null: there is none. */
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
  readonly #info: ModelInfo;
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
    this.#info = info;
    this.#engine = engine;
    this.#values = values;
    this.files = files;
    this.#name = positionals.length > 0 || values.file !== undefined ? 'sentence' : 'line';
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
    checkSequences(args.values);
    checkBaseline(args.values);
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
    const table = await readGivenFile(this.#values, this.#info.classes);
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

  /** @param number from 1; a file of sequences has as many lines of JSON */
  async answer(line: string, number: number): Promise<Answer> {
    const where = `${this.#name} ${number}`;
    const lines: string[] = [];
    const notes: string[] = [];
    let hasNone = false;
    try {
      const inputs = await this.#inputs(line, where, notes);
      const baseline = await this.#baseline(inputs);
      for (const { input, sequence } of inputs) {
        const request = { input, ...this.#request };
        const asked = await this.#engine.explain(never, baseline ? { ...request, methods: [] } : request);
        const { omitted } = asked;
        const explanation = baseline
          ? await againstBaseline(this.#engine, this.#request, asked.explanation, baseline, isFilledUp(this.#info))
          : asked.explanation;
        const whose = sequence?.name ? `${where}, sequence ${sequence.name}` : where;
        for (const { id, error } of explanation.failed ?? [])
          notes.push(`${whose}: ${new LensError(error).message} The values of ${id} are missing.`);
        if (omitted.length > 0) notes.push(leftOutNote(whose, omitted.length, explanation));
        const { parts, notes: told } = await answerPhrases(this.#engine, request, this.#phrases);
        notes.push(...told.map((note) => `${whose}, ${onOneLine(note)}`));
        hasNone ||= explanation.methods.length === 0 && request.methods.length > 0;
        const whole = { ...explanation, ...(sequence ? { sequence } : {}), ...parts };
        lines.push(
          this.#values.html ? htmlOf(explanation) : this.#isTable ? tableRows(explanation, number) : JSON.stringify(whole),
        );
      }
    } catch (error) {
      if (!(error instanceof LensError)) throw error;
      const { fields } = error;
      const advice = [fields.advice, this.#name === 'line' && 'Fix this line: neither it nor any line after it was explained.'];
      const told = { ...fields, where: `${where}, ${fields.where}`, advice: advice.filter(Boolean).join(' ') || undefined };
      return { text: null, notes: [onOneLine(new LensError(told).message)], fault: 'bad line' };
    }
    const text = lines.join('\n');
    return { text: text === '' ? null : text, notes, fault: hasNone ? 'no values' : null };
  }

  async #baseline(inputs: readonly Input[]) {
    const { baseline } = this.#values;
    if (baseline === undefined) return null;
    const others = inputs.flatMap(({ input, sequence }) =>
      sequence && 'numbers' in input ? [{ rows: input.numbers, sequence }] : [],
    );
    // It is one sequence: which of its columns are features, it says itself.
    const values = { ...this.#values, time: undefined, id: undefined, windows: undefined };
    const read = async (path: string) => (await readSequencesOf(path, values, this.#engine, this.#info)).sequences;
    return findBaseline(baseline, others, read);
  }

  async #inputs(line: string, where: string, notes: string[]): Promise<readonly Input[]> {
    if (!isFileOfNumbers(line, this.#values)) return [{ input: readInput(line, this.#values), sequence: null }];
    const read = await readSequencesOf(line.trim(), this.#values, this.#engine, this.#info);
    notes.push(...read.notes.map((note) => `${where}: ${note}`));
    return read.sequences.map(({ rows, sequence }) => ({ input: { numbers: rows, most: MAX_STEPS }, sequence }));
  }
}

/** What is explained, and where it is from. */
interface Input {
  readonly input: ExplainRequest['input'];
  readonly sequence: SequenceResult | null;
}

function leftOutNote(whose: string, count: number, { numbers }: Explanation): string {
  const [units, most] = numbers ? ['rows', MAX_STEPS] : ['tokens', MAX_TOKENS];
  return `${whose}: the last ${count} ${units} were left out; at most ${most} are explained.`;
}

const isFilledUp = ({ padding }: ModelInfo) => padding !== null && !padding.masked;

/** A heat map a method, one after the other. */
function htmlOf({ tokens, methods, model, target }: Explanation): string {
  return methods
    .map(({ id, words }) =>
      heatMapHtml({
        words: tokens,
        values: words,
        label: `${METHOD_NAMES.find((one) => one.id === id)?.label}: ${model.classes[target]}`,
      }),
    )
    .join('')
    .trimEnd();
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
    ...SEQUENCES_OPTIONS,
    ...BASELINE_OPTIONS,
    ...METHOD_FLAGS,
    ...PHRASE_FLAGS,
    ...FILE_OPTIONS,
    shard: text,
    format: text,
    method: text,
    target: text,
    delete: text,
    html: { type: 'boolean' } as const,
    help: { type: 'boolean' } as const,
  };
  try {
    const read = parseArgs({ args: joinNegativeNumbers(given), allowPositionals: true, options });
    const { format = 'json', file, html } = read.values;
    if (format !== 'json' && format !== 'csv') throw new Error(`--format ${format}: expected json or csv`);
    if (html && format === 'csv') throw new Error('--html and --format csv exclude each other');
    if (file !== undefined && read.positionals.length > 0) throw new Error('--file and sentences exclude each other');
    return read;
  } catch (error) {
    throw usageError('arguments', (error as Error).message);
  }
}

/** `--eps -1` as `--eps=-1`, so that the engine can say what is wrong with -1. */
function joinNegativeNumbers(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    const takes = (flag: string) => isMethodFlag(flag) || /^--(means|deviations)$/.test(flag);
    if (takes(args[index - 1] ?? '') && /^-[\d.]/.test(arg)) return [];
    return takes(arg) && /^-[\d.]/.test(args[index + 1] ?? '') ? [`${arg}=${args[index + 1]}`] : [arg];
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
