import type { InsideMethod, InsideRequest } from '../../engine/inside-protocol.ts';
import type { Explanation } from '../../engine/protocol.ts';
import { inputOf, lrpOptionsOf } from '../sentence/index.ts';
import { type Compared, editedInput } from '../what-if/index.ts';

/** What is to be looked into: the sentence as written, or as it is edited. */
export interface InsideSubject {
  /** Of that sentence. */
  readonly explanation: Explanation;
  /** What was edited; null: nothing. */
  readonly compared: Compared | null;
}

/** Target, contrast and settings are those of the explanation. */
export function requestOf({ explanation, compared }: InsideSubject, method: InsideMethod): InsideRequest {
  const { target, contrast = null } = explanation;
  return {
    input: compared ? editedInput(compared.before, compared.edited) : inputOf(explanation),
    deleted: compared?.edited.deleted ?? [],
    target,
    contrast,
    lrp: lrpOptionsOf(explanation),
    method,
  };
}
