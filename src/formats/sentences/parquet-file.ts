/** Apache Parquet (https://parquet.apache.org), as data sets are published on Hugging Face. */
import { loadReader } from '../basics/index.ts';
import { damaged } from './damaged.ts';
import { Records } from './records.ts';
import { tooManySentences } from './sentence-collector.ts';
import { MAX_COLUMNS, type SentenceGrid, tooManyColumns } from './sentence-grid.ts';
import { MAX_SENTENCES, type SentenceFile } from './sentence-options.ts';

const MAGIC = [0x50, 0x41, 0x52, 0x31];

export function isParquet(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, place) => bytes[place] === byte);
}

/** @throws LensError `InputError` for what is damaged, encrypted or too large */
export async function readParquet({ name, bytes }: SentenceFile): Promise<SentenceGrid> {
  const [{ parquetMetadata, parquetReadObjects }, { compressors }] = await loadReader('reader of Parquet files', () =>
    Promise.all([import('hyparquet'), import('hyparquet-compressors')]),
  );
  const file = bytes.slice().buffer;
  const records = new Records(name);
  try {
    const metadata = parquetMetadata(file);
    const count = Number(metadata.num_rows);
    const columns = metadata.schema.length - 1;
    if (columns > MAX_COLUMNS) throw tooManyColumns(name, null, columns);
    if (count > MAX_SENTENCES) throw tooManySentences(name, null, `${count}`);
    const rows = await parquetReadObjects({ file, metadata, compressors });
    for (const [index, row] of rows.entries()) records.add(`row ${index + 1}`, row);
  } catch (error) {
    throw damaged(error, name, 'Parquet file');
  }
  return records.grid();
}
