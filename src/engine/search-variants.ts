/** Every network that a model's files can be, as far as they leave it open. */
import type { Choices, ModelOptions, NetworkChoice, OpenedModel, Replanned } from '../formats/settings/index.ts';
import { LensError } from '../model/errors.ts';
import { LAYER_GATES } from '../model/layers.ts';
import type { ModelConfig } from '../model/model-data.ts';
import type { Breather } from './breather.ts';
import { inputError } from './requests.ts';
import { SourceIds } from './search-sources.ts';
import { type Stage, Stages } from './search-stage.ts';

/** More would fill the memory before the first is tried. */
const MOST_VARIANTS = 200_000;

export interface Variant {
  /** Of what is open, in the order in which it was asked. */
  readonly choices: Choices;
  /** What these can be, as the files leave it open where these are chosen. */
  readonly open: readonly NetworkChoice[];
  /** Of the LSTM layers; null: there is none to choose. */
  readonly gateOrder: string | null;
  readonly stages: readonly Stage[];
  readonly output: ModelConfig['output'];
  /** One sigmoid output, read as two classes. */
  readonly isTwofold: boolean;
  /** The one length of sentences that its layers can read; null: any. */
  readonly length: number | null;
}

/**
 * The one in force comes first.
 * @param inForce what is read, and the order of the gates; null: there is none to choose
 * @throws LensError InputError where too much is open
 */
export async function listVariants(
  replan: NonNullable<OpenedModel['replan']>,
  options: ModelOptions,
  inForce: { readonly input: ModelConfig['input']; readonly gateOrder: string | null },
  breather: Breather,
): Promise<Variant[]> {
  const { input, gateOrder } = inForce;
  const stages = new Stages(new SourceIds());
  const variants: Variant[] = [];
  await explore(replan, options, {}, breather, (choices, { network, choices: all }) => {
    if (network instanceof LensError || network.plan.input !== input) return;
    const open = all.filter(({ key }) => Object.hasOwn(choices, key));
    const { output } = network.plan;
    const { isTwofold } = network;
    const length = network.plan.layers.some(({ layer }) => layer.type === 'readout' && layer.kind === 'flatten')
      ? (network.padding?.length ?? null)
      : null;
    for (const order of ordersOf(network.plan.layers, options, gateOrder)) {
      variants.push({ choices, open, gateOrder: order, stages: stages.of(network, order), output, isTwofold, length });
    }
    if (variants.length <= MOST_VARIANTS) return;
    const expected = `at most ${MOST_VARIANTS} networks`;
    throw inputError('reference scores', 'cannot be searched for: the files leave too much open', expected, 'more');
  });
  return variants;
}

/** Chooses in turn among what nobody has said, the option in force first; what one choice opens or closes is seen. */
async function explore(
  replan: NonNullable<OpenedModel['replan']>,
  options: ModelOptions,
  choices: Choices,
  breather: Breather,
  found: (choices: Choices, planned: Replanned) => void,
): Promise<void> {
  await breather.pause();
  const planned = replan({ ...options, choices: { ...options.choices, ...choices } });
  const next = planned.choices.find(({ key, said }) => said === 'guess' && !Object.hasOwn(choices, key));
  if (next === undefined) {
    found(choices, planned);
    return;
  }
  for (const value of inForceFirst(next)) {
    await explore(replan, options, { ...choices, [next.key]: value }, breather, found);
  }
}

function inForceFirst({ options, value }: NetworkChoice): string[] {
  return [value, ...options.map((option) => option.value).filter((other) => other !== value)];
}

const ORDERS = permutations(LAYER_GATES.lstm);

/** The orders that the gates' row blocks can have: those of an LSTM, where nobody says it and all layers have the same. */
function ordersOf(
  layers: readonly { readonly layer: { readonly type: string } }[],
  { gateOrder: given }: ModelOptions,
  inForce: string | null,
): (string | null)[] {
  if (inForce === null || !layers.some(({ layer }) => layer.type === 'lstm')) return [null];
  return given === undefined ? [inForce, ...ORDERS.filter((order) => order !== inForce)] : [inForce];
}

function permutations(letters: readonly string[]): string[] {
  if (letters.length <= 1) return [letters.join('')];
  return letters.flatMap((first) => permutations(letters.filter((letter) => letter !== first)).map((rest) => first + rest));
}
