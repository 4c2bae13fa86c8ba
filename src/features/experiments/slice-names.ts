/** What slices of a data set are called, and how their figures are written. */
import type { Dataset, MeanEstimate, SentenceSlice, SliceKind } from '../../engine/experiment-protocol.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import { percent } from './figures-text.ts';

export const KIND_NAMES: Readonly<Record<SliceKind, string>> = {
  class: 'True class',
  length: 'Length, in quarters',
  phenomenon: 'Phenomenon',
  unknown: 'Unknown words',
};

/** 'negative', '10–19 words', 'Irony', 'one or more'. */
export function sliceName({ kind, from, to }: SentenceSlice, { classes, phenomena }: Dataset): string {
  if (kind === 'class') return classes[from] ?? String(from);
  if (kind === 'phenomenon') return phenomena?.names[from] ?? String(from);
  if (kind === 'unknown') return from > 0 ? 'one or more' : 'none';
  return from === to ? `${from} words` : `${from}–${to} words`;
}

/** '45.8–79.3 %'; a dash where there is no interval. */
export function percentInterval([low, high]: readonly [number, number]): string {
  return Number.isFinite(low) ? `${percent(low).replace('\u00a0%', '')}–${percent(high)}` : '–';
}

/** '0.61 (0.55 to 0.66)'; a dash where there is no value. */
export function estimateText({ count, mean, low, high }: MeanEstimate): string {
  if (count === 0) return '–';
  return Number.isFinite(low) ? `${formatFixed(mean)} (${formatFixed(low)} to ${formatFixed(high)})` : formatFixed(mean);
}

/** A row's first cells in files; the names of their columns. */
export const SLICE_COLUMNS = ['kind', 'slice', 'sentences'] as const;

export function sliceCells(slice: SentenceSlice, dataset: Dataset): (string | number)[] {
  return [slice.kind, sliceName(slice, dataset), slice.sentences.length];
}
