import type { Explanation } from '../../engine/protocol.ts';
import { useModel } from '../models/index.ts';

/** What an explanation gives its values to; in the plural with an s. */
export type Unit = 'word' | 'row';

/** Of a model that reads numbers: a row of them. */
export function unitOf({ numbers }: Pick<Explanation, 'numbers'>): Unit {
  return numbers ? 'row' : 'word';
}

/** Of the model in use, while there is nothing explained yet. */
export function useUnit(): Unit {
  return useModel((state) => (state.info?.input === 'numbers' ? 'row' : 'word'));
}
