import { type KeyboardEvent, useRef } from 'react';
import { type ExampleSet, type SetId, useExamples } from '../../state/examples/index.ts';
import controls from '../../ui/controls.module.css';
import { Note } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import { FileButton } from './file-button.tsx';
import { FORMATS_IN_SHORT } from './file-formats.ts';
import styles from './set-tabs.module.css';

/** Sentences of the published test set, known before it is there. */
const SST_COUNT = 2210;

/** The sets of examples as tabs, and the way to a file of one's own. */
export function SetTabs({ panelId }: { readonly panelId: string }) {
  const sets = useExamples((state) => state.sets);
  const shown = useExamples((state) => state.shown);
  const show = useExamples((state) => state.show);
  const list = useRef<HTMLDivElement>(null);
  const tabs = tabsOf(sets);

  function move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.altKey) return;
    event.preventDefault();
    const from = tabs.findIndex(({ id }) => id === shown);
    const to = tabs[(from + step + tabs.length) % tabs.length];
    if (!to) return;
    show(to.id);
    list.current?.querySelector<HTMLElement>(`[data-set="${to.id}"]`)?.focus();
  }

  return (
    <div className={styles.bar}>
      <div ref={list} role="tablist" aria-label="Sets of examples" className={styles.tabs}>
        {tabs.map(({ id, label, hint }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${panelId}-tab-${id}`}
            data-set={id}
            title={hint}
            aria-selected={id === shown}
            aria-controls={panelId}
            tabIndex={id === shown ? 0 : -1}
            className={`${controls.chip} ${styles.tab} ${id === shown ? controls.primary : ''}`}
            onClick={() => show(id)}
            onKeyDown={move}
          >
            {label}
          </button>
        ))}
      </div>
      <FileButton className={`${controls.chip} ${styles.tab}`} label={sets.file ? 'Other file…' : 'Your file…'} />
      {!sets.file && (
        <Note as="span" size="xs" className={styles.hint}>
          {FORMATS_IN_SHORT}
        </Note>
      )}
    </div>
  );
}

interface Tab {
  readonly id: SetId;
  readonly label: string;
  readonly hint: string | undefined;
}

function tabsOf(sets: { readonly [id in SetId]: ExampleSet | null }): readonly Tab[] {
  const { 'built-in': builtIn, sst, file } = sets;
  return [
    { id: 'built-in', label: `Built-in · ${formatCount(builtIn?.examples.length ?? 0)}`, hint: undefined },
    { id: 'sst', label: `SST test set · ${formatCount(sst?.examples.length ?? SST_COUNT)}`, hint: undefined },
    ...(file ? [{ id: 'file', label: `Your file · ${formatCount(file.examples.length)}`, hint: file.name } as const] : []),
  ];
}
