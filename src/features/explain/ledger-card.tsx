import { useDeferredValue } from 'react';
import { type Explanation, LRP_DEFAULTS } from '../../engine/protocol.ts';
import { failureOf, failureText, targetName, targetScoreName, useExplain, useUnit } from '../../state/sentence/index.ts';
import { Ledger } from '../../ui/heat-map/ledger.tsx';
import { Note } from '../../ui/layout/index.ts';
import { ConservationCheck } from './conservation-check.tsx';
import styles from './ledger-card.module.css';
import { LedgerControls } from './ledger-controls.tsx';
import { ledgerEntries, ledgerSentence } from './ledger-entries.ts';
import { LedgerFrame } from './ledger-frame.tsx';
import { LeakExplanation } from './ledger-leak.tsx';

/** Where the target's score went, by LRP, beside the settings that decide it; and the check that the arithmetic holds. */
export function LedgerCard() {
  // The heat maps come first.
  const explanation = useDeferredValue(useExplain((state) => state.response?.explanation ?? null));
  const entries = explanation && ledgerEntries(explanation);
  const failed = explanation && failureOf(explanation, 'lrp');
  const unit = useUnit();
  return (
    <LedgerFrame>
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
    </LedgerFrame>
  );
}

function biasFactorOf({ methods }: Explanation): number {
  return methods.find(({ id }) => id === 'lrp')?.parameters.bias_factor ?? LRP_DEFAULTS.biasFactor;
}
