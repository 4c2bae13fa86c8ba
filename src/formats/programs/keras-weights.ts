/** Keras' variables by the layers they belong to. Keras 1 and 2 name them; Keras 3 numbers them in a group for each layer. */

import type { NamedTensors } from '../basics/index.ts';
import type { PlannedTensor } from '../settings/index.ts';
import type { KerasLayer } from './keras-layer.ts';

/** Where Keras 2 and 3 keep the layers' variables, beside those of the optimiser and of metrics. */
const ROOT = /^(model_weights|layers|_layer_checkpoint_dependencies)\//;
/** Of Dropout and random layers: what its random numbers begin with; of preprocessing layers: what their tables are made of. */
const NO_WEIGHT = /(^|\/)(seed_generator|_lookup_layer)/;

export interface KerasVariable {
  /** In the file. */
  readonly name: string;
  readonly source: PlannedTensor['source'];
  /** Groups it lies in, outermost first, and its own name last: ['lstm', 'lstm', 'lstm_cell', 'kernel']. */
  readonly segments: readonly string[];
  /** Its own name, or null where it is a number. */
  readonly part: string | null;
  /** Its number, or -1. */
  readonly index: number;
  readonly isBackward: boolean;
}

/** The variables of one layer. */
export class LayerWeights {
  readonly #all: readonly KerasVariable[];
  readonly #used: Set<string>;

  constructor(all: readonly KerasVariable[], used: Set<string>) {
    this.#all = all;
    this.#used = used;
  }

  /** Those of one direction of a Bidirectional. */
  side(backward: boolean): LayerWeights {
    return new LayerWeights(
      this.#all.filter(({ isBackward }) => isBackward === backward),
      this.#used,
    );
  }

  get names(): string[] {
    return this.#all.map(({ name }) => name);
  }

  /** The variable of one of these names, or of this number where they are numbered; null: there is none. */
  take(index: number, ...names: readonly string[]): PlannedTensor | null {
    const found = this.#all.find((variable) =>
      variable.part === null ? variable.index === index : names.includes(variable.part),
    );
    if (found === undefined) return null;
    this.#used.add(found.name);
    return { name: found.name, source: found.source };
  }
}

export class KerasWeights {
  readonly variables: readonly KerasVariable[];
  readonly #used = new Set<string>();
  readonly #named = new Map<string, KerasVariable[]>();
  readonly #groups = new Map<string, readonly (readonly KerasVariable[])[]>();

  /** `datasets`: of an HDF5 file, by path; or by whatever path another file has for them. */
  constructor(datasets: NamedTensors) {
    const inRoot = [...datasets].filter(([path]) => ROOT.test(path));
    const relevant = (inRoot.length > 0 ? inRoot : [...datasets]).filter(([path]) => !NO_WEIGHT.test(path));
    this.variables = relevant.map(([path, source]) => variableAt(path, source));
    for (const variable of this.variables) {
      const [first = ''] = variable.segments;
      const others = this.#named.get(first);
      if (others) others.push(variable);
      else this.#named.set(first, [variable]);
    }
  }

  /** @param layers all of the model: of layers of one class, Keras 3 tells which is which by their order */
  of(layer: KerasLayer, layers: readonly KerasLayer[]): LayerWeights {
    const named = (this.#named.get(layer.path[0] ?? '') ?? []).filter((variable) => isOfNamed(variable, layer));
    const found = named.length > 0 ? named : this.#numbered(layer, layers);
    return new LayerWeights(found, this.#used);
  }

  /** Names of the variables that no layer has taken. */
  unused(): string[] {
    return this.variables.map(({ name }) => name).filter((name) => !this.#used.has(name));
  }

  /**
   * Groups are called after classes: dense, dense_1, dense_2; some versions leave numbers out. Those that hold variables stand in the order of
   * the layers that have some.
   */
  #numbered(layer: KerasLayer, layers: readonly KerasLayer[]): readonly KerasVariable[] {
    const isKin = ({ path, classPath }: KerasLayer) =>
      classPath.at(-1) === layer.classPath.at(-1) && samePath(path.slice(0, -1), layer.path.slice(0, -1));
    return this.#groupsOf(layer)[layers.filter(isKin).indexOf(layer)] ?? [];
  }

  /** The groups of the layer's class, at its place, in their order: looked for once. */
  #groupsOf({ classPath }: KerasLayer): readonly (readonly KerasVariable[])[] {
    const key = classPath.join('/');
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const depth = classPath.length - 1;
    const groups = new Map<string, KerasVariable[]>();
    for (const variable of this.variables) {
      const { part, segments } = variable;
      if (part !== null || !classPath.every((name, at) => isNumbered(segments[2 * at] ?? '', name))) continue;
      const group = segments[2 * depth] ?? '';
      const members = groups.get(group);
      if (members) members.push(variable);
      else groups.set(group, [variable]);
    }
    const base = classPath.at(-1) ?? '';
    const numberAt = (group: string) => Number(group.slice(base.length + 1));
    const sorted = [...groups].sort(([a], [b]) => numberAt(a) - numberAt(b)).map(([, members]) => members);
    this.#groups.set(key, sorted);
    return sorted;
  }
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, at) => name === b[at]);
}

/** "dense" and "dense_12" are of the class "dense"; "dense_features" is not. */
function isNumbered(group: string, base: string): boolean {
  return group === base || (group.startsWith(`${base}_`) && /^\d+$/.test(group.slice(base.length + 1)));
}

function variableAt(path: string, source: PlannedTensor['source']): KerasVariable {
  const segments = path.replace(ROOT, '').replace(/:\d+$/, '').split('/');
  const last = segments.at(-1) ?? '';
  const isNumber = segments.at(-2) === 'vars' && /^\d+$/.test(last);
  return {
    name: path.replace(/^model_weights\//, '').replace(/:\d+$/, ''),
    source,
    segments,
    part: isNumber ? null : partOf(last),
    index: isNumber ? Number(last) : -1,
    isBackward: segments.slice(0, -1).some((segment) => /^backward_/.test(segment)) || /_?backward_/.test(last),
  };
}

/** Keras 1 puts the layer's name before: lstm_1_W_i. */
function partOf(last: string): string {
  const [, part] =
    /_((?:[WUb](?:_[ifcozrh])?)|gamma|beta|running_mean|running_std|moving_mean|moving_variance)$/.exec(last) ?? [];
  return part ?? last;
}

function isOfNamed({ part, segments }: KerasVariable, { path }: KerasLayer): boolean {
  if (part === null || segments[0] !== path[0]) return false;
  return path.slice(1).every((name) => segments.slice(1).includes(name));
}
