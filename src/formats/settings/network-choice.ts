/** What a file leaves open of a network, and what is taken. */
import type { Layer } from '../../model/layers.ts';
import { formatError, listing, quote } from '../basics/index.ts';

/** One thing that the file leaves open. */
export interface NetworkChoice {
  /** The same for every file of the kind: 'readout', 'direction', 'activation.fc1', 'output', 'gates', 'reset', 'order', 'weights'. */
  readonly key: string;
  /** For people. */
  readonly label: string;
  readonly options: readonly ChoiceOption[];
  /** Of the option in force. */
  readonly value: string;
  readonly said: 'user' | 'file' | 'guess';
}

interface ChoiceOption {
  readonly value: string;
  readonly label: string;
}

/** What the user has chosen: key to value. */
export type Choices = Readonly<Record<string, string>>;

/** A layer as a diagram shows it. */
export interface OpenedLayer {
  readonly layer: Layer;
  /** What the file calls it. */
  readonly from: string;
  /** Names of its tensors in the file. */
  readonly tensors: readonly string[];
}

/** The choice with the user's value in force, where that is one of its options; `refuseChoices` tells those that are none. */
export function chooseFrom(choice: NetworkChoice, { choices = {} }: { readonly choices?: Choices | undefined }): NetworkChoice {
  const given = Object.hasOwn(choices, choice.key) ? choices[choice.key] : undefined;
  if (given === undefined || !choice.options.some(({ value }) => value === given)) return choice;
  return { ...choice, value: given, said: 'user' };
}

/** Throws a ModelFormatError that names every key that is none of `known`, and every value that is no option. */
export function refuseChoices(given: Choices, known: readonly NetworkChoice[]): void {
  const wrong = Object.entries(given).filter(([key, value]) => {
    const choice = known.find((one) => one.key === key);
    return choice === undefined || !choice.options.some((option) => option.value === value);
  });
  if (wrong.length === 0) return;
  const offers = known.map(({ key, options }) => `${key}=${options.map(({ value }) => value).join('|')}`);
  throw formatError('choices', 'do not fit what the files leave open', {
    expected: offers.length === 0 ? 'none: the files say it all' : listing(offers),
    found: listing(wrong.map(([key, value]) => `${key}=${quote(value)}`)),
  });
}
