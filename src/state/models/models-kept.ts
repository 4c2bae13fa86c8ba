/** Models as they are kept in the browser. */
import type { ModelOptions } from '../../engine/protocol.ts';

export const BUNDLED = 'bundled';

/** Files up to this size are copied before they are kept: what private windows keep of a file on the disk is only where it is. */
export const COPIED_BYTES = 2 ** 26;

/** How a model did against reference scores. */
export interface Verification {
  /** The largest. */
  readonly difference: number;
  readonly sentences: number;
  /** ISO 8601. */
  readonly checkedAt: string;
}

export interface KeptModel {
  /** BUNDLED, or a random one. */
  readonly id: string;
  readonly name: string;
  readonly source: 'bundled' | 'files' | 'published';
  /** ISO 8601. */
  readonly addedAt: string;
  readonly bytes: number;
  /** Hex, of the weights; empty for the bundled model before it was first loaded. */
  readonly sha256: string;
  readonly format: string;
  readonly options: ModelOptions;
  /** The last check, where the scores agreed; null: they did not, or it was not checked since its options last changed. */
  readonly verified: Verification | null;
  /** The last check, where they did not agree. */
  readonly refuted: Verification | null;
  /** False for a model that could not be kept: it works until the page is closed. */
  readonly stored: boolean;
}

/** What is known of the bundled model while another one is in use. */
export type BundledFacts = Pick<KeptModel, 'name' | 'bytes' | 'sha256' | 'format'>;

export interface KeptModels {
  readonly models: readonly KeptModel[];
  readonly bundled: BundledFacts | null;
}

/** dropped: how many models were left out because they could not be read any more; null where it cannot be told. */
export type ReadModels = KeptModels & { readonly dropped: number | null };

export const NOTHING_KEPT: ReadModels = { models: [], bundled: null, dropped: 0 };

export function bundledEntry(facts: BundledFacts | null): KeptModel {
  const { name = 'the bundled model', bytes = 0, sha256 = '', format = '' } = facts ?? {};
  const rest = { source: 'bundled', addedAt: '', options: {}, verified: null, refuted: null, stored: true } as const;
  return { id: BUNDLED, name, bytes, sha256, format, ...rest };
}

/** Whether the same files have been given with the same options before. */
export function isSame(model: KeptModel, other: Pick<KeptModel, 'sha256' | 'bytes' | 'options'>): boolean {
  const key = ({ sha256, bytes, options }: typeof other) =>
    JSON.stringify([sha256, bytes, inOrder({ ...options, choices: inOrder(options.choices ?? {}) })]);
  return model.id !== BUNDLED && key(model) === key(other);
}

function inOrder(values: object): [string, unknown][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * The list as it was read in the place of this tab's. What is in this tab's alone stays: what could not be kept, and the model in use where
 * another tab removed it, which is `removed`.
 */
export function mergeLists(
  before: readonly KeptModel[],
  { models, bundled }: KeptModels,
  currentId: string,
): { readonly models: readonly KeptModel[]; readonly removed: KeptModel | undefined } {
  const first = before[0]?.sha256 ? before[0] : bundledEntry(bundled);
  const lost = before.filter(
    ({ id, stored }) => id !== BUNDLED && (!stored || id === currentId) && !models.some((one) => one.id === id),
  );
  return {
    models: [first, ...models, ...lost.map((one) => ({ ...one, stored: false }))],
    removed: lost.find(({ stored }) => stored),
  };
}
