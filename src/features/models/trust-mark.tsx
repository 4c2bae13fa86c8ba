import type { KeptModel } from '../../state/models-store.ts';
import { formatCount } from '../../ui/format-number.ts';
import styles from './trust-mark.module.css';

export type Trust = 'bundled' | 'verified' | 'unverified';

export function trustOf({ source, verified }: Pick<KeptModel, 'source' | 'verified'>): Trust {
  if (source === 'bundled') return 'bundled';
  return verified ? 'verified' : 'unverified';
}

/** How far a model's numbers are known to be those of the program it comes from, in a word and, on demand, in a sentence. */
export function TrustMark({ model }: { readonly model: KeptModel }) {
  const trust = trustOf(model);
  return (
    <span className={styles.mark} data-trust={trust} title={meaning(model)}>
      {trust === 'verified' && <span aria-hidden="true">✓ </span>}
      {trust}
    </span>
  );
}

function meaning({ source, verified }: KeptModel): string {
  if (source === 'bundled') return 'Comes with this page; tested against reference figures';
  if (!verified) return 'Its scores have not been compared with those of your own program yet';
  const { sentences, difference } = verified;
  const compared = sentences === 1 ? 'one sentence' : `${formatCount(sentences)} sentences`;
  return `Its scores agree with your own program’s on ${compared}: largest difference ${difference.toExponential(1)}`;
}
