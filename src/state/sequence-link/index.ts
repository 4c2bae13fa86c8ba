/**
 * What a link holds of a sequence of numbers, as text. The page keeps it from the beginning; what it means is known to state/numbers, which comes
 * with the first model of numbers.
 */
import { create } from 'zustand';

/** In the order in which a link holds them. */
export const SEQUENCE_PARAMETERS = [
  'site',
  'file',
  'file_name',
  'content',
  'reading',
  'alphabet',
  'vectors',
  'scaling',
  'at',
  'output',
  'output_contrast',
  'against',
  'changes',
  'span',
] as const;

type SequenceParameter = (typeof SEQUENCE_PARAMETERS)[number];
export type SequenceTexts = { readonly [parameter in SequenceParameter]?: string };

/** A part of it that could not be used. */
export interface SequenceProblem {
  readonly parameter: SequenceParameter;
  readonly found: string;
  readonly expected: string;
  readonly used: string;
}

interface SequenceLinkState {
  readonly texts: SequenceTexts;
  /** How many links were opened: each is to be put into the stores, whatever it holds. */
  readonly opened: number;
  /** Whether the model that the link asks for is not in use yet. */
  readonly awaitsModel: boolean;
  /** Of the link that was opened last. */
  readonly problems: readonly SequenceProblem[];
}

export const useSequenceLink = create<SequenceLinkState>()(() => ({
  texts: {},
  opened: 0,
  awaitsModel: false,
  problems: [],
}));

/** A link is opened. */
export function openSequenceLink(texts: SequenceTexts, awaitsModel: boolean): void {
  useSequenceLink.setState(({ opened }) => ({ texts, opened: opened + 1, awaitsModel, problems: [] }));
}
