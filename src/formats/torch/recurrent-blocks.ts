/** Recurrent layers by their tensors' names: nn.LSTM, nn.GRU and nn.RNN of any layers and directions, and their cells. */
import { shapeText } from '../../model/check-model.ts';
import { shorten } from '../basics/index.ts';
import type { Obstacle, RecurrentBlock, RecurrentPart, Shapes } from './block.ts';

/** lstm.weight_ih_l0, lstm.weight_ih_l1_reverse, cell.weight_ih (nn.LSTMCell), left.weight_ih (ours). */
const NAME = /^(?:(.*)[._/])?(weight|bias)_(ih|hh|hr)(?:_l(\d+))?(_reverse)?$/;
const PEEPHOLE = /peephole|(^|[._/])(weight_c[ifo]|w_c[ifo]|w[ifo]c)$/i;
/** Part of a module's name that says in which direction it reads. */
const LEFT = /(^|[._/])(left|forward|fw|fwd)(?=[._/]|$)/i;
const RIGHT = /(^|[._/])(right|backward|bw|bwd|reverse)(?=[._/]|$)/i;

/** What the modules of one name hold, by layer and then by 'left.weight_ih'. */
type Group = Map<number, Record<string, string>>;

export function isRecurrentTensor(name: string): boolean {
  return NAME.test(name) || PEEPHOLE.test(name);
}

export interface RecurrentFound {
  readonly block: RecurrentBlock | Obstacle;
  /** The first of its tensors, which says where in the file it stands. */
  readonly first: string;
}

/** Every tensor whose name is of a recurrent layer stands in one of them. */
export function findRecurrent(shapes: Shapes): RecurrentFound[] {
  const groups = new Map<string, Group>();
  const peepholes: string[] = [];
  const twins = leftTwins(shapes);
  for (const name of shapes.keys()) {
    const match = NAME.exec(name);
    if (match === null) {
      if (PEEPHOLE.test(name)) peepholes.push(name);
      continue;
    }
    const [, owner = '', part, gates, layer = '0', reverse] = match;
    const twin = twins.get(owner);
    const group: Group = groups.get(twin ?? owner) ?? new Map();
    groups.set(twin ?? owner, group);
    const tensors = group.get(Number(layer)) ?? {};
    group.set(Number(layer), tensors);
    const isRight = reverse !== undefined || twin !== undefined || owner === 'right';
    tensors[`${isRight ? 'right' : 'left'}.${part}_${gates}`] = name;
  }
  const found = [...groups].map(([owner, group]): RecurrentFound => {
    const names = [...group.values()].flatMap((tensors) => Object.values(tensors));
    return { block: blockOf(owner, group, shapes), first: names[0] ?? '' };
  });
  const [first] = peepholes;
  if (first === undefined) return found;
  return [...found, { block: { text: `${shorten(first)} (peepholes)`, tensors: peepholes }, first }];
}

/** 'right' beside 'left' is the same layer, made as a module of its own; so is 'backward' beside the only other one. By the right one. */
function leftTwins(shapes: Shapes): ReadonlyMap<string, string> {
  const owners = [...new Set([...shapes.keys()].flatMap((name) => NAME.exec(name)?.[1] ?? []))];
  const lefts = new Map(owners.filter((owner) => LEFT.test(owner)).map((owner) => [owner.replace(LEFT, '$1'), owner]));
  const rights = owners.filter((owner) => RIGHT.test(owner));
  const [first, second, ...more] = owners;
  const other = more.length === 0 && rights.length === 1 ? [first, second].find((owner) => owner !== rights[0]) : undefined;
  return new Map(
    rights.flatMap((owner): [string, string][] => {
      const twin = lefts.get(owner.replace(RIGHT, '$1')) ?? other;
      return twin === undefined ? [] : [[owner, twin]];
    }),
  );
}

function blockOf(owner: string, group: Group, shapes: Shapes): RecurrentBlock | Obstacle {
  const name = owner === 'left' ? 'lstm' : owner;
  const tensors = [...group.values()].flatMap((part) => Object.values(part));
  const refuse = (what: string): Obstacle => ({ text: what, tensors });
  const projected = tensors.find((tensor) => /_hr(_l\d+)?(_reverse)?$/.test(tensor));
  if (projected !== undefined) return refuse(`${shorten(projected)} (an LSTM with a projection)`);
  const parts: RecurrentPart[] = [];
  let [reads, gates] = [0, 0];
  let width: number | null = null;
  for (let layer = 0; layer < group.size; layer++) {
    const part = group.get(layer);
    if (part === undefined) return refuse(`${shorten(owner)} without its layer ${layer}`);
    const read = partOf(part, shapes);
    if (typeof read === 'string') return refuse(read);
    if (width === null) [reads, gates] = [read.reads, read.gates];
    else if (read.reads !== width || read.gates !== gates) {
      return refuse(`${described(part['left.weight_ih'], shapes)}, which does not fit the layer below it`);
    }
    width = read.units * (read.isBidirectional ? 2 : 1);
    parts.push({ units: read.units, isBidirectional: read.isBidirectional, tensors: part });
  }
  const type = gates === 4 ? 'lstm' : gates === 3 ? 'gru' : 'rnn';
  return { kind: 'recurrent', name, type, reads, gives: width ?? 0, parts };
}

/** Sizes of one layer, or what is wrong with it. */
function partOf(
  part: Readonly<Record<string, string>>,
  shapes: Shapes,
): { readonly units: number; readonly reads: number; readonly gates: number; readonly isBidirectional: boolean } | string {
  const shapeOf = (key: string) => shapes.get(part[key] ?? '');
  const isBidirectional = Object.keys(part).some((key) => key.startsWith('right.'));
  for (const side of isBidirectional ? ['left', 'right'] : ['left']) {
    for (const [key, other] of [
      ['weight_ih', 'weight_hh'],
      ['weight_hh', 'weight_ih'],
    ]) {
      const given = part[`${side}.${other}`] ?? Object.values(part)[0];
      if (part[`${side}.${key}`] === undefined) return `${shorten(given ?? '')} without its ${side}.${key}`;
    }
  }
  const [rows = 0, units = 0] = shapeOf('left.weight_hh') ?? [];
  const [, reads = 0] = shapeOf('left.weight_ih') ?? [];
  const gates = rows / units;
  if (![4, 3, 1].includes(gates)) {
    return `${described(part['left.weight_hh'], shapes)}, whose rows are not 4 (LSTM), 3 (GRU) or 1 times its columns`;
  }
  const expected: Readonly<Record<string, readonly number[]>> = {
    weight_ih: [rows, reads],
    weight_hh: [rows, units],
    bias_ih: [rows],
    bias_hh: [rows],
  };
  for (const [key, name] of Object.entries(part)) {
    const shape = expected[key.split('.')[1] ?? ''] ?? [];
    const found = shapes.get(name) ?? [];
    const fits = found.length === shape.length && found.every((size, axis) => size === shape[axis] && size > 0);
    if (!fits) return `${described(name, shapes)} instead of ${shapeText(shape)}`;
  }
  return { units, reads, gates, isBidirectional };
}

function described(name: string | undefined, shapes: Shapes): string {
  return `${shorten(name ?? '')} ${shapeText(shapes.get(name ?? '') ?? [])}`;
}
