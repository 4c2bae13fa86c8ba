import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GivenFile } from './pages/models-page.ts';

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../public/model/${name}`, import.meta.url)));

/** The bundled model without what its right encoder says: the left one alone decides. */
export const SECOND_MODEL: readonly GivenFile[] = [
  { name: 'config.json', bytes: Buffer.from(JSON.stringify({ ...config(), name: 'Left encoder alone' })) },
  { name: 'vocab.txt', bytes: read('vocab.txt') },
  { name: 'model.safetensors', bytes: withoutRight(read('model.safetensors')) },
];

function config(): object {
  return JSON.parse(read('config.json').toString('utf8'));
}

function withoutRight(file: Buffer): Buffer {
  const data = 8 + Number(file.readBigUInt64LE());
  const header = JSON.parse(file.subarray(8, data).toString('utf8'));
  const [from, to] = header['output.right'].data_offsets;
  return Buffer.from(file).fill(0, data + from, data + to);
}
