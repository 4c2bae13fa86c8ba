/** Whole modules (torch.save(model), TorchScript): what state_dict() would give, and what the modules' attributes say of the network. */
import { formatError, shorten } from '../basics/index.ts';
import {
  asDict,
  asRecord,
  asText,
  asTuple,
  dotted,
  type PickleDict,
  type PickleRecord,
  type PickleTensor,
  type PickleValue,
} from './pickle-values.ts';
import { nameOfGlobal } from './torch-pickle.ts';
import { asTensor } from './torch-tensors.ts';

/** A module as the file has it: a hint at what the network computes. */
export interface TorchModule {
  /** Dotted; '' for the whole. */
  readonly name: string;
  /** With its Python module: 'torch.nn.modules.rnn.LSTM'. */
  readonly className: string;
  /** Its plain attributes: mode, hidden_size, num_layers, bidirectional, batch_first, dropout, p, kernel_size, ... */
  readonly settings: Readonly<Record<string, TorchSetting>>;
}

type TorchSetting = string | number | boolean | readonly number[];

export interface ModuleContent {
  readonly tensors: readonly (readonly [name: string, tensor: PickleTensor])[];
  /** In the order in which they were made; a Sequential's is that in which they run. */
  readonly modules: readonly TorchModule[];
}

/** Modules in modules; a network of PyTorch's own has 6 or so. */
const MAX_MODULE_DEPTH = 50;

/** Whether it is an nn.Module, or what TorchScript makes of one. */
export function isModule(record: PickleRecord): boolean {
  if (isScripted(record)) return true;
  const { entries } = attributesOf(record) ?? {};
  return asDict(entries?.get('_modules')) !== null && asDict(entries?.get('_parameters')) !== null;
}

function isScripted({ name }: PickleRecord): boolean {
  return name.startsWith('__torch__');
}

/** The state is a dict of attributes, or with __slots__ a pair of such dicts. */
export function attributesOf({ state }: PickleRecord): PickleDict | null {
  return asDict(state) ?? asDict(asTuple(state)?.[0]);
}

/** 'torch.nn.modules.rnn.LSTM', also where TorchScript writes '__torch__.torch.nn.modules.rnn.___torch_mangle_1 LSTM'. */
function classNameOf({ name }: PickleRecord): string {
  return dotted(name)
    .replace(/^__torch__\./, '')
    .replace(/___torch_mangle_\d+\./g, '');
}

/**
 * The tensors and modules in `root` with dotted names.
 * @param fileSize bytes: names may have 4 x as many characters, so that modules used again and again fill no memory
 */
export function listModule(root: PickleRecord, file: string, fileSize: number): ModuleContent {
  const tensors: [string, PickleTensor][] = [];
  const modules: TorchModule[] = [];
  let left = 4 * fileSize;
  const spend = (path: string) => {
    left -= path.length + 16;
    if (left >= 0) return;
    throw formatError(file, 'has more modules than it holds bytes for', { expected: 'each module once', found: shorten(path) });
  };
  const walk = (record: PickleRecord, path: string, depth: number) => {
    if (depth > MAX_MODULE_DEPTH) {
      throw formatError(file, 'has modules nested too deep', {
        expected: `at most ${MAX_MODULE_DEPTH} levels`,
        found: shorten(path),
      });
    }
    const settings = settingsOf(record, spend);
    modules.push({ name: path, className: classNameOf(record), settings });
    for (const [name, value] of childrenOf(record)) {
      const full = path === '' ? name : `${path}.${name}`;
      const child = asRecord(value);
      const tensor = asTensor(value);
      if (tensor === null) continue;
      spend(full);
      if (child !== null && isModule(child)) walk(child, full, depth + 1);
      else tensors.push([full, tensor]);
    }
  };
  walk(root, '', 0);
  return { tensors, modules };
}

/** Parameters, the buffers that state_dict() has, and sub-modules, by name. */
function* childrenOf(record: PickleRecord): Generator<readonly [string, PickleValue]> {
  const attributes = attributesOf(record)?.entries;
  if (isScripted(record)) {
    for (const [name, value] of attributes ?? []) if (typeof name === 'string') yield [name, value];
    return;
  }
  const passing = new Set(textsOf(attributes?.get('_non_persistent_buffers_set')));
  for (const [name, value] of asDict(attributes?.get('_parameters'))?.entries ?? []) yield [String(name), value];
  for (const [name, value] of asDict(attributes?.get('_buffers'))?.entries ?? []) {
    if (!passing.has(String(name))) yield [String(name), value];
  }
  for (const [name, value] of asDict(attributes?.get('_modules'))?.entries ?? []) yield [String(name), value];
}

function textsOf(value: PickleValue | undefined): string[] {
  const items = typeof value === 'object' && value?.kind === 'list' ? value.items : [];
  return items.flatMap((item) => asText(item) ?? []);
}

const LONGEST_SETTING = 64;

function settingsOf(record: PickleRecord, spend: (name: string) => void): Readonly<Record<string, TorchSetting>> {
  const settings: [string, TorchSetting][] = [];
  for (const [name, value] of attributesOf(record)?.entries ?? []) {
    if (typeof name !== 'string' || name.startsWith('_') || name === 'training') continue;
    const setting = asSetting(value);
    if (setting === null) continue;
    spend(name);
    settings.push([name, setting]);
  }
  return Object.fromEntries(settings);
}

function asSetting(value: PickleValue): TorchSetting | null {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const text = asText(value) ?? nameOfGlobal(value);
  if (text !== null) return text.length <= LONGEST_SETTING ? text : null;
  const items = asTuple(value);
  if (items === null || items.length > 8 || !items.every((item) => typeof item === 'number')) return null;
  return items.filter((item) => typeof item === 'number');
}
