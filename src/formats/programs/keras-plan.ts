/** The network that Keras' layers and variables make, or all that keeps it from being explained, in one sentence. */
import type { LensError } from '../../model/errors.ts';
import { formatError, listing, quote } from '../basics/index.ts';
import { chooseFrom, type ModelOptions, type NetworkChoice, type NetworkPlan } from '../settings/index.ts';
import { KerasChain, type TextRules } from './keras-chain.ts';
import type { KerasModel } from './keras-config.ts';
import { addStep } from './keras-steps.ts';
import type { KerasWeights } from './keras-weights.ts';
import { OUTPUT_LABEL, outputOptions } from './output-options.ts';

const EXPECTED =
  'one chain of Embedding (or rows of numbers), LSTM, GRU or SimpleRNN layers of one direction or two, Conv1D, pooling, Flatten, attention, Dense and BatchNormalization';

export interface PlannedKeras {
  readonly plan: NetworkPlan | LensError;
  /** What a TextVectorization layer says. */
  readonly text: TextRules | null;
}

export interface KerasContext {
  /** The file's name. */
  readonly file: string;
  /** What the model was trained with, as JSON; null: the file does not say. */
  readonly training: string | null;
  readonly options: ModelOptions;
}

export function planKeras(model: KerasModel, weights: KerasWeights, context: KerasContext): PlannedKeras {
  const chain = new KerasChain(model, weights);
  for (const layer of model.layers) addStep(chain, layer);
  const output = outputOf(chain, context);
  const { ignored = [], ignoreOthers = false } = context.options;
  const unused = weights.unused();
  const needed = ignored.filter((name) => !unused.includes(name));
  if (needed.length > 0) return { plan: neededError(needed, context.file), text: chain.text };
  const left = ignoreOthers ? [] : unused.filter((name) => !ignored.includes(name));
  if (left.length > 0 && chain.obstacles.length === 0) chain.obstacles.push(`weights that no layer has: ${listing(left)}`);
  if (chain.obstacles.length > 0) return { plan: refusal(chain.obstacles, context.file), text: chain.text };
  const [length, isPadded] = [chain.length, chain.input === 'tokens' || chain.layers.some(isFlatten)];
  return {
    text: chain.text,
    plan: {
      input: chain.input ?? 'tokens',
      embedding: chain.embedding,
      embeddingSize: chain.embeddingSize,
      layers: chain.layers,
      output: output.value as NetworkPlan['output'],
      padding: length === null || !isPadded ? null : { ...chain.padding, length, masked: chain.masksPadding },
      masksPadding: chain.masksPadding,
      choices: output.said === 'file' ? [] : [output],
      notes: [...chain.notes, ...lengthNotes(chain, isPadded), ...ignoredNotes(unused)],
    },
  };
}

function isFlatten({ layer }: KerasChain['layers'][number]): boolean {
  return layer.type === 'readout' && layer.kind === 'flatten';
}

const MOST_TOLD = 40;

/** Everything at once, so that nobody mends one thing only to be told the next. */
function refusal(obstacles: readonly string[], file: string): LensError {
  const distinct = [...new Set(obstacles)];
  const more = distinct.length > MOST_TOLD ? [`and ${distinct.length - MOST_TOLD} more`] : [];
  return formatError(file, 'has parts that cannot be explained', {
    expected: EXPECTED,
    found: [...distinct.slice(0, MOST_TOLD), ...more].join('; '),
    advice: 'Only a model without them can be explained: train one, or remove them where they do nothing.',
  });
}

function neededError(needed: readonly string[], file: string): LensError {
  return formatError(file, 'is to be ignored, but a layer uses it', {
    expected: 'tensors that no layer has',
    found: listing(needed),
  });
}

function lengthNotes({ length, padding, text, input }: KerasChain, isPadded: boolean): string[] {
  if (length === null || text !== null) return [];
  if (!isPadded)
    return input === 'numbers'
      ? [`The model was made for ${length} ${length === 1 ? 'row' : 'rows'}; it reads as many as it is given.`]
      : [];
  return [
    `The model reads ${length} words: shorter sentences are padded ${padding.side === 'pre' ? 'before' : 'after'} their words, as pad_sequences does by default. The file does not say so.`,
  ];
}

function ignoredNotes(ignored: readonly string[]): string[] {
  return ignored.length === 0 ? [] : [`Ignored, as you said: ${listing(ignored)}.`];
}

/** What the scores are turned into. A last layer without activation leaves it open, unless the loss tells. */
function outputOf(chain: KerasChain, { training, options }: KerasContext): NetworkChoice {
  const last = chain.layers.at(-1)?.layer;
  const name = chain.output;
  const scores = last?.type === 'dense' ? last.size : 0;
  if (last === undefined) chain.misfit('no layer that computes');
  else if (last.type !== 'dense') chain.misfit(`a last layer that is not Dense: "${chain.layers.at(-1)?.from}"`);
  if (chain.isSequence && !chain.isLost && last !== undefined)
    chain.misfit('scores at every position, where one row of scores is needed');
  if (name === 'softmax' && scores === 1) chain.misfit('softmax of one output, which is always 1');
  if (!['softmax', 'sigmoid', 'linear'].includes(name)) chain.misfit(`activation ${name} of the last layer`);
  const choice: NetworkChoice = {
    key: 'output',
    label: OUTPUT_LABEL,
    options: outputOptions(scores),
    value: name,
    said: 'file',
  };
  if (name !== 'linear') return choice;
  const told = outputOfLoss(training);
  return told === null
    ? chooseFrom({ ...choice, value: scores === 1 ? 'linear' : 'softmax', said: 'guess' }, options)
    : { ...choice, value: told === 'softmax' && scores === 1 ? 'linear' : told };
}

/** A loss that takes scores as they are (from_logits) makes them probabilities itself. */
function outputOfLoss(training: string | null): NetworkPlan['output'] | null {
  if (training === null) return null;
  const text = training.replace(/\s/g, '');
  const loss = /"loss":("[^"]*"|\{.*?\}\}?)/.exec(text)?.[1] ?? '';
  const isLogits = /"from_logits":true/.test(text);
  if (/mean_?squared|mean_?absolute|"mse"|"mae"|huber|log_?cosh/i.test(loss)) return 'linear';
  if (!isLogits) return null;
  return /binary_?crossentropy/i.test(loss) ? 'sigmoid' : /crossentropy/i.test(loss) ? 'softmax' : null;
}

/** Throws where roles are given by hand: here the layers tell them. */
export function refuseMapping({ mapping = {} }: ModelOptions, file: string): void {
  const [first] = Object.entries(mapping);
  if (first === undefined) return;
  throw formatError(`${file} ${first[0]}`, 'is mapped by hand, though the model says itself which tensor is which', {
    expected: 'no mapping',
    found: quote(String(first[1])),
  });
}
