import { useEffect } from 'react';
import { type ModelOptions, searchWords } from '../../../engine/protocol.ts';
import { type SearchedModel, useReferenceSearch } from '../../../state/models/index.ts';
import { ErrorBanner } from '../../../ui/controls/error-banner.tsx';
import controls from '../../../ui/controls.module.css';
import { Note, Row, Stack } from '../../../ui/layout/index.ts';
import { formatCount } from '../../../ui/text/format-number.ts';
import styles from './find-what-fits.module.css';
import { FoundFits } from './found-fits.tsx';
import { TrustProblems } from './trust-problems.tsx';

interface FindWhatFitsProps {
  /** What is to be found; null: not yet, as scores are missing or the files are no model. */
  readonly model: SearchedModel | null;
  /** Reads the files so from now on. */
  readonly onUse: (options: ModelOptions) => void;
}

/** Tries whatever the files leave open against the reference scores, and takes over what fits. */
export function FindWhatFits({ model, onUse }: FindWhatFitsProps) {
  const searching = useReferenceSearch((state) => state.status === 'searching');
  const problems = useReferenceSearch((state) => state.problems);
  const error = useReferenceSearch((state) => state.error);
  const result = useReferenceSearch((state) => state.result);
  const { search, cancel } = useReferenceSearch.getState();
  useEffect(() => cancel, [cancel]);
  return (
    <Stack>
      <Row gap={2}>
        <button
          type="button"
          className={controls.button}
          aria-disabled={model === null || searching}
          onClick={() => model && !searching && void search(model)}
        >
          Find what fits
        </button>
        {searching ? (
          <Searching onCancel={cancel} />
        ) : (
          <Note as="span">Tries everything the files leave open, such as readout, activations, padding and gate order.</Note>
        )}
      </Row>
      <p role="status" className="visually-hidden">
        {result && searchWords(result).verdict}
      </p>
      {problems.length > 0 && <TrustProblems problems={problems} />}
      {error && <ErrorBanner title="The search could not start" error={error} />}
      {result && <FoundFits result={result} onUse={onUse} />}
    </Stack>
  );
}

function Searching({ onCancel }: { readonly onCancel: () => void }) {
  const { tried, total } = useReferenceSearch((state) => state.progress);
  return (
    <>
      <progress
        className={`${controls.progress} ${styles.progress}`}
        aria-label="Combinations tried"
        {...(total > 0 ? { value: tried, max: total } : {})}
      />
      {total > 0 && (
        <Note as="span" className={styles.count}>
          {formatCount(tried)} of {formatCount(total)}
        </Note>
      )}
      <button type="button" className={controls.button} onClick={onCancel}>
        Stop
      </button>
    </>
  );
}
