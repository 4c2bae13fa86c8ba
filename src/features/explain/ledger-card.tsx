import { type Explanation, LRP_DEFAULTS } from '../../engine/protocol.ts';
import { useModel } from '../../state/models/index.ts';
import { failureOf, failureText, targetName, targetScoreName, useUnit } from '../../state/sentence/index.ts';
import { Ledger } from '../../ui/heat-map/ledger.tsx';
import { Card, Note, SectionHead } from '../../ui/layout/index.ts';
import { ConservationCheck } from './conservation-check.tsx';
import styles from './ledger-card.module.css';
import { LedgerControls } from './ledger-controls.tsx';
import { ledgerEntries, ledgerSentence } from './ledger-entries.ts';
import { LeakExplanation } from './ledger-leak.tsx';

/** Where the target's score went, by LRP, beside the settings that decide it; and the check that the arithmetic holds. */
export function LedgerCard({ explanation }: { readonly explanation: Explanation | null }) {
  const entries = explanation && ledgerEntries(explanation);
  const failed = explanation && failureOf(explanation, 'lrp');
  const unit = useUnit();
  const amount = useModel((state) => (state.info?.output === 'linear' ? 'value' : 'score'));
  return (
    <section aria-labelledby="ledger-heading">
      <SectionHead id="ledger-heading">Where the {amount} went · LRP</SectionHead>
      <Card>
        <div className={styles.beside}>
          <LedgerControls />
          {explanation && entries ? (
            <div className={styles.ledger}>
              <Ledger
                caption={`How the ${targetScoreName(explanation)} of ${targetName(explanation)} is made up`}
                entries={entries}
              />
              <Note className={styles.sentence}>{ledgerSentence(entries, explanation, biasFactorOf(explanation))}</Note>
            </div>
          ) : (
            <Note className={styles.sentence}>
              {failed
                ? failureText(failed)
                : unit === 'row'
                  ? 'Once there are rows, this shows how much of the score they hold, and what the rest is.'
                  : 'Once there is a sentence, this shows how much of the score its words hold, and what the rest is.'}
            </Note>
          )}
        </div>
        {explanation && entries && <ConservationCheck explanation={explanation} />}
        <LeakExplanation />
      </Card>
    </section>
  );
}

function biasFactorOf({ methods }: Explanation): number {
  return methods.find(({ id }) => id === 'lrp')?.parameters.bias_factor ?? LRP_DEFAULTS.biasFactor;
}
