import { useDeferredValue } from 'react';
import { type Explanation, LRP_DEFAULTS } from '../../engine/protocol.ts';
import { useFigureToSave } from '../../state/figures/index.ts';
import {
  failureOf,
  failureText,
  isLoneValue,
  parametersOf,
  targetName,
  targetScoreName,
  useExplain,
  useUnit,
} from '../../state/sentence/index.ts';
import { SaveFigure } from '../../ui/controls/save-figure.tsx';
import { Ledger, type LedgerEntry } from '../../ui/heat-map/ledger.tsx';
import { Note } from '../../ui/layout/index.ts';
import { drawOnPaper } from '../../ui/paper/draw-on-paper.tsx';
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
            <Entries explanation={explanation} entries={entries} />
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

interface EntriesProps {
  readonly explanation: Explanation;
  readonly entries: readonly LedgerEntry[];
}

/** The waterfall, which can be saved, and what it says in a sentence. */
function Entries({ explanation, entries }: EntriesProps) {
  const saveFigure = useFigureToSave((state) => state.save);
  const whose = isLoneValue(explanation.model) ? '' : ` of “${targetName(explanation)}”`;
  const title = `How the ${targetScoreName(explanation)}${whose} is made up`;
  const waterfall = <Ledger caption={title} entries={entries} />;
  const sentence = ledgerSentence(entries, explanation, biasFactorOf(explanation));
  const save = () =>
    saveFigure({
      title,
      caption: sentence,
      fileName: 'ledger',
      origin: { explanation, method: 'LRP', parameters: parametersOf(explanation, 'lrp') },
      draw: (width) => drawOnPaper(waterfall, width),
    });
  return (
    <>
      {waterfall}
      <Note className={styles.sentence}>{sentence}</Note>
      <SaveFigure title={title} onSave={save} />
    </>
  );
}

function biasFactorOf({ methods }: Explanation): number {
  return methods.find(({ id }) => id === 'lrp')?.parameters.bias_factor ?? LRP_DEFAULTS.biasFactor;
}
