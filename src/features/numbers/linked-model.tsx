import { useState } from 'react';
import { LensError, type LensErrorFields } from '../../engine/protocol.ts';
import { useModel } from '../../state/models/index.ts';
import { SITE_MODELS, takeSiteModel } from '../../state/numbers/index.ts';
import { useSequenceLink } from '../../state/sequence-link/index.ts';
import { ErrorBanner } from '../../ui/controls/error-banner.tsx';
import controls from '../../ui/controls.module.css';
import { Callout, Note } from '../../ui/layout/index.ts';

/** Of a link to an example of this site, whose small model is not in this browser yet. */
export function LinkedModel() {
  const site = useSequenceLink((state) => state.texts.site);
  const awaitsModel = useSequenceLink((state) => state.awaitsModel);
  const input = useModel((state) => state.info?.input);
  const [error, setError] = useState<LensErrorFields | null>(null);
  const model = SITE_MODELS.find(({ folder }) => folder === site);
  if (!model || awaitsModel || input !== 'tokens') return null;
  const take = async () => {
    setError(null);
    try {
      await takeSiteModel(model);
    } catch (reason) {
      if (!(reason instanceof LensError)) throw reason;
      setError(reason.fields);
    }
  };
  return (
    <Callout
      tone="accent"
      role="status"
      actions={
        <button type="button" className={`${controls.button} ${controls.primary}`} onClick={() => void take()}>
          Use this model
        </button>
      }
    >
      <Note>This link is about “{model.name}”, a small model of this site that is not in this browser yet.</Note>
      {error && <ErrorBanner title="The model could not be fetched" error={error} />}
    </Callout>
  );
}
