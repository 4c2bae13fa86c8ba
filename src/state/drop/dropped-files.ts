/** What is dropped on the page goes where it belongs, by what stands in it: a session, a file of sentences or of numbers, or the files of a model. */
import { isForSentences } from '../../engine/protocol.ts';
import { useExamples } from '../examples/index.ts';
import { type GivenFile, useLibrary, useModel, useNewModel } from '../models/index.ts';
import { useNumbersFile } from '../numbers/index.ts';
import { isSession, useSession } from '../session/index.ts';

/** So much tells what a file is. */
const LOOKED_AT = 65_536;

/** `clearTheWay`: what is to happen before something is told, or listed, on the page itself. */
export async function takeDropped(given: Promise<readonly GivenFile[]>, clearTheWay: () => void): Promise<void> {
  const session = await onlyFile(given, (begin) => isSession(new TextDecoder().decode(begin)));
  if (session) {
    clearTheWay();
    return useSession.getState().open(session);
  }
  // Whoever goes over the files of a model means it by whatever else is dropped.
  const ofModel = useLibrary.getState().isOpen && useNewModel.getState().status !== 'none';
  const numbers = ofModel ? null : await onlyNumbers(given);
  if (numbers) {
    clearTheWay();
    await useNumbersFile.getState().take(numbers);
    return;
  }
  const sentences = ofModel ? null : await onlyFile(given, (begin, name) => isForSentences(name, begin));
  if (!sentences) return useNewModel.getState().take(given);
  clearTheWay();
  await useExamples.getState().takeFile(sentences);
}

const OF_NUMBERS = /\.(csv|tsv|tab|npy)$/i;

/** The one file there is, if the model in use reads numbers and it may hold some. */
async function onlyNumbers(given: Promise<readonly GivenFile[]>): Promise<File | null> {
  if (useModel.getState().info?.input !== 'numbers') return null;
  const [one, ...more] = await given.catch(() => []);
  return one && more.length === 0 && OF_NUMBERS.test(one.path) && !one.path.includes('/') ? one.file : null;
}

/** The one file there is, if it is of that kind; what cannot be read is left to the models, which say so. */
async function onlyFile(
  given: Promise<readonly GivenFile[]>,
  isOfKind: (begin: Uint8Array, name: string) => boolean,
): Promise<File | null> {
  try {
    const [one, ...more] = await given;
    if (!one || more.length > 0 || one.path.includes('/')) return null;
    const begin = await one.file.slice(0, LOOKED_AT).arrayBuffer();
    return isOfKind(new Uint8Array(begin), one.file.name) ? one.file : null;
  } catch {
    return null;
  }
}
