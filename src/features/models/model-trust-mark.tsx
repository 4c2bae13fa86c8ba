import type { KeptModel } from '../../state/models-store.ts';
import { CheckIcon, WarningIcon } from '../../ui/icons.tsx';
import styles from './model-trust-mark.module.css';
import { countOf, formatDifference } from './trust-verdict.ts';

interface ModelTrustMarkProps {
  readonly model: Pick<KeptModel, 'source' | 'verified'>;
  /** One word alone, where there is little room. */
  readonly short?: boolean;
}

/** Whether something says that a model computes here what it computes at home: in words, with a sign. */
export function ModelTrustMark({ model: { source, verified }, short = false }: ModelTrustMarkProps) {
  const trusted = source === 'bundled' || verified !== null;
  return (
    <span className={styles.mark} data-trusted={trusted}>
      {trusted ? <CheckIcon /> : <WarningIcon />}
      {words(source, verified, short)}
    </span>
  );
}

function words(source: KeptModel['source'], verified: KeptModel['verified'], short: boolean): string {
  if (source === 'bundled') return short ? 'bundled' : 'bundled: tested with this page';
  if (!verified) return 'unverified';
  if (short) return 'verified';
  return `verified: largest difference ${formatDifference(verified.difference)} over ${countOf(verified.sentences, 'sentence')}`;
}
