/** What a pickle is read into: plain data, tagged by `kind`; nothing in it can be run. */
import type { Weights } from '../../model/model-data.ts';
import { decodeLatin1, type NumberType, tryUtf8 } from '../basics/index.ts';

export type PickleValue =
  | null
  | boolean
  | number
  | string
  | PickleBytes
  | PickleSequence
  | PickleDict
  | PickleArray
  | PickleDtype
  | PickleStorage
  | PickleTensor
  | PickleRecord
  | PickleGlobal;

export interface PickleBytes {
  readonly kind: 'bytes';
  readonly bytes: Uint8Array;
  /** A Python 2 `str`: bytes that may be meant as text. */
  readonly maybeText: boolean;
  /** Kept by asText, so that a string used many times is decoded once. */
  text?: string;
}

export interface PickleSequence {
  readonly kind: 'list' | 'tuple';
  readonly items: PickleValue[];
  depth: number;
}

export type PickleKey = string | number | boolean;

export interface PickleDict {
  readonly kind: 'dict';
  readonly entries: Map<PickleKey, PickleValue>;
  depth: number;
}

/** A numpy array, row-major. Empty until its BUILD opcode. */
export interface PickleArray {
  readonly kind: 'ndarray';
  shape: readonly number[];
  data: Weights;
  /** Its elements where they are strings or objects; `data` is empty then. */
  items?: readonly PickleValue[];
}

export interface PickleDtype {
  readonly kind: 'dtype';
  readonly type: NumberType;
  littleEndian: boolean;
  /** What its elements are where they are no numbers: text in UTF-32, bytes, or objects; `type` tells their width alone. */
  readonly elements?: 'text' | 'bytes' | 'objects';
}

/** Numbers of a torch tensor, which stand in a file of their own beside the pickle. */
export interface PickleStorage {
  readonly kind: 'storage';
  readonly type: NumberType;
  /** Numbers in it. */
  readonly count: number;
  /** Its bytes, little-endian or not as the file says; unpacked and checked when they are asked for. */
  readonly read: () => Uint8Array;
}

/** A view of a storage. Its numbers are read only when they are needed. */
export interface PickleTensor {
  readonly kind: 'tensor';
  readonly storage: PickleStorage;
  /** In numbers, not bytes; as the strides are. */
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** An object of a class that is not run here: what the pickle says of it, and nothing more (pickle-records.ts). */
export interface PickleRecord {
  readonly kind: 'record';
  /** 'module name'. */
  readonly name: string;
  readonly args: readonly PickleValue[];
  /** What BUILD gives it: as a rule a dict of its attributes. */
  state: PickleValue;
  /** Its own items, where the class is a kind of dict or list. */
  entries: PickleDict | null;
  items: PickleSequence | null;
  depth: number;
}

/** A name from the allow-list (pickle-globals.ts), or of a class that is read as a record. */
interface PickleGlobal {
  readonly kind: 'global';
  readonly name: string;
}

/**
 * The string that `value` stands for, or null. A Python 2 `str` is UTF-8 if it is valid UTF-8, else Latin-1, as
 * pickle.load(encoding='latin1') has it.
 */
export function asText(value: PickleValue): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value?.kind !== 'bytes' || !value.maybeText) return null;
  value.text ??= tryUtf8(value.bytes) ?? decodeLatin1(value.bytes);
  return value.text;
}

/** The items of a tuple, or null. */
export function asTuple(value: PickleValue | undefined): readonly PickleValue[] | null {
  return typeof value === 'object' && value?.kind === 'tuple' ? value.items : null;
}

export function asDict(value: PickleValue | undefined): PickleDict | null {
  return typeof value === 'object' && value?.kind === 'dict' ? value : null;
}

export function asRecord(value: PickleValue | undefined): PickleRecord | null {
  return typeof value === 'object' && value?.kind === 'record' ? value : null;
}

/** 'torch.nn.modules.rnn LSTM' as Python writes it. */
export function dotted(name: string): string {
  return name.replace(' ', '.');
}

/** For messages: what Python calls the type. */
export function kindOf(value: PickleValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'None';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'a number';
  return value.kind === 'global' || value.kind === 'record' ? value.name : value.kind;
}

/** How deep containers are nested in `value`; 0 for what is not a container. */
export function depthOf(value: PickleValue): number {
  return typeof value === 'object' && value !== null && 'depth' in value ? value.depth : 0;
}
