import type { KeptModel } from '../../../state/models/index.ts';
import { countOf, formatDifference } from './trust-figures.ts';
import styles from './trust-mark.module.css';
import { trustOf } from './trust-of.ts';

interface TrustMarkProps {
  readonly model: Pick<KeptModel, 'source' | 'verified' | 'refuted'>;
  /** With the figures, where there is room for them. */
  readonly full?: boolean;
}

/** How far a model's numbers are known to be those of the program it comes from: in a word, and in a sentence. */
export function TrustMark({ model, full = false }: TrustMarkProps) {
  const trust = trustOf(model);
  return (
    <span className={styles.mark} data-trust={trust} data-full={full || undefined} title={meaning(model)}>
      {trust === 'verified' && <span aria-hidden="true">✓ </span>}
      {trust === 'refuted' && <span aria-hidden="true">✗ </span>}
      {model.refuted ? refutedText(model.refuted) : trust}
      {full && model.verified && `: ${figures(model.verified)}`}
      {full && model.refuted && ` over ${countOf(model.refuted.sentences, 'sentence')}`}
    </span>
  );
}

function figures({ difference, sentences }: NonNullable<KeptModel['verified']>): string {
  return `largest difference ${formatDifference(difference)} over ${countOf(sentences, 'sentence')}`;
}

/** 'differs by 0.39' */
export function refutedText({ difference }: NonNullable<KeptModel['refuted']>): string {
  return Number.isFinite(difference) ? `differs by ${formatDifference(difference)}` : 'differs';
}

function meaning({ source, verified, refuted }: TrustMarkProps['model']): string {
  if (refuted) return `Its scores do not agree with your own program’s: ${figures(refuted)}`;
  if (source === 'bundled') return 'Comes with this page; tested against reference figures';
  if (!verified) return 'Its scores have not been compared with those of your own program yet';
  return `Its scores agree with your own program’s: ${figures(verified)}`;
}
