/** In PyTorch's terms: weight_ih [4d, e], weight_hh [4d, d], biases [4d], output.weight [C, 2d or d] or its two halves [C, d]. */
export const TENSOR_ROLES = [
  'embedding',
  'left.weight_ih',
  'left.weight_hh',
  'left.bias_ih',
  'left.bias_hh',
  'right.weight_ih',
  'right.weight_hh',
  'right.bias_ih',
  'right.bias_hh',
  'output.weight',
  'output.left',
  'output.right',
  'output.bias',
] as const;

export type TensorRole = (typeof TENSOR_ROLES)[number];

/** Role to tensor name; null: the model has no such tensor. */
export type RoleMapping = Readonly<Partial<Record<TensorRole, string | null>>>;
