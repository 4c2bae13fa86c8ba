/** Models that pickle, joblib or dill wrote: not read, but called what they are. */
import type { LensError } from '../model/errors.ts';
import type { ModelFile } from '../model/model-data.ts';
import { decodeLatin1, formatError } from './basics/index.ts';
import { baseName, kindOfContent } from './containers/index.ts';

/** So much of a pickle names what it is of. */
const LOOKED_AT = 65_536;

const SAVE_AGAIN = 'Load it in Python as it was saved, and save the weights again: ';

/** What the pickle names, what it is then, and what to do. */
const MODELS: readonly (readonly [names: RegExp, what: string, advice: string])[] = [
  [
    /torch\._utils|torch\.nn\.modules|torch\.storage/,
    'of a PyTorch model that pickle, joblib or dill wrote',
    `${SAVE_AGAIN}torch.save(model.state_dict(), "model.pt").`,
  ],
  [
    /keras\.(src\.)?(engine|models|layers|saving)|tensorflow\.python/,
    'of a Keras model that pickle or joblib wrote',
    `${SAVE_AGAIN}model.save("model.keras").`,
  ],
  [
    /sklearn\.(?!preprocessing\._?label)|xgboost|lightgbm|catboost/,
    'of a model of scikit-learn or its like, which is no recurrent network',
    'Give the weights of a recurrent network.',
  ],
  [/gensim\./, 'of gensim’s word vectors, which are no network', 'Give the weights of the network that reads them.'],
];

/** What a pickle of a model is, as in "model.pkl is …"; null: it is none. */
export function pickledKind({ name, bytes }: ModelFile): { readonly name: string; readonly advice: string } | null {
  if (!/\.(pkl|pickle|p|joblib|dill|sav|pt|pth|bin|model)$/i.test(name) || kindOfContent(bytes) !== 'pickle') return null;
  const start = decodeLatin1(bytes.subarray(0, LOOKED_AT));
  const [, what, advice] = MODELS.find(([names]) => names.test(start)) ?? [];
  return what === undefined || advice === undefined ? null : { name: `a pickle ${what}`, advice };
}

/** The first of the files that is one; null: none is. */
export function pickledModel(files: readonly ModelFile[]): LensError | null {
  for (const file of files) {
    const kind = pickledKind(file);
    if (kind === null) continue;
    return formatError(baseName(file.name), `is ${kind.name}`, {
      expected: 'weights of a recurrent network: what torch.save writes, .safetensors, .keras or .h5',
      found: 'a Python pickle',
      advice: kind.advice,
    });
  }
  return null;
}
