/** Which of the things in a checkpoint are the weights. */
import { formatError, listing, quote } from '../basics/index.ts';
import {
  asDict,
  asRecord,
  kindOf,
  type PickleDict,
  type PickleRecord,
  type PickleTensor,
  type PickleValue,
} from './pickle-values.ts';
import { attributesOf, isModule, listModule, type ModuleContent, type TorchModule } from './torch-modules.ts';
import { SAVE_ADVICE } from './torch-pickle.ts';
import { mayBeWeight } from './torch-storages.ts';
import { asTensor } from './torch-tensors.ts';

/** Where training scripts keep the weights, those that are meant first. */
const USUAL_KEYS = ['state_dict', 'model_state_dict', 'model', 'model_state', 'net', 'network', 'weights', 'params'];
/** Running averages of the weights, and other copies of them. */
const COPIES = /(^|[._])(ema|swa|avg|averaged?|shadow|teacher|target|best|last|old|prev(ious)?)([._]|$)/i;

/** A state_dict, or a module, somewhere in a file. */
interface Candidate extends ModuleContent {
  /** Keys from the outside in. */
  readonly path: readonly string[];
}

export interface TorchWeights {
  readonly tensors: readonly (readonly [name: string, tensor: PickleTensor])[];
  readonly modules: readonly TorchModule[];
  /** Where they stand in the file, 'state.net'; '' for the file itself. Several: parts that were put together. */
  readonly taken: readonly string[];
  /** Where others stand that were not taken. */
  readonly others: readonly string[];
}

interface Source {
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** The place that the user wants; undefined: what is usual. */
  readonly wanted: string | undefined;
  /** Tensors that a TorchScript program keeps beside its modules. */
  readonly constants: number;
}

/** Throws ModelFormatError where there are no weights. */
export function findWeights(root: PickleValue, source: Source): TorchWeights {
  const candidates = listCandidates(root, source);
  const { wanted } = source;
  if (wanted === undefined && areParts(candidates)) return joinParts(candidates);
  const [usual] = [...candidates].sort(compareCandidates);
  const chosen = wanted === undefined ? usual : candidates.find(({ path }) => placeOf(path) === wanted);
  if (chosen === undefined) throw wanted === undefined ? noWeights(root, source) : notThere(wanted, candidates, source);
  return {
    tensors: chosen.tensors,
    modules: chosen.modules,
    taken: [placeOf(chosen.path)],
    others: candidates.filter((candidate) => candidate !== chosen).map(({ path }) => placeOf(path)),
  };
}

function placeOf(path: readonly string[]): string {
  return path.join('.');
}

function noWeights(root: PickleValue, { file, constants }: Source) {
  if (constants > 0) {
    return formatError(
      file,
      'is a TorchScript program whose weights are constants of its code, without names (torch.jit.freeze)',
      {
        expected: 'a program that was not frozen, or a state_dict',
        found: `${constants} constants`,
        advice: `${SAVE_ADVICE} Nothing in the file was run.`,
      },
    );
  }
  const dict = asDict(root);
  return formatError(file, 'does not hold a state_dict', {
    expected:
      dict === null
        ? 'a dict of tensors'
        : `tensors, or a dict of them under ${listing(USUAL_KEYS.slice(0, 3).map((key) => `"${key}"`))}`,
    found: dict === null ? kindOf(root) : listing([...dict.entries.keys()].map(String)),
    advice: SAVE_ADVICE,
  });
}

function notThere(wanted: string, candidates: readonly Candidate[], { file }: Source) {
  return formatError(file, `does not hold weights under ${quote(wanted)}`, {
    expected: listing(candidates.map(({ path }) => quote(placeOf(path)))),
    found: quote(wanted),
  });
}

/** Each container is looked at once, however often it occurs. */
function listCandidates(root: PickleValue, { file, size }: Source): Candidate[] {
  const candidates: Candidate[] = [];
  const seen = new Set<PickleValue>();
  const walk = (value: PickleValue, path: readonly string[]) => {
    if (typeof value !== 'object' || value === null || seen.has(value) || path.length > MAX_PATH) return;
    seen.add(value);
    const record = asRecord(value);
    if (record !== null && isModule(record)) {
      const content = listModule(record, file, size);
      if (content.tensors.some(([, tensor]) => mayBeWeight(tensor))) candidates.push({ ...content, path });
      return;
    }
    const dict = record === null ? asDict(value) : attributesOf(record);
    if (isOptimizer(record, dict)) return;
    const tensors = dict === null ? [] : listTensors(dict);
    if (tensors.some(([, tensor]) => mayBeWeight(tensor))) candidates.push({ tensors, modules: [], path });
    for (const [key, child] of childrenOf(value, record, dict)) walk(child, [...path, key]);
  };
  walk(root, []);
  const real = candidates.filter(({ tensors }) => tensors.some(([, { shape }]) => shape.length > 0));
  return real.length > 0 ? real : candidates; // a loss beside the weights is no other model
}

/** Far beyond any checkpoint. */
const MAX_PATH = 20;

function* childrenOf(value: PickleValue, record: PickleRecord | null, dict: PickleDict | null): Generator<[string, PickleValue]> {
  for (const [key, child] of dict?.entries ?? []) yield [String(key), child];
  for (const [key, child] of record?.entries?.entries ?? []) yield [String(key), child];
  const list = typeof value === 'object' && (value?.kind === 'list' || value?.kind === 'tuple') ? value : record?.items;
  for (const [index, child] of list?.items.entries() ?? []) yield [String(index), child];
}

function isOptimizer(record: PickleRecord | null, dict: PickleDict | null): boolean {
  return record?.name.startsWith('torch.optim.') === true || dict?.entries.has('param_groups') === true;
}

function listTensors(dict: PickleDict): [string, PickleTensor][] {
  const tensors: [string, PickleTensor][] = [];
  for (const [name, value] of dict.entries) {
    const tensor = asTensor(value);
    if (typeof name === 'string' && tensor !== null) tensors.push([name, tensor]);
  }
  return tensors;
}

/** The usual keys first, then what is no copy, then the outermost, then the largest. */
function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    usualness(a) - usualness(b) ||
    Number(isCopy(a)) - Number(isCopy(b)) ||
    a.path.length - b.path.length ||
    b.tensors.length - a.tensors.length
  );
}

function usualness({ path }: Candidate): number {
  const index = USUAL_KEYS.indexOf(path.at(-1) ?? '');
  return index < 0 ? USUAL_KEYS.length : index;
}

function isCopy({ path }: Candidate): boolean {
  return path.some((key) => COPIES.test(key));
}

/**
 * {'lstm': lstm.state_dict(), 'fc': fc.state_dict()}: a dict of single layers, whose tensors have no dots in their names and are not the
 * same in each, is one model.
 */
function areParts(candidates: readonly Candidate[]): boolean {
  const parents = new Set(candidates.map(({ path }) => placeOf(path.slice(0, -1))));
  const contents = new Set(candidates.map(({ tensors }) => JSON.stringify(tensors.map(([name, { shape }]) => [name, shape]))));
  return (
    candidates.length > 1 &&
    parents.size === 1 &&
    contents.size > 1 &&
    candidates.every(
      (candidate) =>
        candidate.path.length > 0 &&
        usualness(candidate) === USUAL_KEYS.length &&
        !isCopy(candidate) &&
        candidate.tensors.every(([name]) => !name.includes('.')),
    )
  );
}

function joinParts(parts: readonly Candidate[]): TorchWeights {
  const nameIn = ({ path }: Candidate, name: string) => [path.at(-1) ?? '', name].filter((part) => part !== '').join('.');
  return {
    tensors: parts.flatMap((part) => part.tensors.map(([name, tensor]) => [nameIn(part, name), tensor] as const)),
    modules: parts.flatMap((part) => part.modules.map((module) => ({ ...module, name: nameIn(part, module.name) }))),
    taken: parts.map(({ path }) => placeOf(path)),
    others: [],
  };
}
