/** What goes on inside the network as a sentence is explained. */
import { LensError } from '../../model/errors.ts';
import { NetworkRecord } from '../../model/network-record.ts';
import type { ExplainedSentence, MethodRun } from '../method.ts';
import type { MethodId } from '../method-info.ts';
import type { LrpOptions } from '../method-options.ts';
import { runMethods } from '../methods.ts';
import { runOf } from '../run-method.ts';
import { readGraph } from './graph.ts';
import { StepContext } from './step-context.ts';
import type { InsideGraph, InsideLedger, InsideMethod, InsideNode } from './types.ts';

/** A method that goes back the way of each, and so leaves its record. */
const RUNS: Readonly<Record<InsideMethod, MethodId>> = { lrp: 'lrp', gradient: 'gi' };

/** What goes on, and what is to be asked about it while the sentence is in hand. */
interface Looked extends InsideGraph {
  readonly parameters: MethodRun['parameters'];
  readonly context: StepContext;
}

/**
 * Of the model's last sentence.
 * @throws LensError NumericalError where values grow beyond the range of float64
 */
export function lookInside(
  { model, scores, targetWeights }: Omit<ExplainedSentence, 'gradient' | 'ids'>,
  method: InsideMethod,
  options: LrpOptions,
): Looked {
  const { result: run, record } = model.recorded(() => {
    const [outcome] = runMethods(model, scores, targetWeights, [RUNS[method]], options);
    return runOf(outcome, 'on its way through the layers');
  }, NetworkRecord);
  const { nodes, flows } = readGraph(record, method);
  checkFinite([...nodes, ...flows]);
  const context = new StepContext(record, nodes, method === 'lrp' ? options : null);
  return { nodes, flows, ledger: ledgerOf(nodes, run), parameters: run.parameters, context };
}

/** The words may have values where what is on the way to them has none. */
function checkFinite(all: readonly { readonly amount: number }[]): void {
  if (all.every(({ amount }) => Number.isFinite(amount))) return;
  throw new LensError({
    name: 'NumericalError',
    where: 'inside the network',
    problem: 'what flows back grew beyond the range of float64 on its way',
    expected: 'finite values',
    found: 'overflow',
    advice: 'Check the model’s weights for extreme values.',
  });
}

/** LRP's is that of the method itself. */
function ledgerOf(nodes: readonly InsideNode[], { words, ledger }: MethodRun): InsideLedger {
  const { rest = 0, bias = 0, stabiliser = 0 } = ledger ?? {};
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  return {
    words: sum(words),
    padding: ledger?.padding ?? sum(nodes.flatMap(({ isPad, amount }) => (isPad ? [amount] : []))),
    rest,
    bias,
    stabiliser,
    change: sum(nodes.map(({ drips }) => drips.change)),
  };
}
