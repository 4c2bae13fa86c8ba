import { useEffect, useId, useRef } from 'react';
import { useModels } from '../../../state/models/index.ts';
import { keptModel, type PublishedStep, UPSTREAM_PAGE, usePublished } from '../../../state/published/index.ts';
import { ErrorBanner } from '../../../ui/controls/error-banner.tsx';
import controls from '../../../ui/controls.module.css';
import { Note, Row, Stack, Title } from '../../../ui/layout/index.ts';
import { CancelButton } from './published-cancel.tsx';
import { PublishedConsent } from './published-consent.tsx';
import { PublishedFigures } from './published-figures.tsx';
import styles from './published-model.module.css';
import { PublishedProgress } from './published-progress.tsx';

/** The published model: fetched after a consent, then held against the figures that were published with it. */
export function PublishedModel() {
  const titleId = useId();
  const section = useRef<HTMLElement>(null);
  const status = usePublished((state) => state.status);

  // The button that brought the next step about goes with its own step: the focus must not fall out of the panel.
  const before = useRef(status.step);
  useEffect(() => {
    const lost = document.activeElement === null || !document.activeElement.matches('button, a, input, select, textarea');
    if (before.current !== status.step && lost) section.current?.focus();
    before.current = status.step;
  }, [status.step]);

  return (
    <Stack as="section" ref={section} tabIndex={-1} className={styles.panel} aria-labelledby={titleId}>
      <Title id={titleId}>The published model</Title>
      <Note>
        The bidirectional LSTM of Li et al. 2016 with which Arras et al. 2017 introduced LRP for LSTMs, from{' '}
        <a href={UPSTREAM_PAGE} target="_blank" rel="noreferrer">
          their repository
        </a>
        : 19,538 words, five classes.
      </Note>
      <Step status={status} />
    </Stack>
  );
}

function Step({ status }: { readonly status: PublishedStep }) {
  const run = usePublished((state) => state.run);
  switch (status.step) {
    case 'idle':
      return <Start />;
    case 'asking':
      return <PublishedConsent files={status.files} />;
    case 'fetching':
      return <PublishedProgress files={status.files} />;
    case 'comparing':
      return (
        <Row spread>
          <p role="status">Reading the model and explaining test sentence 291 …</p>
          <CancelButton />
        </Row>
      );
    case 'failed':
      return (
        <>
          <ErrorBanner
            title={status.files ? 'The published model could not be fetched' : 'What was fetched could not be used'}
            error={status.error}
            note={remains(status)}
          />
          <Row>
            <button type="button" className={`${controls.button} ${controls.primary}`} onClick={() => void run()}>
              Try again
            </button>
            <CancelButton label="Leave it" />
          </Row>
        </>
      );
    case 'compared':
      return <PublishedFigures comparison={status.comparison} />;
  }
}

function Start() {
  const ask = usePublished((state) => state.ask);
  const kept = useModels(({ models }) => keptModel(models) !== undefined);
  return (
    <Row>
      <button type="button" className={controls.button} onClick={ask}>
        {kept ? 'Compare with the published figures' : 'Get the published model …'}
      </button>
    </Row>
  );
}

function remains({ files }: Extract<PublishedStep, { step: 'failed' }>): string {
  const done = files?.filter((file) => file.done).length ?? 0;
  const there = done > 0 ? `${done} of ${files?.length} files are here and are not fetched again. ` : '';
  return `${there}The model in use is as it was.`;
}
