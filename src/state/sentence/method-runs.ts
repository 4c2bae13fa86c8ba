/** Computes the methods that take longer, one after the other, and only those that are shown. Loaded late. */
import { METHOD_TABLE } from '../../engine/methods-protocol.ts';
import { type Explanation, METHODS, type MethodId } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { lrpOptionsOf } from './failed-methods.ts';
import { inputOf } from './input-of.ts';
import { type MethodOutcome, useMethodAnswers, withOutcomes } from './method-answers-store.ts';
import { type OwnOptions, useMethodOptions } from './method-options-store.ts';

interface Wish {
  readonly explanation: Explanation;
  readonly methods: readonly MethodId[];
  readonly options: OwnOptions;
}

interface Run {
  readonly id: MethodId;
  readonly explanation: Explanation;
  readonly options: string;
  readonly controller: AbortController;
}

/** What is asked of the engine: whoever wants the same waits for it too, since a second request would take its place. */
interface Asked {
  readonly explanation: Explanation;
  readonly options: string;
  readonly answer: Promise<MethodOutcome>;
  readonly controller: AbortController;
  readonly listeners: Set<(done: number) => void>;
  wanted: number;
}

const asked = new Map<MethodId, Asked>();
let wish: Wish | null = null;
let running: Run | null = null;

/** What is wanted from now on; null: nothing. A run that is no longer wanted is given up, one that still is goes on. */
export function wantMethods(wanted: Wish | null): void {
  wish = wanted;
  if (running && !isWanted(running)) {
    running.controller.abort();
    running = null;
    useMethodAnswers.setState({ running: null });
  }
  if (!running) void runNext();
}

/** Once more, where it was never run. */
export function retryMethod(id: MethodId): void {
  const { [id]: _, ...outcomes } = useMethodAnswers.getState().outcomes;
  useMethodAnswers.setState({ outcomes });
  if (!running) void runNext();
}

/** Whether what is there of a method is of this explanation, and was computed with these options. */
export function isOutcomeOf(
  outcome: MethodOutcome | undefined,
  id: MethodId,
  explanation: Explanation,
  options: OwnOptions,
): outcome is MethodOutcome {
  return outcome !== undefined && outcome.explanation === explanation && outcome.options === ownOptions(id, options);
}

/** The explanation with all methods that are shown; what is not there yet is waited for. */
export async function withAllOutcomes(
  signal: AbortSignal,
  explanation: Explanation,
  shown: readonly MethodId[],
): Promise<Explanation> {
  const options = useMethodOptions.getState();
  for (const id of shown) {
    if (METHODS.some((method) => method.id === id)) continue;
    const { outcomes } = useMethodAnswers.getState();
    if (isOutcomeOf(outcomes[id], id, explanation, options)) continue;
    keep(id, await outcomeOf(signal, id, explanation, options));
  }
  return withOutcomes(explanation, useMethodAnswers.getState().outcomes, shown);
}

function isWanted({ id, explanation, options }: Run): boolean {
  if (!wish || wish.explanation !== explanation) return false;
  return wish.methods.includes(id) && ownOptions(id, wish.options) === options;
}

async function runNext(): Promise<void> {
  if (!wish) return;
  const { explanation, options } = wish;
  const { outcomes } = useMethodAnswers.getState();
  const id = wish.methods.find((method) => !isOutcomeOf(outcomes[method], method, explanation, options));
  if (id === undefined) return;
  const controller = new AbortController();
  const run: Run = { id, explanation, options: ownOptions(id, options), controller };
  running = run;
  const tell = (done: number) => running === run && useMethodAnswers.setState({ running: { id, done } });
  tell(0);
  try {
    const outcome = await outcomeOf(controller.signal, id, explanation, options, tell);
    if (running === run) keep(id, outcome);
  } catch {
    // Given up for another, or overtaken: what is wanted then is asked for by whoever wants it.
    if (running === run) {
      running = null;
      useMethodAnswers.setState({ running: null });
    }
    return;
  }
  if (running !== run) return;
  running = null;
  useMethodAnswers.setState({ running: null });
  void runNext();
}

/** Given up once nobody waits for it any more. @throws an AbortError, and nothing else */
async function outcomeOf(
  signal: AbortSignal,
  id: MethodId,
  explanation: Explanation,
  options: OwnOptions,
  onProgress: (done: number) => void = () => {},
): Promise<MethodOutcome> {
  signal.throwIfAborted();
  const own = ownOptions(id, options);
  const known = asked.get(id);
  const same = known && known.wanted > 0 && known.explanation === explanation && known.options === own;
  const one = same ? known : ask(id, explanation, options);
  one.wanted++;
  one.listeners.add(onProgress);
  let leave = () => {};
  const left = new Promise<never>((_, reject) => {
    leave = () => {
      reject(signal.reason);
      if (--one.wanted === 0) one.controller.abort();
    };
    signal.addEventListener('abort', leave);
  });
  try {
    return await Promise.race([one.answer, left]);
  } finally {
    signal.removeEventListener('abort', leave);
    one.listeners.delete(onProgress);
  }
}

function ask(id: MethodId, explanation: Explanation, options: OwnOptions): Asked {
  const controller = new AbortController();
  const listeners = new Set<(done: number) => void>();
  const tell = (done: number) => {
    for (const listener of listeners) listener(done);
  };
  const answer = answerOf(controller.signal, id, explanation, options, tell).finally(() => {
    if (asked.get(id)?.controller === controller) asked.delete(id);
  });
  answer.catch(() => {}); // nobody may wait for it any more
  const one: Asked = { explanation, options: ownOptions(id, options), answer, controller, listeners, wanted: 0 };
  asked.set(id, one);
  return one;
}

async function answerOf(
  signal: AbortSignal,
  id: MethodId,
  explanation: Explanation,
  options: OwnOptions,
  onProgress: (done: number) => void,
): Promise<MethodOutcome> {
  const of = { explanation, options: ownOptions(id, options) };
  const { target, contrast = null } = explanation;
  const request = { input: inputOf(explanation), target, contrast, lrp: lrpOptionsOf(explanation), options, method: id };
  try {
    const { methods, failed } = await engine().runMethod(signal, request, onProgress);
    return { ...of, result: methods[0] ?? null, failed: failed?.[0] ?? null };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { ...of, result: null, failed: { id, parameters: {}, error: errorFields(error) }, broken: true };
  }
}

function keep(id: MethodId, outcome: MethodOutcome): void {
  useMethodAnswers.setState(({ outcomes }) => ({ outcomes: { ...outcomes, [id]: outcome } }));
}

/** Those that the method has: a change of others is none for it. LRP's are the explanation's. */
function ownOptions(id: MethodId, options: OwnOptions): string {
  const own = METHOD_TABLE.find((method) => method.id === id)?.options ?? [];
  const { nodes, permutations, seed } = options;
  return Object.entries({ nodes, permutations, seed })
    .flatMap(([name, value]) => (own.some((option) => option === name) ? [`${name}=${value}`] : []))
    .join();
}
