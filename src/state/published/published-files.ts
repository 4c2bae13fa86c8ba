/** The published model's files and what is known of each beforehand. */
import type { ModelOptions, PublishedFile } from '../../engine/protocol.ts';
import { publishedFile } from '../examples/index.ts';
import sst from '../examples/sst-constants.json';

export interface KnownFile extends PublishedFile {
  /** Within the repository. */
  readonly path: string;
  /** Exact where the SHA-256 is known, else as told by those who have the file. */
  readonly bytes: number;
}

const UPSTREAM = 'https://raw.githubusercontent.com/ArrasL/LRP_for_LSTM/master/';
export const UPSTREAM_HOST = new URL(UPSTREAM).host;
export const UPSTREAM_PAGE = 'https://github.com/ArrasL/LRP_for_LSTM';

function modelFile(name: string, bytes: number, sha256: string | null, maxBytes = bytes): KnownFile {
  const path = `model/${name}`;
  return { name, path, url: `${UPSTREAM}${path}`, sha256, bytes, maxBytes };
}

export const TEST_SET: KnownFile = { ...publishedFile(sst), path: `data/${sst.fileName}`, bytes: sst.bytes };

/** The small ones first: what is wrong with the way there shows early. */
export const ALL_FILES: readonly KnownFile[] = [
  modelFile('vocab', 212_904, 'ab600f362ff5024d2688e207c407d33c35e53cd5eff2d28d2d53a4083c9f17b2'),
  modelFile('model', 473_896, '9c0eee8c1b526d71f9c61402446cc4fbbd16aa810e36c767a9d944145a187c8e'),
  TEST_SET,
  // 19,538 words x 60 numbers of 8 bytes, and a header of 80 or 128 bytes; nobody of this project could hash it.
  modelFile('embeddings.npy', 9_378_368, null, 9_400_000),
];

const MODEL_NAME = 'published LSTM (Li et al. 2016)';

/** What the files do not say themselves. */
export const MODEL_OPTIONS: ModelOptions = {
  name: MODEL_NAME,
  classes: ['very negative', 'negative', 'neutral', 'positive', 'very positive'],
};
