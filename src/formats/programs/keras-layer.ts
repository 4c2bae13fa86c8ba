/** A layer as Keras describes it. */
import { quote, shorten } from '../basics/index.ts';

export interface KerasLayer {
  /** Its class: 'LSTM'. */
  readonly kind: string;
  readonly name: string;
  readonly config: object;
  /** Names of the models it lies in, outermost first, then its own: what groups of variables are called after. */
  readonly path: readonly string[];
  /** The same by their classes, as Keras 3 names groups, without a number: ['sequential', 'lstm']. */
  readonly classPath: readonly string[];
  /** Of layers that together are one step: those that have weights. */
  readonly parts?: readonly KerasLayer[];
}

/** keras.src.utils.naming.to_snake_case */
export function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** As "dense_1" (Dense), for messages. */
export function nameLayer({ name, kind }: KerasLayer): string {
  return `${quote(name)} (${shorten(kind)})`;
}
