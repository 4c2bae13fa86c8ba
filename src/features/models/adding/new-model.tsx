import { useEffect, useId, useRef } from 'react';
import { isReady, useModel, useModels, useNewModel } from '../../../state/models/index.ts';
import controls from '../../../ui/controls.module.css';
import { Row, Stack, Title } from '../../../ui/layout/index.ts';
import { FoundFiles } from './found-files.tsx';
import { GivenFiles } from './given-files.tsx';
import { MissingPartsNote } from './missing-parts.tsx';
import { ModelSettings } from './model-settings.tsx';
import { NetworkSettings } from './network-settings.tsx';
import styles from './new-model.module.css';
import { NewModelProblem } from './new-model-problem.tsx';
import { wholeSentence } from './problem-sentence.ts';
import { hasNoNetwork, isRefused } from './refused.ts';
import { asInTable } from './role-names.ts';
import { RoleTable } from './role-table.tsx';

/** What the files hold and how they are to be read, until they become a model or are given up. */
export function NewModel() {
  const status = useNewModel((state) => state.status);
  const editing = useNewModel((state) => state.editing);
  const refused = useNewModel(hasNoNetwork);
  const known = useNewModel((state) => state.inspection !== null && !isRefused(state));
  const asking = useNewModel(({ missing, withoutWords }) => missing !== null && !(missing.optional && withoutWords));
  const name = useModels(({ models }) => models.find(({ id }) => id === editing)?.name);
  const heading = useRef<HTMLElement>(null);
  const headingId = useId();
  // What had the focus is gone with the list.
  useEffect(() => heading.current?.focus(), []);
  return (
    <Stack as="section" gap={4} aria-labelledby={headingId}>
      <Title size="l" id={headingId} ref={heading} tabIndex={-1} className={styles.heading}>
        {editing ? `How “${name ?? ''}” is read` : 'A new model'}
      </Title>
      <Progress />
      <NewModelProblem />
      <GivenFiles />
      {!refused && <MissingPartsNote />}
      {known && <FoundFiles asking={asking || refused} />}
      {known && !asking && !refused && (
        <>
          <ModelSettings />
          <NetworkSettings />
        </>
      )}
      {known && (refused || !asking) && <RoleTable />}
      {status !== 'reading' && <Actions />}
    </Stack>
  );
}

function Progress() {
  const status = useNewModel((state) => state.status);
  const known = useNewModel((state) => state.inspection !== null);
  const { loadedBytes, totalBytes } = useNewModel((state) => state.progress);
  const reading = status === 'reading' || (status === 'inspecting' && !known);
  return (
    <Stack as="p" gap={2} role="status" className={styles.progress} data-empty={!reading || undefined}>
      {reading && (
        <>
          {status === 'reading' ? 'Reading the files …' : 'Checking what they hold …'}
          <progress
            className={controls.progress}
            aria-label="Reading the files"
            {...(status === 'reading' && totalBytes > 0 ? { value: loadedBytes, max: totalBytes } : {})}
          />
        </>
      )}
    </Stack>
  );
}

/** Of a large model, the hash of its weights is most of the work. */
function Loading() {
  const { loadedBytes, totalBytes } = useModel((state) => state.progress);
  const known = totalBytes > 0;
  return (
    <progress
      className={`${controls.progress} ${styles.loading}`}
      aria-label="Loading the model"
      {...(known ? { value: loadedBytes, max: totalBytes } : {})}
    />
  );
}

function Actions() {
  const inspection = useNewModel((state) => state.inspection);
  const missing = useNewModel((state) => state.missing !== null && !state.withoutWords);
  const refused = useNewModel(isRefused);
  const readable = useNewModel(isReady);
  const editing = useNewModel((state) => state.editing);
  const files = useNewModel((state) => state.files);
  const loading = useModels((state) => state.loading !== null);
  const { use, cancel } = useNewModel.getState();
  const ready = readable && !loading;
  return (
    <Row gap={2} className={styles.actions}>
      <p role="status" aria-label="What is missing" className={styles.problem}>
        {!refused && inspection?.problem && wholeSentence(asInTable(inspection.problem), files)}
      </p>
      {inspection && !refused && !(missing && inspection.layers) && (
        <button
          type="button"
          className={`${controls.button} ${controls.primary} ${styles.use}`}
          aria-disabled={!ready}
          onClick={() => ready && void use()}
        >
          {loading ? 'Loading …' : editing ? 'Read it this way' : 'Use this model'}
        </button>
      )}
      {loading && <Loading />}
      <button type="button" className={controls.button} onClick={cancel}>
        {inspection ? 'Cancel' : 'Back to the models'}
      </button>
    </Row>
  );
}
