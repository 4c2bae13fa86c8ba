import type { SentenceEncoding, SentenceFormat } from '../../engine/protocol.ts';

/** The one table of what the formats of sentence files are called. */
export const FORMAT_NAMES: { readonly [Format in SentenceFormat]: string } = {
  lines: 'Plain lines',
  csv: 'CSV',
  tsv: 'TSV (tabs)',
  jsonl: 'JSON lines',
  json: 'JSON',
  xlsx: 'Excel workbook',
  parquet: 'Parquet',
  trees: 'SST trees',
  sequence: 'sequence_test.txt',
};

export const ENCODING_NAMES: { readonly [Encoding in SentenceEncoding]: string } = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little-endian)',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252, Latin-1 (Western European)',
  'windows-1250': 'Windows-1250 (Central European)',
  'windows-1251': 'Windows-1251 (Cyrillic)',
  'windows-1253': 'Windows-1253 (Greek)',
  'windows-1254': 'Windows-1254 (Turkish)',
  'iso-8859-2': 'ISO 8859-2 (Central European)',
  'koi8-r': 'KOI8-R (Russian)',
  shift_jis: 'Shift JIS (Japanese)',
  'euc-kr': 'EUC-KR (Korean)',
  gb18030: 'GB 18030 (Chinese)',
  big5: 'Big5 (Chinese)',
};

export const FORMATS_TAKEN =
  'Plain lines, CSV, TSV, JSON, JSON lines, Excel (.xlsx), Parquet, SST trees or the form of sequence_test.txt; up to 100,000 sentences.';

/** Beside the button. */
export const FORMATS_IN_SHORT = 'text, CSV, JSON, Excel, Parquet, trees';

/** What the file dialogue offers. */
export const FILE_TYPES = '.txt,.csv,.tsv,.tab,.jsonl,.ndjson,.json,.xlsx,.parquet,text/plain,text/csv,text/tab-separated-values';
