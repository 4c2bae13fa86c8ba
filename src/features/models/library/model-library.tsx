import { useEffect, useId, useRef } from 'react';
import { useModel, useNewModel } from '../../../state/models/index.ts';
import { Disclosure, Stack, Title } from '../../../ui/layout/index.ts';
import { AddModel } from '../adding/add-model.tsx';
import { NewModel } from '../adding/new-model.tsx';
import { PublishedModel } from '../published/published-model.tsx';
import { TrustPanel } from '../trust/trust-panel.tsx';
import { ModelFacts } from './model-facts.tsx';
import styles from './model-library.module.css';
import { ModelList } from './model-list.tsx';
import { ModelMessages } from './model-messages.tsx';
import { SiteModels } from './site-models.tsx';
import { SpaceUsed } from './space-used.tsx';

/** Every model there is, and the way to another; while files are gone over, these alone. */
export function ModelLibrary({ onClose }: { readonly onClose: () => void }) {
  const busy = useNewModel((state) => state.status !== 'none');
  const info = useModel((state) => state.info);
  const ownId = useId();
  const root = useRef<HTMLElement>(null);
  const wasBusy = useRef(false);
  // The form has gone, with the focus: back to the list's beginning, where it is said what became of the files.
  useEffect(() => {
    if (wasBusy.current && !busy) {
      root.current?.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.focus({ preventScroll: true });
      root.current?.scrollIntoView({ block: 'start' });
    }
    wasBusy.current = busy;
  }, [busy]);
  return (
    <Stack ref={root} gap={4} className={styles.library}>
      <ModelMessages onClose={onClose} />
      {busy ? (
        <NewModel />
      ) : (
        <>
          <ModelList />
          <SpaceUsed />
          <TrustPanel />
          {info && (
            <Disclosure className={styles.about} summary={`About “${info.name}”`}>
              <ModelFacts model={info} />
            </Disclosure>
          )}
          <Stack as="section" parted aria-labelledby={ownId}>
            <Title id={ownId}>Use your own model</Title>
            <AddModel />
          </Stack>
          <Stack parted>
            <PublishedModel />
          </Stack>
          <Stack parted>
            <Disclosure summary="Examples of numbers that come with the page" lazy>
              <SiteModels onOpened={onClose} />
            </Disclosure>
          </Stack>
        </>
      )}
    </Stack>
  );
}
