/** PyTorch's files (*.pt, *.pth, *.bin) as named tensors, with what they say of themselves: which weights were taken, and which modules there are. */
import type { LensError } from '../../model/errors.ts';
import type { ModelFile } from '../../model/model-data.ts';
import { formatError, listing, type NamedTensors, quote } from '../basics/index.ts';
import { type InflateBudget, openTorchFile, type PickleValue, type TorchFile } from '../containers/index.ts';
import type { ModelOptions } from '../settings/index.ts';
import { wantedWeights } from './torch-choices.ts';

/** Named tensors of any file. */
export interface NamedWeights {
  /** For people: what the file is. */
  readonly format: string;
  readonly tensors: NamedTensors;
  /** Of a whole module; else none. */
  readonly modules: TorchFile['modules'];
  /** Which of several weights in the file were taken; null: it holds but one. */
  readonly weights: Pick<TorchFile, 'taken' | 'others'> | null;
  /** What stands beside the weights in the file; null: they are all there is. */
  readonly beside: PickleValue;
  /** Where a whole module's steps over time are code: else null. */
  readonly refusal: LensError | null;
  /** A sentence each. */
  readonly notes: readonly string[];
}

/** Throws ModelFormatError. */
export function openPytorchWeights({ name, bytes }: ModelFile, options: ModelOptions, budget?: InflateBudget): NamedWeights {
  const { mapping = {}, ignored = [] } = options;
  const named = [...Object.values(mapping), ...ignored].filter((tensor) => tensor !== null && tensor !== undefined);
  const file = openTorchFile(bytes, name, { budget, named, wanted: wantedWeights(options) });
  const { tensors, modules, taken, others, whole } = file;
  return {
    format: formatOf(file),
    tensors,
    modules,
    weights: { taken, others },
    beside: whole,
    refusal: handWritten(file, name),
    notes: notesOf(file),
  };
}

function formatOf({ className, scripted }: TorchFile): string {
  if (className === null) return 'PyTorch state_dict';
  return `${scripted ? 'TorchScript program' : 'PyTorch module'} ${className.split('.').at(-1)}`;
}

function notesOf({ taken, others, className }: TorchFile): string[] {
  const several = others.length > 0;
  return [
    ...(taken.length > 1 ? [`The model was put together from ${listing(taken, placeText)}.`] : []),
    ...(several
      ? [`Several weights are in the file. Used: ${listing(taken, placeText)}. Not used: ${listing(others, placeText)}.`]
      : []),
    ...(className === null ? [] : ['The module’s code is not run, so what it does beyond its layers is not known.']),
  ];
}

function placeText(place: string): string {
  return place === '' ? 'the outermost' : quote(place);
}

/** What reads words one after another, or several at a time. */
const OVER_TIME = /^torch\.nn\.modules\.(rnn|conv)\./;

/** A cell of linear layers, which only `forward` makes recurrent: all weights are in layers of torch.nn, none of which is. */
function handWritten({ modules, tensors, className }: TorchFile, file: string): LensError | null {
  const owners = new Set([...tensors.keys()].map((name) => name.slice(0, Math.max(0, name.lastIndexOf('.')))));
  const layers = modules.filter(({ name }) => owners.has(name));
  const known = layers.length > 0 && layers.every((layer) => layer.className.startsWith('torch.nn.modules.'));
  if (!known || layers.some((layer) => OVER_TIME.test(layer.className))) return null;
  return formatError(file, 'has no recurrent layer of PyTorch', {
    expected: 'nn.LSTM, nn.GRU, nn.RNN or nn.Conv1d',
    found: `${className ?? 'a module'} of ${listing(layers.map((layer) => `${layer.name} (${layer.className.split('.').at(-1)})`))}`,
    advice: 'Steps that forward() computes itself are code, which is not run.',
  });
}
