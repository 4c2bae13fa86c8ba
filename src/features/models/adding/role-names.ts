/** What each role is called on the page, and its shape: V words, e numbers a word, d a direction's hidden state, C scores. */
import type { LensErrorFields, TensorRole } from '../../../engine/protocol.ts';

export const ROLES: Readonly<Record<TensorRole, readonly [name: string, shape: string]>> = {
  embedding: ['Embedding', '[V, e]'],
  'left.weight_ih': ['Forward LSTM, weights of the input', '[4d, e]'],
  'left.weight_hh': ['Forward LSTM, weights of the hidden state', '[4d, d]'],
  'left.bias_ih': ['Forward LSTM, bias', '[4d]'],
  'left.bias_hh': ['Forward LSTM, second bias', '[4d]'],
  'right.weight_ih': ['Backward LSTM, weights of the input', '[4d, e]'],
  'right.weight_hh': ['Backward LSTM, weights of the hidden state', '[4d, d]'],
  'right.bias_ih': ['Backward LSTM, bias', '[4d]'],
  'right.bias_hh': ['Backward LSTM, second bias', '[4d]'],
  'output.weight': ['Output layer, weights', '[C, 2d] or [C, d]'],
  'output.left': ['Output layer, forward half', '[C, d]'],
  'output.right': ['Output layer, backward half', '[C, d]'],
  'output.bias': ['Output layer, bias', '[C]'],
};

/** What the table of tensors is called. */
export const TABLE = 'Which tensor is which';

/** The whole of a name: not a part of one that a file has. */
const ROLE = /(?<![\w.])(?:left|right|output)\.(?:weight|bias|left|right)(?:_[ih]h)?(?![\w.])/g;

/** An error as it is told beside that table: roles by the names they have there, and the table in the place of a mapping. */
export function asInTable(error: LensErrorFields): LensErrorFields {
  const named = (text: string) => text.replace(ROLE, (key) => (isRole(key) ? `“${ROLES[key][0]}”` : key));
  return {
    ...error,
    where: named(error.where),
    problem: named(error.problem),
    advice: error.advice?.replace('in a mapping', `under “${TABLE}”`),
  };
}

function isRole(key: string): key is TensorRole {
  return Object.hasOwn(ROLES, key);
}
