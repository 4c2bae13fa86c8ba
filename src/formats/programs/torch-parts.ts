/** What of a file makes a network: its layers, the orders in which they fit, and what is left alone; or, all at once, why it makes none. */

import { shapeText } from '../../model/check-model.ts';
import type { LensError } from '../../model/errors.ts';
import { formatError, listing, type NamedTensors, quote, shorten } from '../basics/index.ts';
import type { TorchFile, TorchModule } from '../containers/index.ts';
import type { ModelOptions } from '../settings/index.ts';
import {
  type Block,
  type Blocks,
  type Chain,
  type EmbeddingBlock,
  findChains,
  isOverTime,
  isRecurrentTensor,
  listBlocks,
  type ModuleFacts,
  misfits,
  moduleFacts,
  type Shapes,
  sideBySide,
  tensorNames,
  withAttention,
} from '../torch/index.ts';
import { weighty } from './weighty-tensors.ts';

/** What a file of named tensors says. */
export interface NamedFile {
  readonly name: string;
  readonly tensors: NamedTensors;
  /** Of a whole module. */
  readonly modules: TorchFile['modules'];
  /** Which of several weights were taken, and which not; the outermost is ''. null: a file holds but one. */
  readonly weights: Pick<TorchFile, 'taken' | 'others'> | null;
  /** The embedding, where somebody says it: its tensor. */
  readonly embedding: string | null;
}

export interface Parts {
  readonly tensors: NamedTensors;
  readonly modules: ReadonlyMap<string, TorchModule>;
  readonly facts: ModuleFacts;
  /** null: rows of numbers are read. */
  readonly embedding: EmbeddingBlock | null;
  /** F */
  readonly width: number;
  /** One at least. */
  readonly chains: readonly Chain[];
  /** Tensors that take no part, as the user says. */
  readonly ignored: readonly string[];
}

export const SUPPORTED_LAYERS =
  'layers that follow one another: Embedding, LSTM, GRU, RNN, Conv1d, Linear, BatchNorm1d, additive attention';

/** Throws ModelFormatError. */
export function findParts(file: NamedFile, options: ModelOptions): Parts {
  const shapes = new Map([...weighty(file.tensors)].filter(([name]) => name !== file.embedding));
  const modules = new Map(file.modules.map((module) => [module.name, module]));
  if (file.embedding !== null && !file.tensors.has(file.embedding)) {
    throw formatError(`${file.name} embedding`, 'is mapped to a tensor that is not there', {
      expected: `one of ${listing([...file.tensors.keys()])}`,
      found: quote(file.embedding),
    });
  }
  refuseIgnored(file.name, [...(options.ignored ?? [])].filter(isRecurrentTensor));
  const found = listBlocks(shapes, modules);
  const whole = arrange(file, found, shapes, modules, new Set());
  const ignored = new Set((options.ignored ?? []).filter((name) => shapes.has(name)));
  if (isComplete(whole)) {
    const placed = new Set(tensorsUsed(whole));
    refuseIgnored(
      file.name,
      [...ignored].filter((name) => placed.has(name)),
    );
    return { ...whole, ignored: [...ignored] };
  }
  const rest = ignored.size === 0 ? whole : arrange(file, found, shapes, modules, ignored);
  if (isComplete(rest)) {
    refuseIgnored(file.name, continuing(rest, whole, ignored));
    return { ...rest, ignored: [...ignored] };
  }
  const [longest, ...others] = rest.chains.length > 0 ? rest.chains.slice(0, 1) : rest.partial;
  if (options.ignoreOthers && longest !== undefined && others.length === 0 && rest.obstacles.length === 0) {
    const used = new Set(tensorsUsed({ ...rest, chains: [longest] }));
    return {
      ...rest,
      chains: [longest],
      ignored: [...shapes.keys()].filter((name) => !used.has(name) && !rest.idle.includes(name)),
    };
  }
  throw refusal(file, rest, shapes);
}

interface Arranged extends Omit<Parts, 'ignored'> {
  readonly blocks: readonly Block[];
  readonly partial: readonly Chain[];
  readonly idle: readonly string[];
  /** Parameters of no known kind. */
  readonly raw: readonly string[];
  /** For messages. */
  readonly obstacles: readonly string[];
}

function isComplete({ chains, raw, obstacles }: Arranged): boolean {
  return chains.length > 0 && raw.length === 0 && obstacles.length === 0;
}

function tensorsUsed({ chains, embedding }: Pick<Parts, 'chains' | 'embedding'>): string[] {
  const [chain] = chains;
  return [...(embedding === null ? [] : tensorNames(embedding)), ...(chain?.order ?? []).flatMap(tensorNames)];
}

function arrange(
  file: NamedFile,
  found: Blocks,
  shapes: Shapes,
  modules: ReadonlyMap<string, TorchModule>,
  ignored: ReadonlySet<string>,
): Arranged {
  const { embedding, blocks: given, raw, width } = withEmbedding(file, without(found, ignored), shapes);
  const last = given.findLast(isOverTime);
  const ways = withAttention({ ...found, blocks: given, raw }, shapes, last?.gives ?? null);
  const { blocks, raw: left, obstacles, chains, partial } = firstThatFits(ways, width);
  const byName = new Map(blocks.map((block) => [block.name, block]));
  const owners = moduleOwners(file.tensors);
  const facts = moduleFacts(file.modules, byName, (module) => owners.has(module));
  const kept = obstacles.filter(({ tensors }) => !tensors.every((name) => ignored.has(name)));
  return {
    tensors: file.tensors,
    modules,
    facts,
    embedding,
    width,
    chains,
    partial,
    blocks,
    idle: found.idle,
    raw: left,
    obstacles: [...kept.map(({ text }) => text), ...facts.obstacles],
  };
}

/** The first way whose layers all fit in an order; else, for messages, the first one. */
function firstThatFits(ways: Iterable<Blocks>, width: number): Blocks & ReturnType<typeof findChains> {
  let first: (Blocks & ReturnType<typeof findChains>) | undefined;
  for (const way of ways) {
    const tried = { ...way, ...findChains(way.blocks, width) };
    if (tried.chains.length > 0) return tried;
    first ??= tried;
  }
  if (first === undefined) throw new Error('no way'); // there is always one
  return first;
}

function without(found: Blocks, ignored: ReadonlySet<string>): Blocks {
  if (ignored.size === 0) return found;
  const stays = (block: Block | EmbeddingBlock) => !tensorNames(block).every((name) => ignored.has(name));
  return {
    ...found,
    embeddings: found.embeddings.filter(stays),
    blocks: found.blocks.filter(stays),
    raw: found.raw.filter((name) => !ignored.has(name)),
  };
}

/** Every module that has tensors, or holds one that has. */
function moduleOwners(tensors: NamedTensors): ReadonlySet<string> {
  const owners = new Set<string>(['']);
  for (const name of tensors.keys()) {
    for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
      const owner = name.slice(0, end);
      if (owners.has(owner)) break;
      owners.add(owner);
    }
  }
  return owners;
}

/** The table of words: said, called so, or the matrix in front of the layers whose columns are what they read. */
function withEmbedding(
  { embedding: said, tensors }: NamedFile,
  found: Blocks,
  shapes: Shapes,
): {
  readonly embedding: EmbeddingBlock | null;
  readonly blocks: readonly Block[];
  readonly raw: readonly string[];
  readonly width: number;
} {
  if (said !== null) {
    const [rows = 0, gives = 0] = tensors.get(said)?.shape ?? [];
    const blocks = [...found.embeddings.map(asDense), ...found.blocks].filter((block) => !tensorNames(block).includes(said));
    const embedding: EmbeddingBlock = { kind: 'embedding', name: said, weight: said, rows, gives };
    return { embedding, blocks, raw: found.raw, width: gives };
  }
  const [named, ...others] = found.embeddings;
  if (named !== undefined) {
    return { embedding: named, blocks: [...others.map(asDense), ...found.blocks], raw: found.raw, width: named.gives };
  }
  const first = found.blocks.find(isOverTime) ?? found.blocks[0];
  const reads = first?.reads ?? 0;
  const table = found.blocks.find(
    (block) => block.kind === 'dense' && block.bias === null && block.reads === reads && block !== first,
  );
  const isFirst = table !== undefined && first !== undefined && found.blocks.indexOf(table) < found.blocks.indexOf(first);
  if (isFirst && table.kind === 'dense') {
    const { name, weight, gives } = table;
    const embedding: EmbeddingBlock = { kind: 'embedding', name, weight, rows: gives, gives: reads };
    return { embedding, blocks: found.blocks.filter((block) => block !== table), raw: found.raw, width: reads };
  }
  const matrix = found.raw.find((name) => shapes.get(name)?.length === 2 && shapes.get(name)?.[1] === reads);
  if (matrix !== undefined) {
    const [rows = 0] = shapes.get(matrix) ?? [];
    const embedding: EmbeddingBlock = { kind: 'embedding', name: matrix, weight: matrix, rows, gives: reads };
    return { embedding, blocks: found.blocks, raw: found.raw.filter((name) => name !== matrix), width: reads };
  }
  return { embedding: null, blocks: found.blocks, raw: found.raw, width: reads };
}

/** A second matrix that is called an embedding is a linear layer without a bias, where it fits as one. */
function asDense({ name, weight, rows, gives }: EmbeddingBlock): Block {
  return { kind: 'dense', name, reads: gives, gives: rows, weight, bias: null, isLoose: false };
}

/** Tensors of layers that are left out and read what the last one gives: then they are the output. */
function continuing({ chains }: Arranged, { blocks }: Arranged, ignored: ReadonlySet<string>): string[] {
  const last = chains[0]?.order.at(-1);
  const next = blocks.filter(({ reads }) => reads === last?.gives).flatMap(tensorNames);
  return next.filter((name) => ignored.has(name));
}

function refuseIgnored(file: string, names: readonly string[]): void {
  if (names.length === 0) return;
  throw formatError(file, 'would be a different network without tensors that are to be ignored', {
    expected: 'ignoring only tensors that take no part in the scores',
    found: listing(names),
    advice: 'Do not ignore them.',
  });
}

/** All that is wrong, in one sentence; where tensors have no place but the others make a network, that they may be left out. */
function refusal({ name }: NamedFile, parts: Arranged, shapes: Shapes): LensError {
  const { blocks, width, embedding, raw, obstacles, partial, chains } = parts;
  const [longest] = chains.length > 0 ? chains : partial;
  const left = longest === undefined ? [] : blocks.filter((block) => !longest.order.includes(block));
  const rows = longest?.order[longest.before - 1];
  const wide = left.flatMap((block) => {
    const why = rows && sideBySide(block, rows);
    return why
      ? [`${shorten(block.name)} reads ${block.reads} numbers after ${rows.gives} of ${shorten(rows.name)} (${why})`]
      : [];
  });
  // Behind a layer that is not known nothing need fit.
  const all = obstacles.length === 0 ? misfits(blocks, width, embedding?.name ?? 'the input') : [];
  const wrong = longest === undefined ? all : wide;
  const strays = [...raw, ...left.flatMap(tensorNames)];
  const described = (tensor: string) => `${shorten(tensor)} ${shapeText(shapes.get(tensor) ?? [])}`;
  if (longest !== undefined && obstacles.length + wrong.length === 0) {
    return formatError(name, 'holds tensors without a known place in the network', {
      expected: SUPPORTED_LAYERS,
      found: listing(strays, described),
      advice: 'Ignore them if they take no part in the scores.',
    });
  }
  const found = [...obstacles, ...wrong, ...raw.map(described)];
  return formatError(name, 'holds a network that cannot be explained', {
    expected: SUPPORTED_LAYERS,
    found: listing(found.length > 0 ? found : lacking(blocks), (text) => text),
    advice: 'What a program computes beyond or between these layers is not in its file.',
  });
}

function lacking(blocks: readonly Block[]): string[] {
  if (!blocks.some(isOverTime)) return ['no recurrent layer and no convolution'];
  const last = blocks.at(-1);
  if (last !== undefined && last.kind !== 'dense')
    return [`${shorten(last.name)} at the end, where a linear layer gives the scores`];
  return [`${blocks.length} layers that fit each other in no order`];
}
