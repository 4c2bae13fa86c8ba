/**
 * `npm run --silent explain`: explanations on the terminal, one JSON object a line (the result schema of docs/architecture.md), by
 * the same engine as the page. Bad input: one line on standard error, exit status 2. A method whose values are beyond the range of float64
 * is left out of its sentence, and said there and on standard error; exit status 2 only where no method has values.
 */
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { LocalEngine } from '../src/engine/engine.ts';
import { type ExplainRequest, LensError, METHODS, type MethodId, type ModelInfo } from '../src/engine/protocol.ts';
import { INPUT_OPTIONS, INPUT_USAGE, readInput } from './explain-input.ts';
import { MODEL_OPTIONS, MODEL_USAGE, readModelFiles, readModelOptions, usageError } from './explain-model.ts';
import { findByReference, REFERENCE_USAGE } from './explain-reference.ts';

const USAGE = `npm run --silent explain -- [--model PATH] [--method lrp,sa,gi|all] [--target predicted|INDEX|NAME] [--eps X]
  [--bias-factor X] [--delete 0,3] [--tokens | --ids | --numbers] ["a sentence" ...]
Sentences come from standard input, one a line, when none is given.
${INPUT_USAGE}
${MODEL_USAGE}
${REFERENCE_USAGE}`;

const BUNDLED = fileURLToPath(new URL('../public/model', import.meta.url));
const never = new AbortController().signal;

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const engine = new LocalEngine();
  const files = readModelFiles(values.model ?? BUNDLED, values.vocab);
  const said = readModelOptions(values);
  const options = values.reference === undefined ? said : await findByReference(engine, files, said, values.reference);
  const info = await engine.load(never, { kind: 'files', files, options });
  if (values.model !== undefined) {
    for (const doubt of (await engine.inspect(never, files, options)).doubts) process.stderr.write(`${doubt}\n`);
  }
  const request = {
    target: readTarget(values.target ?? 'predicted', info),
    methods: readMethods(values.method ?? 'all'),
    lrp: { eps: readNumber('--eps', values.eps), biasFactor: readNumber('--bias-factor', values['bias-factor']) },
    deleted: readPositions(values.delete),
  };
  const sentences =
    positionals.length > 0 ? positionals : createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const sentence of sentences) {
    number++;
    await explain(engine, { input: readInput(sentence, values), ...request }, `sentence ${number}`);
  }
}

async function explain(engine: LocalEngine, request: ExplainRequest, where: string): Promise<void> {
  try {
    const { explanation, omitted } = await engine.explain(never, request);
    process.stdout.write(`${JSON.stringify(explanation)}\n`);
    for (const { id, error } of explanation.failed ?? []) {
      process.stderr.write(`${where}: ${new LensError(error).message} The values of ${id} are left out.\n`);
    }
    if (explanation.methods.length === 0 && request.methods.length > 0) process.exitCode = 2;
    if (omitted.length > 0)
      process.stderr.write(`${where}: the last ${omitted.length} tokens were left out; at most 512 are explained.\n`);
  } catch (error) {
    if (error instanceof LensError) throw new LensError({ ...error.fields, where: `${where}, ${error.fields.where}` });
    throw error;
  }
}

function readArguments() {
  const text = { type: 'string' } as const;
  const options = {
    ...MODEL_OPTIONS,
    ...INPUT_OPTIONS,
    method: text,
    target: text,
    eps: text,
    'bias-factor': text,
    delete: text,
    help: { type: 'boolean' } as const,
  };
  try {
    return parseArgs({ args: joinNegativeNumbers(process.argv.slice(2)), allowPositionals: true, options });
  } catch (error) {
    throw usageError('arguments', (error as Error).message);
  }
}

/** `--eps -1` as `--eps=-1`, so that the engine can say what is wrong with -1. */
function joinNegativeNumbers(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    if (/^--(eps|bias-factor)$/.test(args[index - 1] ?? '') && /^-[\d.]/.test(arg)) return [];
    return /^--(eps|bias-factor)$/.test(arg) && /^-[\d.]/.test(args[index + 1] ?? '') ? [`${arg}=${args[index + 1]}`] : [arg];
  });
}

function readTarget(text: string, { classes }: ModelInfo): 'predicted' | number {
  if (text === 'predicted') return text;
  const byName = classes.indexOf(text);
  if (byName >= 0) return byName;
  if (/^\d+$/.test(text) && Number(text) < classes.length) return Number(text);
  throw usageError(
    '--target',
    'is no class of this model',
    `predicted, 0 to ${classes.length - 1}, or one of: ${classes.join(', ')}`,
    text,
  );
}

function readMethods(text: string): MethodId[] {
  const known = METHODS.map((method) => method.id);
  if (text === 'all') return ['lrp', 'sa', 'gi']; // the result schema's order
  return text.split(',').map((name) => {
    const method = known.find((id) => id === name);
    if (!method) throw usageError('--method', 'there is no such method', `all, or some of ${known.join(',')}`, name || 'nothing');
    return method;
  });
}

function readNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw usageError(option, 'is no number', 'a number such as 0.001', text || 'nothing');
  return value;
}

function readPositions(text: string | undefined): number[] {
  if (text === undefined || text === '') return [];
  return text.split(',').map((part) => {
    if (!/^\d+$/.test(part))
      throw usageError('--delete', 'is no position', 'positions from 0, separated by commas', part || 'nothing');
    return Number(part);
  });
}

// A reader that goes away (explain ... | head -1) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

main().catch((error: unknown) => {
  const message =
    error instanceof LensError ? error.message : `unexpected: ${error instanceof Error ? error.stack : String(error)}`;
  process.stderr.write(`${error instanceof LensError ? message.replaceAll(/\s*\n\s*/g, ' ') : message}\n`);
  process.exitCode = 2;
});
