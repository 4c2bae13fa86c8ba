import { useState } from 'react';
import type { LensErrorFields } from '../../../engine/protocol.ts';
import { LensError } from '../../../engine/protocol.ts';
import { openSiteExample, SITE_MODELS } from '../../../state/numbers/index.ts';
import { ErrorBanner } from '../../../ui/controls/error-banner.tsx';
import controls from '../../../ui/controls.module.css';
import { Note, Row, Stack } from '../../../ui/layout/index.ts';

/** Small models that read numbers, with sequences of which it is known what one should see. */
export function SiteModels({ onOpened }: { readonly onOpened: () => void }) {
  const [error, setError] = useState<LensErrorFields | null>(null);
  const open = async (...example: Parameters<typeof openSiteExample>) => {
    setError(null);
    try {
      await openSiteExample(...example);
      onOpened();
    } catch (reason) {
      if (!(reason instanceof LensError)) throw reason;
      setError(reason.fields);
    }
  };
  return (
    <Stack gap={3} above={2}>
      <Note>
        Four small models of numbers, trained on sequences that are made up, so that one knows what their explanations should
        show.
      </Note>
      {SITE_MODELS.map((model) => (
        <Row key={model.folder} gap={2} role="group" aria-label={model.name}>
          <span>{model.name}:</span>
          {model.examples.map((example) => (
            <button key={example.file} type="button" className={controls.chip} onClick={() => void open(model, example)}>
              {example.label}
            </button>
          ))}
        </Row>
      ))}
      {error && <ErrorBanner title="The example could not be opened" error={error} />}
    </Stack>
  );
}
