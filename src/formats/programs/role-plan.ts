/** The network that tensors with roles make: one LSTM layer, its last states, a linear output. */
import { lstmLayers } from '../../model/one-lstm.ts';
import { zerosLike } from '../../model/weights.ts';
import type { NamedTensors, TensorSource } from '../basics/index.ts';
import type { RoleAssignment, TensorRole } from '../roles/index.ts';
import type { NetworkPlan, PlannedTensor } from '../settings/index.ts';

/** PyTorch's order, and Keras'. */
const USUAL_GATE_ORDER = 'ifgo';

const SIDES = ['left', 'right'] as const;
const PARTS = ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'] as const;

/** `tensors` in PyTorch's shapes (TENSOR_ROLES). */
export function planOfRoles(tensors: NamedTensors, roles: RoleAssignment): NetworkPlan {
  const tensorOf = (role: TensorRole): PlannedTensor | undefined => {
    const name = roles.names.get(role);
    const source = name === undefined ? undefined : tensors.get(name);
    return name === undefined || source === undefined ? undefined : { name, source };
  };
  const { hiddenSize, bidirectional, outputs } = roles;
  const cells = SIDES.flatMap((side) => PARTS.map((part) => [`${side}.${part}`, tensorOf(`${side}.${part}`)] as const));
  const [lstm, readout, dense] = lstmLayers(hiddenSize, bidirectional, outputs);
  return {
    input: 'tokens',
    embedding: tensorOf('embedding') ?? null,
    embeddingSize: roles.embeddingSize,
    layers: [
      {
        layer: lstm,
        tensors: present(cells),
        gateOrder: USUAL_GATE_ORDER,
        from: 'LSTM',
      },
      { layer: readout, tensors: {}, gateOrder: '', from: 'last state' },
      {
        layer: dense,
        tensors: present([
          ['weight', tensorOf('output.weight') ?? sideBySide(tensorOf('output.left'), tensorOf('output.right'))],
          ['bias', tensorOf('output.bias')],
        ]),
        gateOrder: '',
        from: 'output',
      },
    ],
    output: outputs === 1 ? 'sigmoid' : 'softmax',
    padding: null,
    masksPadding: false,
    choices: [],
    notes: [],
  };
}

function present(tensors: readonly (readonly [string, PlannedTensor | undefined])[]): Record<string, PlannedTensor> {
  return Object.fromEntries(tensors.flatMap(([name, tensor]) => (tensor === undefined ? [] : [[name, tensor]])));
}

/** The output layer's columns for each direction, [C, d] and [C, d], as one [C, 2d]. */
function sideBySide(left: PlannedTensor | undefined, right: PlannedTensor | undefined): PlannedTensor | undefined {
  if (left === undefined || right === undefined) return left;
  const [rows = 0, ofLeft = 0] = left.source.shape;
  const [, ofRight = 0] = right.source.shape;
  const width = ofLeft + ofRight;
  const read = () => {
    const [first, second] = [left.source.read(), right.source.read()];
    const both = zerosLike(rows * width, first, second);
    for (let row = 0; row < rows; row++) {
      both.set(first.subarray(row * ofLeft, (row + 1) * ofLeft), row * width);
      both.set(second.subarray(row * ofRight, (row + 1) * ofRight), row * width + ofLeft);
    }
    return both;
  };
  const refusal = left.source.refusal ?? right.source.refusal;
  const source: TensorSource = { shape: [rows, width], read, kind: left.source.kind ?? right.source.kind, refusal };
  return { name: `${left.name}, ${right.name}`, source };
}
