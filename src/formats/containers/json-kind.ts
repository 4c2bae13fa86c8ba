/** What a JSON file describes, told by its beginning: Keras' and TensorFlow.js' descriptions have whatever names their owners give them. */
import { decodeLatin1 } from '../basics/index.ts';

/** keras: layers alone, as model.to_json() and a .keras have them. tfjs: a model of TensorFlow.js, whose weights lie in other files. */
export type JsonKind = 'keras' | 'tfjs';

const LOOKED_AT = 65_536;
const KNOWN = new WeakMap<Uint8Array, JsonKind | null>();

/** null: neither. */
export function kindOfJson({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): JsonKind | null {
  if (!/\.json$/i.test(name)) return null;
  const known = KNOWN.get(bytes);
  if (known !== undefined) return known;
  const kind = told(decodeLatin1(bytes.subarray(0, LOOKED_AT)));
  KNOWN.set(bytes, kind);
  return kind;
}

function told(start: string): JsonKind | null {
  if (/^[^{]*\{[^{}[\]]*"class_name"\s*:\s*"Tokenizer"/.test(start)) return null;
  // Of JSON within a JSON text, quotes are escaped.
  const text = start.replaceAll('\\"', '"');
  if (/"(modelTopology|weightsManifest)"\s*:/.test(text)) return 'tfjs';
  return /"class_name"\s*:\s*"(Sequential|Functional|Model)"/.test(text) ? 'keras' : null;
}
