/** The headless command, run as a user runs it: another process, its standard output and its errors. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Explanation } from '../engine/protocol.ts';

/** `npm test` compiles it once, which starts in a third of the time (scripts/check.mjs); whoever runs a test alone runs what stands in the files. */
const compiled = process.env.LRP_LENS_COMMAND;
const COMMAND = compiled ? [compiled, 'explain'] : ['--import', 'tsx', 'scripts/explain.ts'];
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Answered {
  readonly status: number | null;
  /** Lines on standard error. */
  readonly errors: readonly string[];
  readonly lines: readonly string[];
  readonly answers: () => Explanation[];
}

/** Paths among the arguments are from the root of the repository. */
export function runExplain(args: readonly string[], input = ''): Answered {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...COMMAND, ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const lines = stdout.split('\n').filter(Boolean);
  return {
    status,
    errors: stderr.split('\n').filter(Boolean),
    lines,
    answers: () => lines.map((line) => JSON.parse(line) as Explanation),
  };
}

/**
 * The one answer it gives, with whatever the arguments ask for beside the explanation.
 *
 * @throws Error with what it wrote to standard error, where it gave none or several
 */
export function explained<Answer = Explanation>(...args: readonly string[]): Answer {
  const { lines, errors } = runExplain(args);
  const [only, ...others] = lines;
  if (only === undefined || others.length > 0) throw new Error(`${lines.length} answers: ${errors.join(' ')}`);
  return JSON.parse(only);
}
