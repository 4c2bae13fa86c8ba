import type { KeptModel } from '../../../state/models/index.ts';
import styles from './trust-mark.module.css';
import { trustOf } from './trust-of.ts';
import { countOf, formatDifference } from './trust-verdict.ts';

interface TrustMarkProps {
  readonly model: Pick<KeptModel, 'source' | 'verified'>;
  /** With the figures, where there is room for them. */
  readonly full?: boolean;
}

/** How far a model's numbers are known to be those of the program it comes from: in a word, and in a sentence. */
export function TrustMark({ model, full = false }: TrustMarkProps) {
  const trust = trustOf(model);
  return (
    <span className={styles.mark} data-trust={trust} data-full={full || undefined} title={meaning(model)}>
      {trust === 'verified' && <span aria-hidden="true">✓ </span>}
      {trust}
      {full && model.verified && `: ${figures(model.verified)}`}
    </span>
  );
}

function figures({ difference, sentences }: NonNullable<KeptModel['verified']>): string {
  return `largest difference ${formatDifference(difference)} over ${countOf(sentences, 'sentence')}`;
}

function meaning({ source, verified }: TrustMarkProps['model']): string {
  if (source === 'bundled') return 'Comes with this page; tested against reference figures';
  if (!verified) return 'Its scores have not been compared with those of your own program yet';
  return `Its scores agree with your own program’s: ${figures(verified)}`;
}
