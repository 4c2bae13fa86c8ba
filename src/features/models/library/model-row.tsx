import { useId, useRef, useState } from 'react';
import type { ModelInfo } from '../../../engine/protocol.ts';
import { type KeptModel, useModel, useModels, useNewModel } from '../../../state/models/index.ts';
import { NameField } from '../../../ui/controls/editable-name.tsx';
import controls from '../../../ui/controls.module.css';
import { Row, Stack } from '../../../ui/layout/index.ts';
import { formatBytes } from '../../../ui/text/format-number.ts';
import { TrustMark } from '../trust/trust-mark.tsx';
import { ExportModel } from './export-model.tsx';
import styles from './model-row.module.css';

/** A model of the list: what it is, and what can be done with it. */
export function ModelRow({ model }: { readonly model: KeptModel }) {
  const { id, name, source } = model;
  const current = useModels((state) => state.currentId === id);
  const chosen = useModels((state) => (state.loading ?? state.currentId) === id);
  const loading = useModels((state) => state.loading === id);
  const { choose, rename, remove } = useModels.getState();
  const [renaming, setRenaming] = useState(false);
  const renameButton = useRef<HTMLButtonElement>(null);
  const doneRenaming = () => {
    setRenaming(false);
    if (document.activeElement === document.body) renameButton.current?.focus();
  };
  const factsId = useId();
  const radioId = useId();
  return (
    <div className={styles.row} data-chosen={chosen || undefined}>
      <input
        id={radioId}
        type="radio"
        name="model"
        className={styles.radio}
        checked={chosen}
        aria-label={name}
        aria-describedby={factsId}
        onChange={() => void choose(id)}
      />
      <Stack gap={1}>
        {renaming ? (
          <NameField name={name} onRename={(given) => void rename(id, given)} onDone={doneRenaming} />
        ) : (
          <label htmlFor={radioId} className={styles.name}>
            <bdi>{name}</bdi>
          </label>
        )}
        <Row as="p" gap={2} id={factsId} className={styles.facts}>
          <TrustMark model={model} />
          <Facts model={model} />
          {loading && <span>loading …</span>}
        </Row>
      </Stack>
      <Row gap={1} className={styles.actions}>
        {current && <ExportModel name={name} />}
        {current && <AddWords model={model} />}
        {source !== 'bundled' && (
          <>
            <button
              type="button"
              className={controls.chip}
              aria-label={`Settings of ${name}`}
              onClick={() => void useNewModel.getState().edit(id)}
            >
              Settings
            </button>
            <button
              ref={renameButton}
              type="button"
              className={controls.chip}
              aria-label={`Rename ${name}`}
              onClick={() => setRenaming(true)}
            >
              Rename
            </button>
            <button type="button" className={controls.chip} aria-label={`Remove ${name}`} onClick={() => void remove(id)}>
              Remove
            </button>
          </>
        )}
      </Row>
    </div>
  );
}

/** Of a model that was given without a vocabulary. */
function AddWords({ model: { id, name } }: { readonly model: KeptModel }) {
  const wordless = useModel(({ info }) => info !== null && info.input === 'tokens' && !info.files.some(isVocabulary));
  if (!wordless) return null;
  return (
    <button
      type="button"
      className={controls.chip}
      aria-label={`Add the vocabulary of ${name}`}
      onClick={() => void useNewModel.getState().edit(id)}
    >
      Add its vocabulary
    </button>
  );
}

function isVocabulary({ role }: ModelInfo['files'][number]): boolean {
  return role === 'vocabulary';
}

function Facts({ model: { format, bytes, sha256, source, stored } }: { readonly model: KeptModel }) {
  const facts = [
    source === 'published' && 'published by its authors',
    format,
    bytes > 0 && formatBytes(bytes),
    !stored && 'until this page is closed',
  ].filter(Boolean);
  return (
    <>
      <span>{facts.join(' · ')}</span>
      {sha256 && <code title={`SHA-256 of the weights: ${sha256}`}>{sha256.slice(0, 8)}</code>}
    </>
  );
}
