/** What is dropped on the page goes where it belongs, by what stands in it: a file of sentences or of numbers, or the files of a model. */
import { isForSentences } from '../../engine/protocol.ts';
import { useExamples } from '../examples/index.ts';
import { type GivenFile, useLibrary, useModel, useNewModel } from '../models/index.ts';
import { useNumbersFile } from '../numbers/index.ts';

/** So much tells what a file is. */
const LOOKED_AT = 65_536;

/** `beforeSentences`: what is to happen before they are listed, or what is wrong with them is told, on the page itself. */
export async function takeDropped(given: Promise<readonly GivenFile[]>, beforeSentences: () => void): Promise<void> {
  // Whoever goes over the files of a model means it by whatever else is dropped.
  const ofModel = useLibrary.getState().isOpen && useNewModel.getState().status !== 'none';
  const numbers = ofModel ? null : await onlyNumbers(given);
  if (numbers) {
    beforeSentences();
    await useNumbersFile.getState().take(numbers);
    return;
  }
  const sentences = ofModel ? null : await onlySentences(given);
  if (!sentences) return useNewModel.getState().take(given);
  beforeSentences();
  await useExamples.getState().takeFile(sentences);
}

const OF_NUMBERS = /\.(csv|tsv|tab|npy)$/i;

/** The one file there is, if the model in use reads numbers and it may hold some. */
async function onlyNumbers(given: Promise<readonly GivenFile[]>): Promise<File | null> {
  if (useModel.getState().info?.input !== 'numbers') return null;
  const [one, ...more] = await given.catch(() => []);
  return one && more.length === 0 && OF_NUMBERS.test(one.path) && !one.path.includes('/') ? one.file : null;
}

/** The one file there is, if it is of sentences; what cannot be read is left to the models, which say so. */
async function onlySentences(given: Promise<readonly GivenFile[]>): Promise<File | null> {
  try {
    const [one, ...more] = await given;
    if (!one || more.length > 0 || one.path.includes('/')) return null;
    const begin = await one.file.slice(0, LOOKED_AT).arrayBuffer();
    return isForSentences(one.file.name, new Uint8Array(begin)) ? one.file : null;
  } catch {
    return null;
  }
}
