import type { ReactNode } from 'react';
import { METHODS } from '../../engine/protocol.ts';
import { LAYOUTS, type Layout, useDisplay } from '../../state/display/index.ts';
import { useModel } from '../../state/models/index.ts';
import { Popover } from '../../ui/controls/popover.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import { latePart } from '../../ui/late/late-part.tsx';
import styles from './display-toolbar.module.css';

const DisplayPanel = latePart({
  name: 'The display options',
  load: async () => (await import('./display-panel.tsx')).DisplayPanel,
});

const LAYOUT_NAMES: Readonly<Record<Layout, { readonly label: string; readonly title: string }>> = {
  text: { label: 'Text', title: 'The sentence, once for each method' },
  grid: { label: 'Grid', title: 'Words are columns, methods are rows' },
  classes: { label: 'Classes', title: 'Every class at once, by one method' },
};

/** How the answer is shown: its layout and methods at hand, what one changes rarely in a panel; `children` is the legend. */
export function DisplayToolbar({ children }: { readonly children: ReactNode }) {
  const layout = useDisplay((state) => state.layout);
  const set = useDisplay((state) => state.set);
  // With a single class there is nothing to set side by side; a link may ask for it all the same.
  const one = useModel((state) => state.info?.classes.length === 1);
  const layouts = LAYOUTS.filter((value) => value !== 'classes' || value === layout || !one);
  return (
    <div className={styles.toolbar}>
      <Segmented
        label="Layout"
        segments={layouts.map((value) => ({ value, ...LAYOUT_NAMES[value] }))}
        value={layout}
        onChange={(chosen) => set({ layout: chosen })}
      />
      {layout === 'classes' ? <MatrixMethod /> : <MethodToggles />}
      <div className={styles.legend}>{children}</div>
      <div className={styles.end}>
        <Popover label="Display" content={DisplayPanel} />
      </div>
    </div>
  );
}

function MatrixMethod() {
  const matrixMethod = useDisplay((state) => state.matrixMethod);
  const set = useDisplay((state) => state.set);
  return (
    <div className={styles.methods}>
      <Segmented
        label="Method of the matrix"
        segments={METHODS.map(({ id, label, hint }) => ({ value: id, label, title: hint }))}
        value={matrixMethod}
        onChange={(chosen) => set({ matrixMethod: chosen })}
      />
    </div>
  );
}

function MethodToggles() {
  const shown = useDisplay((state) => state.methods);
  const toggle = useDisplay((state) => state.toggleMethod);
  return (
    <fieldset aria-label="Methods shown" className={styles.methods}>
      {METHODS.map(({ id, label, hint }) => {
        const on = shown.includes(id);
        const last = on && shown.length === 1;
        return (
          <button
            key={id}
            type="button"
            className={styles.toggle}
            aria-pressed={on}
            aria-disabled={last || undefined}
            title={last ? 'At least one method stays on' : hint}
            onClick={() => toggle(id)}
          >
            <span className={styles.tick} aria-hidden="true">
              {on ? '✓' : ''}
            </span>
            {label}
          </button>
        );
      })}
    </fieldset>
  );
}
