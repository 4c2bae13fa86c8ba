import { type Explanation, LRP_DEFAULTS } from '../../engine/protocol.ts';
import { Ledger } from '../../ui/ledger.tsx';
import styles from './ledger-card.module.css';
import { ledgerEntries, ledgerSentence } from './ledger-entries.ts';

/** Where the target's score went, by LRP. */
export function LedgerCard({ explanation }: { readonly explanation: Explanation | null }) {
  const entries = explanation && ledgerEntries(explanation);
  const target = explanation?.model.classes[explanation.target] ?? '';
  const lrp = explanation?.methods.find(({ id }) => id === 'lrp');
  return (
    <section aria-labelledby="ledger-heading">
      <h2 id="ledger-heading" className={`eyebrow ${styles.heading}`}>
        Where the score went · LRP
      </h2>
      <div className={styles.card}>
        {entries ? (
          <>
            <Ledger caption={`How the score of ${target} is made up`} entries={entries} />
            <p className={styles.sentence}>
              {ledgerSentence(entries, target, lrp?.parameters.bias_factor ?? LRP_DEFAULTS.biasFactor)}
            </p>
          </>
        ) : (
          <p className={styles.sentence}>Once there is a sentence: how much of the score its words hold, and what the rest is.</p>
        )}
      </div>
    </section>
  );
}
