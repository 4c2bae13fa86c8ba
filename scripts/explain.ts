/**
 * `npm run --silent explain`: explanations on the terminal, one JSON object a line (the result schema of docs/architecture.md), by
 * the same engine as the page. Bad input: one line on standard error, exit status 2. A method whose values are beyond the range of float64
 * is left out of its sentence, and said there and on standard error; exit status 2 only where no method has values.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { LensError } from '../src/engine/protocol.ts';
import { type Answer, Answerer, onOneLine, readArguments, USAGE } from './explain-answer.ts';
import { Threads, threadCount } from './explain-threads.ts';

/** A few lines are answered sooner than threads would have the model; what takes longer than this goes to all cores. Milliseconds. */
const ALONE = 300;

async function main(): Promise<void> {
  const given = process.argv.slice(2);
  const args = readArguments(given);
  if (args.values.help) {
    console.log(USAGE);
    return;
  }
  const answerer = await Answerer.load(args);
  for (const doubt of await answerer.doubts()) process.stderr.write(`${doubt}\n`);
  const file = await answerer.given();
  for (const note of file?.notes ?? []) process.stderr.write(`${note}\n`);
  const { positionals } = args;
  const lines =
    file?.texts ??
    (positionals.length > 0 ? positionals : createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }));
  const from = file?.from ?? 0;
  if (answerer.head !== null && (file?.first ?? true)) process.stdout.write(`${answerer.head}\n`);
  // Threads read the command line anew, not the file.
  await explainAll(lines, answerer, args.values.tokens && !given.includes('--tokens') ? ['--tokens', ...given] : given, from);
}

/** Each line's answer is written as soon as it and all before it are there; nothing follows a line that is bad. */
async function explainAll(
  lines: AsyncIterable<string> | Iterable<string>,
  answerer: Answerer,
  given: readonly string[],
  from: number,
): Promise<void> {
  let threads: Threads | null = null;
  let [number, alone] = [from, 0];
  let isOver = false;
  let failure: { readonly reason: unknown } | null = null;
  /** Asked for and not yet written, in order. */
  const waiting: Promise<void>[] = [];

  const writeInTurn = async (before: Promise<void> | undefined, asked: Promise<Answer>) => {
    try {
      const answer = await asked;
      await before;
      if (isOver) return;
      isOver = answer.fault === 'bad line';
      await write(answer);
    } catch (reason) {
      await before;
      if (!isOver) failure ??= { reason };
      isOver = true;
    }
  };

  for await (const line of lines) {
    if (isOver) break;
    number++;
    // Threads would each search for what reference scores have found.
    if (alone >= ALONE && !answerer.isSearched) threads ??= new Threads(threadCount(bytesOf(answerer)), given);
    const started = performance.now();
    waiting.push(writeInTurn(waiting.at(-1), threads ? threads.answer(line, number) : answerer.answer(line, number)));
    if (threads) {
      if (waiting.length >= threads.most) await waiting.shift();
    } else {
      await waiting.shift();
      alone += performance.now() - started;
    }
  }
  await waiting.at(-1);
  await threads?.stop();
  if (failure) throw (failure as { readonly reason: unknown }).reason;
}

function bytesOf({ files }: Answerer): number {
  return files.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

async function write({ text, notes, fault }: Answer): Promise<void> {
  for (const note of notes) process.stderr.write(`${note}\n`);
  if (fault !== null) process.exitCode = 2;
  // A reader that is slower than the cores: what waits for it must not fill the memory.
  if (text !== null && !process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}

// A reader that goes away (explain ... | head -1) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.stderr.write(`standard output: cannot be written to: ${error.message}\n`);
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

main().catch((error: unknown) => {
  const message =
    error instanceof LensError ? onOneLine(error.message) : `unexpected: ${error instanceof Error ? error.stack : String(error)}`;
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
});
