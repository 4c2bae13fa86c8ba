/** The small models that read numbers and come with the page, each with sequences and what one should see with them (training/toy_models.py). */
import { LensError } from '../../engine/protocol.ts';
import { inBlob, useModels } from '../models/index.ts';
import { useNumbersFile } from './numbers-file-store.ts';

interface SiteExample {
  /** Without its ending. */
  readonly file: string;
  readonly label: string;
  /** What one should see. */
  readonly see: string;
}

export interface SiteModel {
  readonly folder: string;
  readonly name: string;
  readonly examples: readonly SiteExample[];
}

const marked = (own: string): readonly SiteExample[] => [
  { file: 'four-numbers', label: 'four numbers', see: `${own} Numbers that are not marked get next to nothing.` },
  { file: 'eight-numbers', label: 'eight numbers', see: `${own} However long the sequence, only these two count.` },
];

export const SITE_MODELS: readonly SiteModel[] = [
  {
    folder: 'toy-addition',
    name: 'Adds two marked numbers',
    examples: marked('Each marked number gets about itself as its relevance: their sum is the value.'),
  },
  {
    folder: 'toy-subtraction',
    name: 'Subtracts the second marked number from the first',
    examples: marked('The first marked number gets about itself, the second about its negative.'),
  },
  {
    folder: 'toy-anomaly',
    name: 'Finds a step that is off in a periodic signal',
    examples: [
      { file: 'step-17-is-off', label: 'step 17 is off', see: 'Step 17, which leaves the wave, gets most by far.' },
      {
        file: 'regular',
        label: 'a regular signal',
        see: 'The model says regular, and no single step stands out as step 17 does in the other example.',
      },
    ],
  },
  {
    folder: 'toy-event',
    name: 'Finds two peaks that come together',
    examples: [
      {
        file: 'peaks-at-3-and-5',
        label: 'peaks at 3 and 5',
        see: 'The peaks at step 3 of the first signal and at step 5 of the second get most.',
      },
      { file: 'first-alone-at-9', label: 'the first alone', see: 'One peak without the other is no event.' },
      { file: 'second-alone-at-3', label: 'the second alone', see: 'One peak without the other is no event.' },
      { file: 'peaks-at-13-and-20', label: 'peaks far apart', see: 'Both peaks are there, but too far apart to be an event.' },
    ],
  },
];

/** Takes the model into use and its sequence as the file. @throws LensError LoadError where the site does not give them */
export async function openSiteExample({ folder, name }: SiteModel, { file, see }: SiteExample): Promise<void> {
  const rows = await fetched(folder, `${file}.csv`);
  await takeSiteModel({ folder, name });
  await useNumbersFile.getState().take(new File([new Uint8Array(rows.bytes)], rows.name), { site: folder, see });
}

/** Takes the model into use. @throws LensError LoadError where the site does not give it */
export async function takeSiteModel({ folder, name }: Pick<SiteModel, 'folder' | 'name'>): Promise<void> {
  const files = await Promise.all(['config.json', 'model.safetensors'].map((one) => fetched(folder, one)));
  const kept = useModels.getState().models.find((model) => model.name === name);
  const isThere = kept !== undefined && (await useModels.getState().choose(kept.id));
  if (!isThere) await useModels.getState().add(files.map(inBlob), {}, 'files');
}

async function fetched(folder: string, name: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const url = new URL(`model/${folder}/${name}`, document.baseURI).href;
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok) {
    throw new LensError({
      name: 'LoadError',
      where: url,
      problem: 'this file of the site could not be fetched',
      found: answer ? `HTTP ${answer.status}` : 'no answer',
      advice: 'Check the connection and try again.',
    });
  }
  return { name, bytes: new Uint8Array(await answer.arrayBuffer()) };
}
