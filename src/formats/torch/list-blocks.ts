/** The parts of a file of named tensors: what each module is, told by the names and shapes of its tensors, and by its class where a whole module says it. */
import { shapeText } from '../../model/check-model.ts';
import { listing, shorten } from '../basics/index.ts';
import type { TorchModule } from '../containers/index.ts';
import type { Block, Blocks, EmbeddingBlock, Obstacle, Shapes } from './block.ts';
import { findRecurrent, isRecurrentTensor } from './recurrent-blocks.ts';

const LEAF =
  /^(?:(.*?)([._/]))?(weight|bias|running_mean|running_var|num_batches_tracked|weight_g|weight_v|in_proj_weight|in_proj_bias|bias_k|bias_v|scale|zero_point)$/;
const EMBEDDING = /(^|[^a-z])emb(ed|eds)?(?![a-z])|embedding|lookup|glove|word_?vec/i;
const OF_TORCH = /^torch\.nn\.modules\./;

/** The tensors of one module, by the last part of their names. */
interface Group {
  readonly owner: string;
  readonly leaves: Map<string, string>;
  readonly first: string;
  /** Whether 'att_weight' is a name of its own, not one of a module's. */
  readonly isLoose: boolean;
}

/** Whether a name says that the tensor is an embedding's. */
function isEmbeddingName(name: string): boolean {
  return EMBEDDING.test(name);
}

/** Every tensor stands in one of the lists. `modules`: of a whole module, by name. */
export function listBlocks(shapes: Shapes, modules: ReadonlyMap<string, TorchModule>): Blocks {
  const recurrent = new Map(findRecurrent(shapes).map(({ block, first }) => [first, block]));
  const { groups, raw } = groupNames(shapes);
  const swallowed = transformers(groups);
  const embeddings: EmbeddingBlock[] = [];
  const blocks: Block[] = [];
  const idle: string[] = [];
  const states = raw.filter((name) => LEARNED_STATE.test(name));
  const obstacles: Obstacle[] = [...swallowed.obstacles, ...states.map(learnedState)];
  for (const name of shapes.keys()) {
    const group = groups.get(name);
    const part = recurrent.get(name) ?? (group && !swallowed.owners.has(group.owner) ? partOf(group, shapes, modules) : null);
    if (part === null || part === undefined) continue;
    if ('text' in part) obstacles.push(part);
    else if (part.kind === 'embedding') embeddings.push(part);
    else blocks.push(part);
    const counter = group?.leaves.get('num_batches_tracked');
    if (counter !== undefined) idle.push(counter);
  }
  return { embeddings, blocks, raw: raw.filter((name) => !LEARNED_STATE.test(name)), idle, obstacles };
}

/** States before the first word are 0 here. */
const LEARNED_STATE = /(^|[._/])([hc]_?0|(init|initial)_?(h|c|hidden|cell|states?)(_?0)?|(hidden|cell|state)_?init)$/i;

function learnedState(name: string): Obstacle {
  return { text: `${shorten(name)} (a first state that is learned)`, tensors: [name] };
}

/** By the first tensor of each. */
function groupNames(shapes: Shapes): { readonly groups: ReadonlyMap<string, Group>; readonly raw: readonly string[] } {
  const byOwner = new Map<string, Group>();
  const raw: string[] = [];
  for (const name of shapes.keys()) {
    if (isRecurrentTensor(name)) continue;
    const [, owner = '', separator = '.', leaf] = LEAF.exec(name) ?? [];
    if (leaf === undefined) {
      raw.push(name);
      continue;
    }
    const isLoose = separator === '_';
    const key = `${owner}${isLoose ? '_' : ''}`;
    const group = byOwner.get(key) ?? { owner, leaves: new Map(), first: name, isLoose };
    byOwner.set(key, group);
    group.leaves.set(leaf, name);
  }
  return { groups: new Map([...byOwner.values()].map((group) => [group.first, group])), raw };
}

/** Attention of several heads, with what a Transformer's layer has around it. */
function transformers(groups: ReadonlyMap<string, Group>): {
  readonly owners: ReadonlySet<string>;
  readonly obstacles: Obstacle[];
} {
  const prefixes = [...groups.values()].flatMap(({ owner, leaves }) => {
    if (!leaves.has('in_proj_weight')) return [];
    const around = owner.replace(/(^|\.)(self_attn|multihead_attn)$/, '');
    return [{ owner, prefix: around === '' || around === owner ? owner : around }];
  });
  const owners = new Set<string>();
  const obstacles = new Map<string, string[]>();
  if (prefixes.length === 0) return { owners, obstacles: [] };
  const byPrefix = new Map(prefixes.map(({ owner, prefix }) => [prefix, owner]));
  for (const { owner, leaves } of groups.values()) {
    const prefix = ancestors(owner).find((name) => byPrefix.has(name));
    if (prefix === undefined) continue;
    owners.add(owner);
    const tensors = obstacles.get(prefix) ?? [];
    obstacles.set(prefix, tensors);
    tensors.push(...leaves.values());
  }
  return {
    owners,
    obstacles: [...obstacles].map(([prefix, tensors]) => ({
      text: `${shorten(prefix)} (${prefix === byPrefix.get(prefix) ? 'MultiheadAttention' : 'a Transformer'})`,
      tensors,
    })),
  };
}

/** 'a.b.c', 'a.b', 'a'. */
function ancestors(name: string): string[] {
  const parts = name.split('.');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}

/** Classes of torch.nn that are read as what their tensors look like. */
const KNOWN = /\.(Embedding|Linear|NonDynamicallyQuantizableLinear|Conv1d|BatchNorm1d|LSTM|GRU|RNN|LSTMCell|GRUCell|RNNCell)$/;

function partOf(
  group: Group,
  shapes: Shapes,
  modules: ReadonlyMap<string, TorchModule>,
): Block | EmbeddingBlock | Obstacle | null {
  const { owner, leaves } = group;
  const tensors = [...leaves.values()];
  const className = modules.get(owner)?.className ?? '';
  const refuse = (what: string): Obstacle => ({
    text: `${shorten(owner === '' ? (tensors[0] ?? '') : owner)} (${what})`,
    tensors,
  });
  if (OF_TORCH.test(className) && !KNOWN.test(className)) return refuse(className.split('.').at(-1) ?? className);
  if (leaves.has('running_mean') || leaves.has('running_var')) return normOf(group, shapes) ?? refuse('a norm that does not fit');
  if (leaves.has('weight_g') || leaves.has('weight_v')) return refuse('weight_norm');
  if (leaves.has('scale') || leaves.has('zero_point')) return refuse('quantised');
  const weight = leaves.get('weight');
  const shape = weight === undefined ? undefined : shapes.get(weight);
  if (weight === undefined || shape === undefined) return refuse(`no weight: ${listing(tensors)}`);
  const bias = leaves.get('bias') ?? null;
  if (tensors.length > (bias === null ? 1 : 2)) return refuse(`unknown: ${listing(tensors)}`);
  if (shape.includes(0)) return refuse(shapeText(shape));
  if (shape.length === 1)
    return refuse(bias === null ? `a vector ${shapeText(shape)}` : 'LayerNorm, or a norm without its statistics');
  if (shape.length > 3) return refuse(`weights ${shapeText(shape)}, as of a Conv2d`);
  const [gives = 0, reads = 0, kernel] = shape;
  const isEmbedding = bias === null && (/\.Embedding$/.test(className) || (className === '' && isEmbeddingName(weight)));
  if (isEmbedding && kernel === undefined) return { kind: 'embedding', name: owner, weight, rows: gives, gives: reads };
  if (bias !== null && !sameShape(shapes.get(bias), [gives])) {
    return refuse(`a bias ${shapeText(shapes.get(bias) ?? [])} instead of ${shapeText([gives])}`);
  }
  if (kernel === undefined) return { kind: 'dense', name: owner, reads, gives, weight, bias, isLoose: group.isLoose };
  return { kind: 'conv', name: owner, reads, gives, kernel, weight, bias };
}

function normOf({ owner, leaves }: Group, shapes: Shapes): Block | null {
  const mean = leaves.get('running_mean');
  const variance = leaves.get('running_var');
  const size = shapes.get(mean ?? '')?.[0];
  if (mean === undefined || variance === undefined || size === undefined) return null;
  const [weight, bias] = [leaves.get('weight') ?? null, leaves.get('bias') ?? null];
  const all = [mean, variance, ...(weight === null ? [] : [weight]), ...(bias === null ? [] : [bias])];
  if (!all.every((name) => sameShape(shapes.get(name), [size]))) return null;
  return { kind: 'norm', name: owner, reads: size, gives: size, weight, bias, mean, variance };
}

function sameShape(found: readonly number[] | undefined, expected: readonly number[]): boolean {
  return found !== undefined && found.length === expected.length && found.every((size, axis) => size === expected[axis]);
}
