import { useState } from 'react';
import { LRP_DEFAULTS } from '../../engine/protocol.ts';
import { LRP_RANGES, useExplain } from '../../state/sentence/index.ts';
import { SliderField } from '../../ui/controls/slider-field.tsx';
import controls from '../../ui/controls.module.css';
import { Term } from '../../ui/terms/term.tsx';
import { capitalised } from '../../ui/text/capitalised.ts';
import styles from './ledger-controls.module.css';
import { BIAS_STEPS, EPS_STEPS, epsAt, epsPosition, formatSetting, parseBiasFactor, parseEps } from './ledger-settings.ts';

/** LRP's two settings. */
export function LedgerControls() {
  const { eps, biasFactor } = useExplain((state) => state.lrp);
  const setLrp = useExplain((state) => state.setLrp);
  // A reset also forgets what stands half typed in a field.
  const [resets, setResets] = useState(0);
  return (
    <fieldset>
      <legend className="visually-hidden">Settings of LRP</legend>
      <SliderField
        key={`eps-${resets}`}
        label={
          <Term id="eps">
            Stabiliser <i>ε</i>
          </Term>
        }
        name="Stabiliser epsilon"
        value={eps}
        steps={EPS_STEPS}
        positionOf={epsPosition}
        valueAt={epsAt}
        format={formatSetting}
        parse={parseEps}
        allowed={capitalised(LRP_RANGES.eps.said)}
        onChange={(value) => setLrp({ eps: value })}
      />
      <SliderField
        key={`bias-${resets}`}
        label={<Term id="bias-factor">Bias factor</Term>}
        name="Bias factor"
        value={biasFactor}
        steps={BIAS_STEPS}
        positionOf={(value) => Math.round(value * BIAS_STEPS)}
        valueAt={(position) => position / BIAS_STEPS}
        format={formatSetting}
        parse={parseBiasFactor}
        allowed={capitalised(LRP_RANGES.biasFactor.said)}
        onChange={(value) => setLrp({ biasFactor: value })}
      />
      <button
        type="button"
        className={`${controls.chip} ${styles.reset}`}
        onClick={() => {
          setResets(resets + 1);
          setLrp(LRP_DEFAULTS);
        }}
      >
        Reset to {formatSetting(LRP_DEFAULTS.eps)} and {formatSetting(LRP_DEFAULTS.biasFactor)}
      </button>
    </fieldset>
  );
}
