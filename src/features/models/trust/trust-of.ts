import type { KeptModel } from '../../../state/models/index.ts';

/** refuted: its scores were compared, and do not agree. */
export type Trust = 'bundled' | 'verified' | 'refuted' | 'unverified';

export function trustOf({ source, verified, refuted }: Pick<KeptModel, 'source' | 'verified' | 'refuted'>): Trust {
  if (source === 'bundled') return 'bundled';
  if (refuted) return 'refuted';
  return verified ? 'verified' : 'unverified';
}
