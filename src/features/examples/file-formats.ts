import type { SentenceFormat } from '../../engine/protocol.ts';

/** The one table of what the formats of sentence files are called. */
export const FORMAT_NAMES: { readonly [Format in SentenceFormat]: string } = {
  lines: 'Plain lines',
  csv: 'CSV',
  tsv: 'TSV (tabs)',
  jsonl: 'JSON lines',
  trees: 'SST trees',
  sequence: 'sequence_test.txt',
};

export const FORMATS_TAKEN =
  'Plain lines, CSV, TSV, JSON lines, SST trees or the form of sequence_test.txt; up to 100,000 sentences.';

/** Beside the button. */
export const FORMATS_IN_SHORT = 'text, CSV, TSV, JSON lines, trees';
