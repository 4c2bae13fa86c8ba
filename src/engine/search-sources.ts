/** Which tensors are the same numbers: those of one source, and those that came out the same. */
import type { TensorSource } from '../formats/basics/index.ts';
import type { Weights } from '../model/model-data.ts';

export class SourceIds {
  readonly #ofSource = new WeakMap<TensorSource, number>();
  readonly #ofContent = new Map<string, { readonly id: number; readonly data: Weights }[]>();
  #count = 0;

  /** The first source seen of a shape with these numbers gives its id to all; plans make new sources of the same tensor. */
  idOf(source: TensorSource): number {
    const known = this.#ofSource.get(source);
    if (known !== undefined) return known;
    const id = this.#byContent(source);
    this.#ofSource.set(source, id);
    return id;
  }

  #byContent(source: TensorSource): number {
    const data = source.read();
    const key = `${source.shape.join('x')} ${hashOf(data)}`;
    const alike = this.#ofContent.get(key) ?? [];
    const same = alike.find((other) => other.data.every((value, at) => Object.is(value, data[at])));
    if (same) return same.id;
    this.#ofContent.set(key, [...alike, { id: this.#count, data }]);
    return this.#count++;
  }
}

/** FNV-1a over the numbers' bytes, 32 bits at a time. */
function hashOf(data: Weights): number {
  const words = new Uint32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
  return words.reduce((hash, word) => Math.imul(hash ^ word, 0x01000193) >>> 0, 0x811c9dc5);
}
