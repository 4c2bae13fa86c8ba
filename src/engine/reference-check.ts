/** The model in use, held against scores of the user's own program; and where they differ, what would make them agree. */

import { finiteScores } from '../model/finite-scores.ts';
import type { LayerData, ModelConfig } from '../model/model-data.ts';
import type { Network } from '../model/network.ts';
import { columns } from '../model/one-lstm.ts';
import type { TokenizerRules } from '../model/tokenizer-kinds.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import type { Breather } from './breather.ts';
import {
  type CheckedSentence,
  type ReferenceCheck,
  type ReferenceKind,
  type ReferenceScores,
  VERIFIED_BELOW,
} from './protocol.ts';
import { classOrderOf, inKind, kindsOf, largestDifference } from './reference-kinds.ts';
import { checkNumbers, checkReferable, checkSentence } from './reference-sentence.ts';
import { tokensOf } from './reference-text.ts';
import { inputError } from './requests.ts';

export interface CheckedModel {
  readonly network: Network;
  readonly vocabulary: Vocabulary;
  readonly tokenizer: TokenizerRules;
  readonly classes: readonly string[];
  /** F, where the model reads numbers those of a row. */
  readonly embeddingSize: number;
}

/** A reference, ready for the forward pass. */
interface Sentence {
  readonly reference: ReferenceScores;
  readonly ids: Int32Array;
  /** [T][F], where the model reads numbers; null: `ids` count. */
  readonly rows: readonly (readonly number[])[] | null;
  readonly unknown: readonly number[];
}

/** @throws LensError InputError naming the sentence that is empty, too long or has the wrong number of scores */
export async function checkReferences(
  model: CheckedModel,
  references: readonly ReferenceScores[],
  breather: Breather,
): Promise<ReferenceCheck> {
  checkReferable(references);
  const sentences: Sentence[] = [];
  const ours: Float64Array[] = [];
  for (const [index, reference] of references.entries()) {
    await breather.pause();
    const { sentence, scores } = readAndScore(model, reference, index);
    sentences.push(sentence);
    ours.push(scores);
  }
  checkSingleScores(references, ours, model.classes);

  const { output } = model.network;
  const kinds = kindsOf(references, output);
  const checks = kinds.map((kind) => compare(kind, sentences, ours, output));
  const [first = compare('scores', sentences, ours, output)] = checks;
  const best = checks.find(({ difference }) => difference < VERIFIED_BELOW) ?? first;
  if (best.difference < VERIFIED_BELOW) {
    return { ...best, verified: true, directionsSwapped: false, classOrder: null };
  }
  return {
    ...best,
    verified: false,
    directionsSwapped: await agreesWithDirectionsSwapped(model.network, sentences, kinds, breather),
    classOrder: classOrderOf(
      references.map(({ scores }) => scores),
      best.sentences.map(({ scores }) => scores),
    ),
  };
}

function forward(network: Network, { ids, rows }: Pick<Sentence, 'ids' | 'rows'>): Float64Array {
  return rows === null ? network.forward(ids) : network.forwardNumbers(rows);
}

interface Scored {
  readonly sentence: Sentence;
  readonly scores: Float64Array;
}

/** A text is split as the model's program splits texts, unless it agrees better as words between spaces. */
function readAndScore(model: CheckedModel, reference: ReferenceScores, index: number): Scored {
  const { vocabulary, tokenizer, network } = model;
  const { text, ...between } = reference;
  const scored = (one: ReferenceScores): Scored => {
    const sentence = readReference(model, one, index);
    return { sentence, scores: finiteScores(forward(network, sentence)) };
  };
  const asGiven = scored(between);
  const tokens = tokensOf(reference, tokenizer, vocabulary);
  if (text === undefined || tokens.length === 0 || tokens.join(' ') === reference.tokens.join(' ')) return asGiven;
  const split = scored({ ...between, tokens });
  const apart = ({ scores }: Scored) => {
    const of = (kind: ReferenceKind) =>
      largestDifference(reference.scores, inKind(kind, scores, reference.scores.length, network.output));
    return Math.min(...kindsOf([reference], network.output).map(of));
  };
  return apart(split) <= apart(asGiven) ? split : asGiven;
}

function readReference(model: CheckedModel, reference: ReferenceScores, index: number): Sentence {
  const { vocabulary, classes } = model;
  const { tokens } = reference;
  checkSentence(reference, index, classes);
  if (model.network.isOfNumbers) {
    const rows = checkNumbers(reference, index, model.embeddingSize);
    return { reference, ids: new Int32Array(0), rows, unknown: [] };
  }
  const { ids } = vocabulary.read(tokens);
  return { reference, ids, rows: null, unknown: tokens.flatMap((token, position) => (vocabulary.has(token) ? [] : [position])) };
}

/** A single score is that of one sigmoid output, whose other class always has the score 0. */
function checkSingleScores(
  references: readonly ReferenceScores[],
  ours: readonly Float64Array[],
  classes: readonly string[],
): void {
  const index = references.findIndex(({ scores }) => scores.length === 1);
  if (index < 0 || classes.length !== 2 || ours.every(([first]) => first === 0)) return;
  const expected = `2, one per class (${classes.join(', ')}): this model has two outputs rather than one sigmoid`;
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

/** Whether all would agree with the directions' parts of the output layer exchanged; tried in memory that holds their words alone. */
async function agreesWithDirectionsSwapped(
  model: Network,
  sentences: readonly Sentence[],
  kinds: readonly ReferenceKind[],
  breather: Breather,
): Promise<boolean> {
  const swapped = withDirectionsSwapped(model.layers());
  if (swapped === null) return false;
  const words = [...new Set(sentences.flatMap(({ ids }) => Array.from(ids)))].filter((id) => id >= 0);
  const row = new Map(words.map((id, index) => [id, index]));
  const network = model.excerpt(words.length > 0 ? words : [0]);
  network.replaceLayers(swapped);
  let agreeing = kinds;
  for (const { reference, ids, rows } of sentences) {
    await breather.pause();
    const scores = forward(network, { ids: ids.map((id) => row.get(id) ?? -1), rows });
    const { length } = reference.scores;
    agreeing = agreeing.filter(
      (kind) => largestDifference(reference.scores, inKind(kind, scores, length, network.output)) < VERIFIED_BELOW,
    );
    if (agreeing.length === 0) return false;
  }
  return true;
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
