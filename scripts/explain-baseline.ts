/** `npm run --silent explain -- --numbers … --baseline …`: sequences held against another, as on the page. */
import { existsSync } from 'node:fs';
import type { LocalEngine } from '../src/engine/engine.ts';
import { type NumbersResult, PLAIN_BASELINES, type PlainBaseline, plainBaseline } from '../src/engine/numbers-protocol.ts';
import type { ExplainRequest, Explanation, MethodResult } from '../src/engine/protocol.ts';
import type { Baseline } from '../src/engine/result-schema.ts';
import { usageError } from './explain-model.ts';
import type { ReadSequence } from './explain-sequences.ts';

export const BASELINE_USAGE = `--baseline zero|mean|NAME|FILE (with --numbers): each number is the relevance less that of the baseline at the same step and feature. NAME: another
  sequence of the file; FILE: a file of one sequence, whose gaps are filled and which is scaled in the same way.`;

export const BASELINE_OPTIONS = { baseline: { type: 'string' } } as const;

interface BaselineValues {
  readonly baseline?: string | undefined;
  readonly numbers?: boolean | undefined;
  readonly delete?: string | undefined;
  readonly phrase?: readonly string[] | undefined;
  readonly tree?: boolean | undefined;
}

/** @throws LensError InputError where it is said of what has no baseline */
export function checkBaseline({ baseline, numbers, ...others }: BaselineValues): void {
  if (baseline === undefined) return;
  if (!numbers) throw usageError('--baseline', 'is about sequences of numbers', 'it beside --numbers', 'it alone');
  const beside = (['delete', 'phrase', 'tree'] as const).find((option) => others[option] !== undefined);
  if (beside) throw usageError('--baseline', `is combined with --${beside}`, 'one of the two', `--baseline and --${beside}`);
}

interface NamedRows {
  readonly name: string;
  readonly rows: readonly (readonly number[])[];
}

/**
 * The rows of the baseline that was said, or its kind.
 * @param others the sequences of the same file
 * @param read a file's sequences, as the others were read
 * @throws LensError InputError where there is no such sequence
 */
export async function findBaseline(
  said: string,
  others: readonly ReadSequence[],
  read: (path: string) => Promise<readonly ReadSequence[]>,
): Promise<PlainBaseline | NamedRows> {
  const plain = PLAIN_BASELINES.find((kind) => kind === said);
  if (plain) return plain;
  const named = others.filter(({ sequence }) => sequence.name === said);
  if (named.length > 1) throw usageError('--baseline', 'is the name of several sequences', 'the name of one', said);
  if (named[0]) return { name: said, rows: named[0].rows };
  if (!existsSync(said)) {
    const names = others.map(({ sequence }) => sequence.name).filter((name) => name !== '');
    const expected = ['zero, mean, a file', ...(names.length > 0 ? [`one of ${names.slice(0, 10).join(', ')}`] : [])].join(
      ', or ',
    );
    throw usageError('--baseline', 'is neither a baseline nor a file', expected, said);
  }
  const [first, ...more] = await read(said);
  if (!first || more.length > 0)
    throw usageError('--baseline', 'is not one sequence', 'a file of one sequence', `${more.length + 1} sequences`);
  return { name: first.sequence.file, rows: first.rows };
}

/**
 * The explanation with the values of the difference in the place of its own.
 * @param explanation of the sequence, without methods
 * @param pads whether the model fills sequences up
 * @throws LensError InputError where the baseline has another length
 */
export async function againstBaseline(
  engine: LocalEngine,
  request: Omit<ExplainRequest, 'input' | 'deleted'>,
  explanation: Explanation,
  baseline: PlainBaseline | NamedRows,
  pads: boolean,
): Promise<Explanation> {
  const rows = explanation.numbers ?? [];
  const F = rows[0]?.length ?? 0;
  const values = Float64Array.from(rows.flat());
  const other = typeof baseline === 'string' ? plainBaseline(baseline, values, F) : Float64Array.from(baseline.rows.flat());
  const found = await engine.explainNumbers(new AbortController().signal, { ...request, values, baseline: other });
  const { scores = [], probabilities = [] } = found.baseline ?? {};
  const held: Baseline = {
    name: typeof baseline === 'string' ? baseline : baseline.name,
    scores,
    probabilities,
    explained: found.explained,
  };
  return {
    ...explanation,
    baseline: held,
    methods: found.methods.map((result) => methodResult(result, rows.length, pads)),
    ...(found.failed.length > 0 ? { failed: found.failed } : {}),
  };
}

function methodResult(
  { id, parameters, inputs, steps, ledger, base, gap }: NumbersResult,
  length: number,
  pads: boolean,
): MethodResult {
  const F = (inputs?.length ?? 0) / length;
  return {
    id,
    parameters,
    words: Array.from(steps),
    ...(inputs ? { inputs: Array.from({ length }, (_, t) => Array.from(inputs.subarray(t * F, (t + 1) * F))) } : {}),
    ...(ledger && {
      rest: ledger.rest,
      bias: ledger.bias,
      stabiliser: ledger.stabiliser,
      ...(pads ? { padding: ledger.padding } : {}),
    }),
    ...(base === undefined ? {} : { base }),
    ...(gap === undefined ? {} : { gap }),
  };
}
