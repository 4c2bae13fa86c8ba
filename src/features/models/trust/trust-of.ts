import type { KeptModel } from '../../../state/models/index.ts';

export type Trust = 'bundled' | 'verified' | 'unverified';

export function trustOf({ source, verified }: Pick<KeptModel, 'source' | 'verified'>): Trust {
  if (source === 'bundled') return 'bundled';
  return verified ? 'verified' : 'unverified';
}
