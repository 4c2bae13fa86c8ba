/**
 * The part of `npm run bench` that is about methods which run the network many times: a sentence of 20 words with the bundled model, beside
 * plain transcriptions in the same run, and the aims for an idle machine. What both compute is compared too.
 */
import { gaussLegendre } from '../src/explain/gauss-legendre.ts';
import type { MethodId } from '../src/explain/method-info.ts';
import { METHOD_TABLE } from '../src/explain/method-table.ts';
import { runMethods } from '../src/explain/methods.ts';
import { METHOD_OPTIONS } from '../src/explain/option-ranges.ts';
import { runOf, targetWeights } from '../src/explain/run-method.ts';
import { readModel } from '../src/formats/read-model.ts';
import type { ModelData } from '../src/model/model-data.ts';
import { Network } from '../src/model/network.ts';
import { argmax } from '../src/model/softmax.ts';
import { Baseline } from '../src/testing/baseline.ts';
import { decomposePlainly } from '../src/testing/contextual-baseline.ts';
import { bundledFiles } from '../src/testing/golden.ts';
import { fastest } from './side-by-side.ts';

const PASSES = 5;
const SENTENCE = 'we watched the old comedy again last night and it was still a warm , funny and clever piece of'.split(' ');

interface Row {
  readonly id: MethodId;
  /** Milliseconds; null: none was set. */
  readonly aim: number | null;
  /** [T] by plain loops; a number: how many plain forward passes it is, of which one in a hundred is run. */
  readonly plain?: (target: number) => number[];
  readonly plainForwards?: number;
}

export async function benchMethods(): Promise<void> {
  const model = await readModel(bundledFiles());
  const ids = SENTENCE.map((word) => model.words.indexOf(word));
  const network = new Network(model);
  const scores = network.forward(ids);
  const target = argmax(scores);
  const weights = targetWeights(scores.length, target, null);
  const run = (id: MethodId) => runOf(runMethods(network, network.forward(ids), weights, [id], {})[0], 'bench').words;
  console.log(`\nmethods: milliseconds for ${ids.length} words, bundled model, fastest of ${PASSES} passes`);
  console.log(`${''.padEnd(28)}${['kernels', 'aim', 'plain', 'ratio', 'differs by'].map((text) => text.padStart(12)).join('')}`);
  for (const { id, aim, plain, plainForwards } of rowsOf(model, ids)) {
    const works: (() => void)[] = [() => run(id)];
    if (plain) works.push(() => void plain(target));
    if (plainForwards !== undefined) works.push(() => forwards(new Baseline(model), ids, plainForwards / 100));
    const [own = Number.NaN, timed = Number.NaN] = fastest(works, PASSES);
    const beside = plainForwards === undefined ? timed : 100 * timed;
    const known = plain?.(target);
    const difference = known && Math.max(...Array.from(run(id), (value, t) => Math.abs(value - (known[t] ?? Number.NaN))));
    const cells = [
      own.toFixed(2),
      aim === null ? '' : `<= ${aim}`,
      Number.isNaN(beside) ? '' : beside.toFixed(1),
      Number.isNaN(beside) ? '' : `${(beside / own).toFixed(1)}x`,
      difference?.toExponential(0) ?? '',
    ];
    const label = METHOD_TABLE.find((method) => method.id === id)?.label ?? id;
    console.log(label.padEnd(28) + cells.map((cell) => cell.padStart(12)).join(''));
  }
}

function rowsOf(model: ModelData, ids: readonly number[]): readonly Row[] {
  const baseline = new Baseline(model);
  return [
    {
      id: 'occlusion',
      aim: 2.5,
      plain: (target) => {
        const whole = baseline.forward(ids)[target] ?? Number.NaN;
        return ids.map((_, t) => whole - (baseline.forward(ids.with(t, -1))[target] ?? Number.NaN));
      },
    },
    { id: 'ig', aim: 20, plain: (target) => plainPath(model, ids, target) },
    {
      id: 'cd',
      aim: 15,
      plain: (target) => ids.map((_, t) => decomposePlainly(model, ids, t, t + 1).relevant[target] ?? Number.NaN),
    },
    { id: 'shapley', aim: 1000, plainForwards: METHOD_OPTIONS.permutations.usual * ids.length },
    { id: 'lrp', aim: null },
    { id: 'lrp_half', aim: null },
    { id: 'lrp_prop', aim: null },
  ];
}

/** Integrated Gradients by a forward and a backward pass a node. */
function plainPath(model: ModelData, ids: readonly number[], target: number): number[] {
  const { embeddings } = model;
  const e = model.config.embeddingSize;
  const rows = Float64Array.from(ids.flatMap((id) => [...(embeddings?.subarray(id * e, (id + 1) * e) ?? [])]));
  const words = ids.map(() => 0);
  for (const { at, weight } of gaussLegendre(METHOD_OPTIONS.nodes.usual)) {
    const scaled = new Baseline({ ...model, embeddings: rows.map((value) => at * value) });
    scaled.forward(ids.map((_, t) => t));
    for (const [t, value] of scaled.gradientInput(scaled.gradient(target)).entries()) {
      words[t] = (words[t] ?? 0) + (weight * value) / at;
    }
  }
  return words;
}

function forwards(baseline: Baseline, ids: readonly number[], count: number): void {
  for (let k = 0; k < count; k++) baseline.forward(ids.with(k % ids.length, -1));
}
