/** Which sentences `npm run experiments` reads: the SST test set where it is at hand, else the built-in sentences. */
import { existsSync, readFileSync } from 'node:fs';
import type { DatasetSentence } from '../src/experiments/dataset.ts';
import type { SentenceTable } from '../src/formats/sentences/index.ts';
import { readSentences as readSentenceFile } from '../src/formats/sentences/index.ts';
import { FIVE_SENTIMENTS } from '../src/model/class-names.ts';
import { type TokenizeOptions, tokenize } from '../src/model/tokenizer.ts';
import { BUILT_IN_EXAMPLES } from '../src/state/examples/built-in.ts';
import { readSstTest } from '../src/testing/sst-test.ts';
import { isCompiled } from './compiled.ts';

const FETCHED = new URL('../public/sst/sequence_test.txt', import.meta.url);
const SST_NAME = 'SST test set';

export interface Sentences {
  readonly name: string;
  readonly isSst: boolean;
  readonly sentences: readonly DatasetSentence[];
  /** What the person has to know of them. */
  readonly notes?: readonly string[];
}

/** In the order of the file: random orders and the last bits of sums depend on it. */
export async function readSentences(tokenizer: TokenizeOptions): Promise<Sentences> {
  if (existsSync(FETCHED)) {
    const file = { name: 'public/sst/sequence_test.txt', bytes: readFileSync(FETCHED) };
    const { texts, gold } = await readSentenceFile(file, { format: 'sequence', classes: FIVE_SENTIMENTS });
    const sentences = texts.map((text, n) => ({ tokens: text.split(' '), gold: gold[n] ?? null }));
    return { name: SST_NAME, isSst: true, sentences };
  }
  const beside = isCompiled ? null : readSstTest();
  if (beside) {
    const sentences = beside.sentences.map((tokens, n) => ({ tokens, gold: beside.gold[n] ?? null }));
    return { name: SST_NAME, isSst: true, sentences };
  }
  const remedy = isCompiled ? '' : ' (npm run fetch-data gets it)';
  const sentences = BUILT_IN_EXAMPLES.map(({ text, gold }) => ({
    tokens: tokenize(text, tokenizer).map((token) => token.text),
    gold,
  }));
  const notes = [`The SST test set is not here${remedy}: the built-in sentences are used.`];
  return { name: 'built-in sentences', isSst: false, sentences, notes };
}

/** The sentences of the person's own file; a label that is none of the model's classes is not known. */
export function sentencesOf(name: string, { texts, tokenised, gold }: SentenceTable, tokenizer: TokenizeOptions): Sentences {
  const sentences = texts.map((text, n) => {
    const label = gold[n] ?? -1;
    const tokens = tokenised ? text.split(' ') : tokenize(text, tokenizer).map((token) => token.text);
    return { tokens, gold: label < 0 ? null : label };
  });
  return { name, isSst: false, sentences };
}
