/** What files leave open is found by the scores of the program that made them, with no more arithmetic than the networks differ by. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../formats/read-model.ts';
import type { ModelFile } from '../../model/model-data.ts';
import { Breather } from '../breather.ts';
import type { ModelOptions, ReferenceScores } from '../protocol.ts';
import { type SearchOutcome, searchReferences } from './reference-search.ts';

const FIXTURES = new URL('../../testing/fixtures/', import.meta.url);
const never = new AbortController().signal;

async function search(
  files: readonly ModelFile[],
  references: readonly ReferenceScores[],
  options: ModelOptions = {},
): Promise<SearchOutcome> {
  const breather = new Breather(never);
  try {
    return await searchReferences({ files, options, references }, breather, () => {});
  } finally {
    breather.close();
  }
}

function filesIn(folder: string): ModelFile[] {
  return readdirSync(new URL(folder, FIXTURES))
    .filter((name) => name !== 'golden.json')
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(`${folder}/${name}`, FIXTURES))) }));
}

describe('PyTorch’s golden networks are found by their scores alone', () => {
  it.each(['last-step', 'max-pool', 'mean-gru', 'stacked'])('%s', async (name) => {
    const { examples } = JSON.parse(readFileSync(new URL(`pytorch-more/${name}/golden.json`, FIXTURES), 'utf8'));
    const started = performance.now();
    const found = await search(filesIn(`pytorch-more/${name}`), examples);
    console.log(name, JSON.stringify(found, null, 1), performance.now() - started);
  });
});
