/** The network that named tensors make, as PyTorch names them, with what neither names nor shapes tell as choices. */
import type { LensError } from '../../model/errors.ts';
import type { Padding } from '../../model/model-data.ts';
import { formatError, orLensError } from '../basics/index.ts';
import type { ModelOptions, NetworkChoice, NetworkPlan, PlannedLayer } from '../settings/index.ts';
import type { Chain } from '../torch/index.ts';
import { tensorOf } from './derived-tensors.ts';
import { type Answer, Choosing, guess, inFile, pickOrder, pickOutput, weightsChoice } from './torch-choices.ts';
import { homeless, plannedLayers } from './torch-layers.ts';
import { findParts, type NamedFile, type Parts, SUPPORTED_LAYERS } from './torch-parts.ts';

/** The plan, or why there is none. */
export function planTorch(file: NamedFile, options: ModelOptions): NetworkPlan | LensError {
  return orLensError(() => {
    const parts = findParts(file, options);
    const choosing = new Choosing(options);
    const chain = chooseChain(parts.chains, choosing);
    refuseActivations(chain, parts, file.name);
    const layers = plannedLayers(chain, { ...parts, choosing });
    const output = pickOutput(choosing, outputsOf(chain), likelyOutput(chain, parts));
    return {
      input: parts.embedding === null ? 'numbers' : 'tokens',
      embedding: parts.embedding && tensorOf(parts.tensors, parts.embedding.weight),
      embeddingSize: parts.width,
      layers,
      output,
      padding: flatPadding(chain, layers),
      masksPadding: false,
      choices: [...weightChoices(file, options), ...choosing.list],
      notes: notesOf(chain, parts),
    };
  });
}

function weightChoices({ weights }: NamedFile, options: ModelOptions): NetworkChoice[] {
  if (weights === null || weights.taken.length > 1 || weights.others.length === 0) return [];
  return [weightsChoice(weights.taken[0] ?? '', weights.others, options)];
}

/** Where several orders fit, and numbers in the names do not tell, it is a choice; the order of the file is taken. */
function chooseChain(chains: readonly Chain[], choosing: Choosing): Chain {
  const [first] = chains;
  if (first === undefined) throw new Error('no chain');
  const named = chains
    .filter((chain) => chain === first || !breaksNumbers(chain))
    .map((chain) => [orderText(chain), chain] as const);
  const value = pickOrder(
    choosing,
    named.map(([text]) => text),
  );
  return named.find(([text]) => text === value)?.[1] ?? first;
}

function orderText({ order }: Chain): string {
  return order.map(({ name }) => name).join(',');
}

/** fc2 before fc1, lstm2 before lstm1, head.3 before head.0. */
function breaksNumbers({ order }: Chain): boolean {
  const highest = new Map<string, number>();
  return order.some(({ name }) => {
    const [, stem = '', digits] = /^(.*?)(\d*)$/.exec(name) ?? [];
    const number = Number(digits || 0);
    const isBefore = number < (highest.get(stem) ?? 0);
    highest.set(stem, number);
    return isBefore;
  });
}

function outputsOf({ order }: Chain): number {
  return order.at(-1)?.gives ?? 0;
}

function likelyOutput(chain: Chain, { facts }: Parts): Answer {
  const outputs = outputsOf(chain);
  const last = facts.activations.get(chain.order.at(-1)?.name ?? '');
  if (last === 'sigmoid') return inFile('sigmoid');
  if (facts.output !== null && (outputs > 1 || facts.output !== 'softmax')) return inFile(facts.output);
  if (facts.loose.has('sigmoid')) return inFile('sigmoid');
  return guess(outputs === 1 ? 'sigmoid' : 'softmax');
}

/** Activations that a module lists, though they cannot be where it has them. */
function refuseActivations(chain: Chain, { facts }: Parts, file: string): void {
  const last = chain.order.at(-1)?.name ?? '';
  const atEnd = facts.activations.get(last);
  const found = homeless(chain, facts);
  if (atEnd === 'relu' || atEnd === 'tanh') found.push(`${atEnd} after ${last}, which gives the scores`);
  if (found.length === 0) return;
  throw formatError(file, 'lists activations that no layer can have', {
    expected: SUPPORTED_LAYERS,
    found: found.join(', '),
    advice: 'Save the state_dict instead if forward() does not call them.',
  });
}

/** Flattened rows are as many as the layer above them reads; which side is filled up nothing tells. */
function flatPadding({ reading, rows }: Chain, layers: readonly PlannedLayer[]): Padding | null {
  if (reading !== 'flatten' || rows === null) return null;
  const end = layers.findIndex(({ layer }) => layer.type === 'readout');
  const length = layers.slice(0, end).reduceRight((count, { layer }) => {
    if (layer.type === 'pool1d') return count * layer.size;
    return layer.type === 'conv1d' && layer.padding === 'valid' ? count + layer.kernel - 1 : count;
  }, rows);
  return { side: 'post', length, id: 0, truncate: 'post', masked: false };
}

function notesOf(chain: Chain, { embedding, width, ignored, modules }: Parts): string[] {
  const attention = chain.order.find(({ kind }) => kind === 'attention');
  return [
    ...(embedding === null
      ? [
          `There is no embedding in the file, so the model reads rows of ${width} numbers. If it reads words, add their vectors (.vec or GloVe’s text) as the vocabulary.`,
        ]
      : []),
    ...(attention === undefined
      ? []
      : [`Attention (${attention.name}) is assumed to be additive: softmax over the words of v · tanh(W h + b).`]),
    ...(chain.order.some(({ kind, name }) => kind === 'norm' && modules.get(name)?.settings.eps === undefined)
      ? ['The file does not say the eps of its batch norms: PyTorch’s usual 1e-5 is assumed.']
      : []),
    ...(chain.reading === 'flatten'
      ? [`The rows of ${chain.rows} words are read side by side: sentences are padded after the words, unless you say otherwise.`]
      : []),
    ...(ignored.length > 0
      ? [
          `Ignored, since you say that they take no part: ${ignored.slice(0, 12).join(', ')}${ignored.length > 12 ? ` and ${ignored.length - 12} more` : ''}.`,
        ]
      : []),
  ];
}
