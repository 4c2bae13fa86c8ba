/** Helpers of the tests of sentence files. */
import { readSentences, type SentenceFile, type SentenceOptions, type SentenceTable } from '../formats/sentences/index.ts';
import { FIVE_SENTIMENTS } from '../model/class-names.ts';
import { LensError } from '../model/errors.ts';
import { type Example, fromTable } from '../state/examples/example.ts';

export function sentenceFile(text: string | Uint8Array, name = 'my.txt'): SentenceFile {
  return { name, bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text };
}

/** Read for the five classes of SST, where nothing else is said. */
export function readText(text: string, name?: string, options: Partial<SentenceOptions> = {}): Promise<SentenceTable> {
  return readSentences(sentenceFile(text, name), { classes: FIVE_SENTIMENTS, ...options });
}

/** The error that reading ends with. */
export async function refusalOf(reading: Promise<unknown>): Promise<LensError> {
  const error = await reading.then(
    () => new Error('nothing was refused'),
    (reason: unknown) => reason,
  );
  if (error instanceof LensError) return error;
  throw error;
}

/** Examples as those of a file, numbered from 1; `gold` null: not known. */
export function fromSentences(
  sentences: readonly { readonly gold: number | null; readonly tokens: readonly string[] }[],
): readonly Example[] {
  return fromTable({
    settled: {
      format: 'sequence',
      encoding: 'utf-8',
      sheets: [],
      sheet: 0,
      columns: [],
      text: 0,
      label: null,
      header: false,
      tagged: 0,
      tagsAsSpaces: false,
      labels: [],
    },
    texts: sentences.map(({ tokens }) => tokens.join(' ')),
    tokenised: true,
    gold: Int16Array.from(sentences, ({ gold }) => gold ?? -1),
    notes: [],
  });
}
