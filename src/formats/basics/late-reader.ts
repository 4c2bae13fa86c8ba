import { LensError } from '../../model/errors.ts';

/**
 * Brings a reader that the first heat map does not need. Once it is here, it stays; after a failure the next call asks the site again.
 *
 * @param reader what it is: “reader of HDF5 files”
 * @param load `() => import('./file.ts')`
 * @throws LensError LoadError
 */
export async function loadReader<Module>(reader: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch {
    throw new LensError({
      name: 'LoadError',
      where: 'this site',
      problem: `its ${reader} could not be loaded`,
      advice: 'Check the connection and retry. If that does not help, the site may have a new version: reload the page.',
    });
  }
}
