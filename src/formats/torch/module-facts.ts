/** What a whole module says beyond its weights: which activations and poolings it has, where a Sequential places them, and what is not known. */
import type { Activation } from '../../model/layers.ts';
import type { TorchModule } from '../containers/index.ts';
import type { Block, ConvBlock } from './block.ts';

export interface ModuleFacts {
  /** By block: the activation that a Sequential has after it. */
  readonly activations: ReadonlyMap<string, Activation>;
  /** By norm: whether it stands before the activation of the layer below it, or after it. */
  readonly norms: ReadonlyMap<string, 'before' | 'after'>;
  /** By convolution: the pooling after it. */
  readonly pools: ReadonlyMap<string, { readonly kind: 'max' | 'mean'; readonly size: number }>;
  /** Activations of which only `forward` says where they are: each kind once, with who has it. */
  readonly loose: ReadonlyMap<Activation, string>;
  readonly output: 'softmax' | 'sigmoid' | 'linear' | null;
  /** What reads the rows, where a pooling over all of them is a module. */
  readonly readout: 'max' | 'mean' | null;
  /** For messages. */
  readonly obstacles: readonly string[];
}

/** Modules of torch.nn without weights that change nothing at inference, or hold others. */
const WITHOUT_EFFECT = /^torch\.nn\.modules\.(dropout|container)\.|\.(Identity|Flatten)$/;
const ACTIVATION = /^torch\.nn\.modules\.activation\.(ReLU|Tanh|Sigmoid)$/;
const OUTPUT = /^torch\.nn\.modules\.activation\.(Sigmoid|Softmax|LogSoftmax|LogSigmoid)$/;
const SEQUENTIAL = /^torch\.nn\.modules\.container\.Sequential$/;
const POOL = /^torch\.nn\.modules\.pooling\.(Max|Avg)Pool1d$/;
const WHOLE_POOL = /^torch\.nn\.modules\.pooling\.Adaptive(Max|Avg)Pool1d$/;
/** What a program was trained with tells what its outputs are. */
const LOSSES: readonly [RegExp, 'softmax' | 'sigmoid' | 'linear'][] = [
  [/\.(CrossEntropyLoss|NLLLoss2?d?|MultiMarginLoss)$/, 'softmax'],
  [/\.(BCELoss|BCEWithLogitsLoss|MultiLabelSoftMarginLoss)$/, 'sigmoid'],
  [/\.(MSELoss|L1Loss|SmoothL1Loss|HuberLoss)$/, 'linear'],
];

/** Activations that a module keeps as functions. */
const FUNCTION =
  /^torch\.(?:nn\.functional\.)?(relu|tanh|sigmoid|relu6|elu|selu|celu|gelu|silu|mish|leaky_relu|hardtanh|softplus|softsign)_?$/;

/** `blocks` by their modules' names. */
export function moduleFacts(
  modules: readonly TorchModule[],
  blocks: ReadonlyMap<string, Block>,
  hasWeights: (module: string) => boolean,
): ModuleFacts {
  const reader = new FactReader(modules, blocks, hasWeights);
  for (const module of modules) reader.read(module);
  return reader;
}

class FactReader implements ModuleFacts {
  readonly activations = new Map<string, Activation>();
  readonly norms = new Map<string, 'before' | 'after'>();
  readonly pools = new Map<string, { kind: 'max' | 'mean'; size: number }>();
  readonly loose = new Map<Activation, string>();
  readonly obstacles: string[] = [];
  output: ModuleFacts['output'] = null;
  readout: ModuleFacts['readout'] = null;
  private readonly blocks: ReadonlyMap<string, Block>;
  private readonly hasWeights: (module: string) => boolean;
  private readonly children = new Map<string, TorchModule[]>();
  /** Those whose place a Sequential tells. */
  private readonly placed = new Set<string>();
  private lastConv: string | null = null;

  constructor(modules: readonly TorchModule[], blocks: ReadonlyMap<string, Block>, hasWeights: (module: string) => boolean) {
    this.blocks = blocks;
    this.hasWeights = hasWeights;
    for (const module of modules) {
      if (module.name === '') continue;
      const parent = module.name.slice(0, Math.max(0, module.name.lastIndexOf('.')));
      const siblings = this.children.get(parent);
      if (siblings) siblings.push(module);
      else this.children.set(parent, [module]);
    }
  }

  read(module: TorchModule): void {
    this.readFunctions(module);
    if (SEQUENTIAL.test(module.className)) this.readSequence(this.children.get(module.name) ?? []);
    const block = this.blocks.get(module.name);
    if (block?.kind === 'conv') {
      this.lastConv = module.name;
      if (convPadding(module, block) === null) {
        this.obstacles.push(`${module.name} (Conv1d with a stride, groups or a padding that is not computed here)`);
      }
    }
    if (!this.placed.has(module.name)) this.readLoose(module);
  }

  private readFunctions({ name, settings }: TorchModule): void {
    for (const [key, value] of Object.entries(settings)) {
      const [, found] = typeof value === 'string' ? (FUNCTION.exec(value) ?? []) : [];
      if (found === undefined) continue;
      const who = `${name === '' ? '' : `${name}.`}${key} (${value})`;
      if (found === 'relu' || found === 'tanh' || found === 'sigmoid') this.loose.set(found, who);
      else this.obstacles.push(who);
    }
  }

  private readLoose(module: TorchModule): void {
    const { name, className } = module;
    const loss = LOSSES.find(([pattern]) => pattern.test(className));
    if (loss) this.output = loss[1];
    if (!className.startsWith('torch.nn.') || this.hasWeights(name) || WITHOUT_EFFECT.test(className)) return;
    if (/^torch\.nn\.modules\.loss\./.test(className)) return;
    const activation = activationOf(className);
    if (activation !== null) this.loose.set(activation, nameWithClass(module));
    else if (OUTPUT.test(className)) this.output ??= outputOf(className);
    else this.readPool(module, this.lastConv);
  }

  /** What follows what, one after another. */
  private readSequence(steps: readonly TorchModule[]): void {
    let below: string | null = null; // the layer that an activation would be of
    let norm: string | null = null;
    for (const step of steps) {
      const block = this.blocks.get(step.name);
      if (block?.kind === 'norm') {
        norm = step.name;
        if (below !== null && this.activations.get(below) !== undefined) this.norms.set(norm, 'after');
        continue;
      }
      if (block !== undefined) {
        this.close(below);
        below = block.kind === 'dense' || block.kind === 'conv' ? step.name : null;
        norm = null;
        continue;
      }
      if (this.hasWeights(step.name)) below = null;
      if (this.hasWeights(step.name) || WITHOUT_EFFECT.test(step.className) || !step.className.startsWith('torch.nn.')) continue;
      this.placed.add(step.name);
      this.readStep(step, below, norm);
    }
  }

  private readStep(step: TorchModule, below: string | null, norm: string | null): void {
    const activation = activationOf(step.className);
    const isOutput = OUTPUT.test(step.className) && activation === null;
    if (below !== null && activation !== null && !this.activations.has(below)) {
      this.activations.set(below, activation);
      if (norm !== null) this.norms.set(norm, 'before');
    } else if (isOutput && below !== null) this.output = outputOf(step.className);
    else this.readPool(step, below);
  }

  /** The layer has another after it in the same Sequential: what stands between them is all that there is. */
  private close(below: string | null): void {
    if (below !== null && !this.activations.has(below)) this.activations.set(below, 'linear');
  }

  private readPool(module: TorchModule, below: string | null): void {
    const [, kind] = POOL.exec(module.className) ?? WHOLE_POOL.exec(module.className) ?? [];
    const { kernel_size, stride, padding, output_size, dilation = 1, ceil_mode = false } = module.settings;
    const [size, step, pad] = [kernel_size, stride, padding].map(single);
    const isWhole = WHOLE_POOL.test(module.className) && single(output_size) === 1;
    const word = kind === 'Max' ? 'max' : 'mean';
    if (kind !== undefined && isWhole) this.readout = word;
    else if (
      kind !== undefined &&
      size &&
      size === step &&
      pad === 0 &&
      single(dilation) === 1 &&
      !ceil_mode &&
      below !== null &&
      this.blocks.get(below)?.kind === 'conv'
    ) {
      this.pools.set(below, { kind: word, size });
    } else this.obstacles.push(nameWithClass(module));
  }
}

function activationOf(className: string): Activation | null {
  const [, name] = ACTIVATION.exec(className) ?? [];
  return name === undefined ? null : (name.toLowerCase() as Activation);
}

function outputOf(className: string): 'softmax' | 'sigmoid' {
  return /Sigmoid$/.test(className) ? 'sigmoid' : 'softmax';
}

/** A number, or the one in a tuple of one. */
function single(value: unknown): number | null {
  const [first, ...more] = Array.isArray(value) ? value : [value];
  return typeof first === 'number' && more.length === 0 ? first : null;
}

function nameWithClass({ name, className }: TorchModule): string {
  return `${name} (${className.split('.').at(-1)})`;
}

/** How a convolution treats its ends, as its module says it; null: in no way that is computed; undefined: TorchScript does not say it. */
export function convPadding(module: TorchModule, { kernel }: ConvBlock): 'same' | 'valid' | null | undefined {
  const { padding, stride, dilation, groups, padding_mode } = module.settings;
  if (stride === undefined) return undefined;
  if (single(stride) !== 1 || single(dilation) !== 1 || groups !== 1 || (padding_mode ?? 'zeros') !== 'zeros') return null;
  if (padding === 'same' || padding === 'valid') return padding;
  const width = single(padding);
  if (width === 0) return 'valid';
  return width !== null && 2 * width === kernel - 1 ? 'same' : null;
}
