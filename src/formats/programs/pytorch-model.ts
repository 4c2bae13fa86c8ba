/** PyTorch's files (*.pt, *.pth, *.bin) as named tensors, with what they say of themselves: which weights were taken, and what else computes. */
import type { LensError } from '../../model/errors.ts';
import type { ModelFile } from '../../model/model-data.ts';
import { formatError, listing, type NamedTensors, quote } from '../basics/index.ts';
import { type InflateBudget, openTorchFile, type TorchFile } from '../containers/index.ts';
import type { ModelOptions } from '../settings/index.ts';

interface PytorchWeights {
  /** For people: what the file is. */
  readonly format: string;
  readonly tensors: NamedTensors;
  /** Where a whole module says that it computes more than its weights tell; else null. */
  readonly refusal: LensError | null;
  /** Which of several weights were taken, a sentence each. */
  readonly notes: readonly string[];
}

/** Throws ModelFormatError. */
export function openPytorchWeights(
  { name, bytes }: ModelFile,
  { mapping = {}, ignored = [] }: ModelOptions,
  budget?: InflateBudget,
): PytorchWeights {
  const named = [...Object.values(mapping), ...ignored].filter((tensor) => tensor !== null && tensor !== undefined);
  const file = openTorchFile(bytes, name, { budget, named });
  return {
    format: formatOf(file),
    tensors: file.tensors,
    refusal: handWritten(file, name) ?? refusalOf(file, name),
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
      ? [`Several weights are in the file. Taken: ${listing(taken, placeText)}. Left alone: ${listing(others, placeText)}.`]
      : []),
    ...(className === null
      ? []
      : ['The weights alone were taken from the module: what its code does beyond its layers is not known.']),
  ];
}

function placeText(place: string): string {
  return place === '' ? 'the outermost' : quote(place);
}

function nameWithClass({ name, className }: TorchFile['modules'][number]): string {
  return `${name} (${className.split('.').at(-1)})`;
}

/** A cell of linear layers, which only `forward` makes recurrent: all weights are in layers of torch.nn, none of which is. */
function handWritten({ modules, tensors, className }: TorchFile, file: string): LensError | null {
  const owners = new Set([...tensors.keys()].map((name) => name.slice(0, Math.max(0, name.lastIndexOf('.')))));
  const layers = modules.filter(({ name }) => owners.has(name));
  const known = layers.length > 0 && layers.every((layer) => layer.className.startsWith('torch.nn.modules.'));
  if (!known || layers.some((layer) => layer.className.startsWith('torch.nn.modules.rnn.'))) return null;
  return formatError(file, 'has no recurrent layer of PyTorch', {
    expected: 'nn.LSTM',
    found: `${className ?? 'a module'} of ${listing(layers.map(nameWithClass))}`,
    advice: 'Steps that forward() takes by hand are code, which is not run.',
  });
}

/** Modules of torch.nn without weights that change nothing at inference, or hold others, or compute a loss. */
const WITHOUT_EFFECT = /^torch\.nn\.modules\.(dropout|container|loss)\.|\.Identity$/;
/** What makes probabilities of scores, at the end. */
const OUTPUTS = /^torch\.nn\.modules\.activation\.(Sigmoid|Softmax|LogSoftmax|LogSigmoid)$/;

/** Activations that a module keeps as functions. */
const FUNCTIONS =
  /^torch\.(nn\.functional\.)?(relu|relu6|tanh|elu|selu|celu|gelu|silu|mish|leaky_relu|hardtanh|softplus|softsign)_?$/;

/** An activation or pooling that the file names is part of the network, though no tensor tells of it. */
function refusalOf({ modules, tensors }: TorchFile, file: string): LensError | null {
  const names = [...tensors.keys()];
  const hasWeights = (module: string) => names.some((name) => module === '' || name.startsWith(`${module}.`));
  const lastWeights = modules.findLastIndex(({ name, className }) => className.startsWith('torch.nn.') && hasWeights(name));
  const computing = modules.filter(({ name, className }, index) => {
    if (!className.startsWith('torch.nn.') || hasWeights(name) || WITHOUT_EFFECT.test(className)) return false;
    return !OUTPUTS.test(className) || index < lastWeights;
  });
  const functions = modules.flatMap(({ name, settings }) =>
    Object.entries(settings).flatMap(([key, value]) => {
      if (typeof value !== 'string' || !FUNCTIONS.test(value)) return [];
      return [`${name === '' ? '' : `${name}.`}${key} (${value})`];
    }),
  );
  const found = computing.map(nameWithClass).concat(functions);
  if (found.length === 0) return null;
  return formatError(file, 'has layers beyond the form that is explained', {
    expected: 'one LSTM layer and one linear layer on its last state',
    found: listing(found),
  });
}
