import { useId } from 'react';
import { useModel } from '../../state/model-store.ts';
import { useNewModel } from '../../state/new-model-store.ts';
import { AddModel } from './add-model.tsx';
import { ModelFacts } from './model-facts.tsx';
import styles from './model-library.module.css';
import { ModelList } from './model-list.tsx';
import { ModelMessages } from './model-messages.tsx';
import { NewModel } from './new-model.tsx';
import { PublishedModel } from './published-model.tsx';
import { SpaceUsed } from './space-used.tsx';
import { TrustPanel } from './trust-panel.tsx';

/** Every model there is, and the way to another; while files are gone over, these alone. */
export function ModelLibrary({ onClose }: { readonly onClose: () => void }) {
  const busy = useNewModel((state) => state.status !== 'none');
  const info = useModel((state) => state.info);
  const ownId = useId();
  return (
    <div className={styles.library}>
      <ModelMessages onClose={onClose} />
      {busy ? (
        <NewModel />
      ) : (
        <>
          <ModelList />
          <SpaceUsed />
          <TrustPanel />
          {info && (
            <details className={styles.about}>
              <summary>About “{info.name}”</summary>
              <ModelFacts model={info} />
            </details>
          )}
          <section aria-labelledby={ownId} className={styles.section}>
            <h3 id={ownId} className={styles.heading}>
              Use your own LSTM
            </h3>
            <AddModel />
          </section>
          <div className={styles.section}>
            <PublishedModel />
          </div>
        </>
      )}
    </div>
  );
}
