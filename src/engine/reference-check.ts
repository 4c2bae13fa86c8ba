/** The model in use, held against scores of the user's own program; and where they differ, what would make them agree. */

import { finiteScores } from '../model/finite-scores.ts';
import type { LayerData, ModelConfig } from '../model/model-data.ts';
import type { Network } from '../model/network.ts';
import { columns, GATES } from '../model/one-lstm.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import type { Breather } from './breather.ts';
import {
  type CheckedSentence,
  type GateOrderFit,
  type ReferenceCheck,
  type ReferenceKind,
  type ReferenceScores,
  VERIFIED_BELOW,
} from './protocol.ts';
import { classOrderOf, inKind, kindsOf, largestDifference } from './reference-kinds.ts';
import { checkReferable, checkSentence } from './reference-sentence.ts';
import { inputError } from './requests.ts';

/** Beyond these, sentences are only read with another gate order where it fits so far: there are 23 of them. */
const TRIED_SENTENCES = 8;

const OUR_ORDER = GATES.join('');

export interface CheckedModel {
  readonly network: Network;
  readonly vocabulary: Vocabulary;
  readonly classes: readonly string[];
  /** The order in which the file's gates are read; null: the format fixes it. */
  readonly gateOrder: string | null;
}

/** A reference, ready for the forward pass. */
interface Sentence {
  readonly reference: ReferenceScores;
  readonly ids: Int32Array;
  readonly unknown: readonly number[];
}

/** @throws LensError InputError naming the sentence that is empty, too long or has the wrong number of scores */
export async function checkReferences(
  model: CheckedModel,
  references: readonly ReferenceScores[],
  breather: Breather,
): Promise<ReferenceCheck> {
  checkReferable(references, model.network.isOfNumbers);
  const sentences = references.map((reference, index) => readReference(model, reference, index));
  const ours: Float64Array[] = [];
  for (const { ids } of sentences) {
    await breather.pause();
    ours.push(finiteScores(model.network.forward(ids)));
  }
  checkSingleScores(references, ours, model.classes);

  const { output } = model.network;
  const kinds = kindsOf(references, output);
  const checks = kinds.map((kind) => compare(kind, sentences, ours, output));
  const [first = compare('scores', sentences, ours, output)] = checks;
  const best = checks.find(({ difference }) => difference < VERIFIED_BELOW) ?? first;
  if (best.difference < VERIFIED_BELOW) {
    return { ...best, verified: true, gateOrders: null, directionsSwapped: false, classOrder: null };
  }
  const otherwise = new Rereader(model.network, sentences, kinds, breather);
  return {
    ...best,
    verified: false,
    gateOrders: model.gateOrder === null ? null : await otherwise.gateOrders(model.gateOrder),
    directionsSwapped: await otherwise.directionsSwapped(),
    classOrder: classOrderOf(
      references.map(({ scores }) => scores),
      best.sentences.map(({ scores }) => scores),
    ),
  };
}

function readReference({ vocabulary, classes }: CheckedModel, reference: ReferenceScores, index: number): Sentence {
  const { tokens } = reference;
  checkSentence(reference, index, classes);
  const { ids } = vocabulary.read(tokens);
  return { reference, ids, unknown: tokens.flatMap((token, position) => (vocabulary.has(token) ? [] : [position])) };
}

/** A single score is that of one sigmoid output, whose other class always has the score 0. */
function checkSingleScores(
  references: readonly ReferenceScores[],
  ours: readonly Float64Array[],
  classes: readonly string[],
): void {
  const index = references.findIndex(({ scores }) => scores.length === 1);
  if (index < 0 || classes.length !== 2 || ours.every(([first]) => first === 0)) return;
  const expected = `2, one a class (${classes.join(', ')}): this model has two outputs rather than one sigmoid`;
  throw inputError(`sentence ${index + 1}`, 'has the wrong number of scores', expected, '1');
}

function compare(
  kind: ReferenceKind,
  sentences: readonly Sentence[],
  ours: readonly Float64Array[],
  output: ModelConfig['output'],
): Pick<ReferenceCheck, 'kind' | 'sentences' | 'difference'> {
  const checked: CheckedSentence[] = sentences.map(({ reference: { tokens, scores: given }, unknown }, index) => {
    const scores = inKind(kind, ours[index] ?? [], given.length, output);
    return { tokens, scores, difference: largestDifference(given, scores), unknown };
  });
  return { kind, sentences: checked, difference: checked.reduce((most, { difference }) => Math.max(most, difference), 0) };
}

/** Reads the references with the weights put together in other ways, in memory that holds their words alone. */
class Rereader {
  readonly #network: Network;
  readonly #layers: readonly LayerData[];
  readonly #sentences: readonly Sentence[];
  readonly #kinds: readonly ReferenceKind[];
  readonly #breather: Breather;

  constructor(network: Network, sentences: readonly Sentence[], kinds: readonly ReferenceKind[], breather: Breather) {
    const words = [...new Set(sentences.flatMap(({ ids }) => Array.from(ids)))].filter((id) => id >= 0);
    const row = new Map(words.map((id, index) => [id, index]));
    this.#network = network.excerpt(words.length > 0 ? words : [0]);
    this.#layers = network.layers();
    // Words that the model does not know say less about its weights: they come last.
    this.#sentences = [...sentences]
      .sort((a, b) => Number(a.unknown.length > 0) - Number(b.unknown.length > 0))
      .map((sentence) => ({ ...sentence, ids: sentence.ids.map((id) => row.get(id) ?? -1) }));
    this.#kinds = kinds;
    this.#breather = breather;
  }

  /** Every order but `read`, the one the file was read in. */
  async gateOrders(read: string): Promise<GateOrderFit[]> {
    const fits: GateOrderFit[] = [];
    for (const gateOrder of permutations(GATES)) {
      if (gateOrder === read) continue;
      // The file's block for a gate, in this order, has been read as the gate that stands there in the order it was read in.
      const blocks = GATES.map((gate) => OUR_ORDER.indexOf(read.charAt(gateOrder.indexOf(gate))));
      this.#network.replaceLayers(this.#layers.map((data) => withGates(data, blocks)));
      fits.push({ gateOrder, difference: await this.#difference() });
    }
    return fits.sort((a, b) => a.difference - b.difference);
  }

  async directionsSwapped(): Promise<boolean> {
    const swapped = withDirectionsSwapped(this.#layers);
    if (swapped === null) return false;
    this.#network.replaceLayers(swapped);
    return (await this.#difference()) < VERIFIED_BELOW;
  }

  /** The largest, in the kind of scores that fits best; once it is clear that none agrees, the sentences left are not read. */
  async #difference(): Promise<number> {
    const largest = this.#kinds.map(() => 0);
    for (const [index, { reference, ids }] of this.#sentences.entries()) {
      if (index >= TRIED_SENTENCES && Math.min(...largest) >= VERIFIED_BELOW) break;
      await this.#breather.pause();
      const scores = this.#network.forward(ids);
      for (const [k, kind] of this.#kinds.entries()) {
        const difference = largestDifference(
          reference.scores,
          inKind(kind, scores, reference.scores.length, this.#network.output),
        );
        largest[k] = Math.max(largest[k] ?? 0, difference);
      }
    }
    return Math.min(...largest);
  }
}

/** An LSTM layer whose row block for gate k is the one that stood at `blocks[k]`; other layers as they are. */
function withGates({ layer, tensors }: LayerData, blocks: readonly number[]): LayerData {
  if (layer.type !== 'lstm') return { layer, tensors };
  const moved = Object.entries(tensors).map(([name, data]) => {
    const block = data.length / GATES.length;
    const ordered = data.slice();
    for (const [gate, from] of blocks.entries()) ordered.set(data.subarray(from * block, (from + 1) * block), gate * block);
    return [name, ordered];
  });
  return { layer, tensors: Object.fromEntries(moved) };
}

/** Both directions' final states, read by the dense layer above in the other order; null where no layer reads them so. */
function withDirectionsSwapped(layers: readonly LayerData[]): LayerData[] | null {
  const at = layers.findIndex(({ layer }) => layer.type === 'readout' && layer.kind === 'final' && layer.direction === 'both');
  const [below, above] = [layers[at - 1]?.layer, layers[at + 1]];
  if (!below || !('hiddenSize' in below) || !below.bidirectional || below.merge !== 'concat' || !above?.tensors.weight)
    return null;
  const { hiddenSize: d } = below;
  const { weight } = above.tensors;
  const swapped = new Float64Array(weight.length);
  for (const [to, from] of [
    [0, d],
    [d, 0],
  ] as const) {
    const half = columns(weight, 2 * d, from, from + d);
    for (const [index, value] of half.entries()) swapped[Math.floor(index / d) * 2 * d + to + (index % d)] = value;
  }
  return layers.with(at + 1, { ...above, tensors: { ...above.tensors, weight: swapped } });
}

function permutations(letters: readonly string[]): string[] {
  if (letters.length <= 1) return [letters.join('')];
  return letters.flatMap((first) => permutations(letters.filter((letter) => letter !== first)).map((rest) => first + rest));
}
