/** The networks of the experiment with known answers, as the site has them. */
import { readFileSync } from 'node:fs';
import type { ToyTask } from '../experiments/defaults.ts';
import type { ModelFile } from '../model/model-data.ts';

const TOY_FILES = ['config.json', 'model.safetensors'] as const;

/** @param name of a folder in public/model, such as toy-event */
export function toyFiles(name: `toy-${ToyTask | 'anomaly' | 'event'}`): ModelFile[] {
  return TOY_FILES.map((file) => ({
    name: file,
    bytes: new Uint8Array(readFileSync(new URL(`../../public/model/${name}/${file}`, import.meta.url))),
  }));
}
