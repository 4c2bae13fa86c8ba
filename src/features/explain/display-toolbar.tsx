import { useState } from 'react';
import { METHODS, type MethodId } from '../../engine/protocol.ts';
import { LAYOUTS, type Layout, useDisplay } from '../../state/display/index.ts';
import { useModel } from '../../state/models/index.ts';
import { SlidersIcon } from '../../ui/controls/icons.tsx';
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

/** How the answer is shown: its layout and methods at hand, what one changes rarely in a panel. */
export function DisplayToolbar() {
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
      {layout === 'classes' ? <MatrixMethod /> : <MethodChoice />}
      <div className={styles.end}>
        <Popover label="Display" icon={<SlidersIcon />} content={DisplayPanel} />
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

const isAlone = (methods: readonly MethodId[]) => methods.length === 1 && methods[0] === 'lrp';

/** LRP alone, or a choice of methods: the choice stays open, whatever is chosen in it, until it is closed. */
function MethodChoice() {
  const alone = useDisplay((state) => isAlone(state.methods));
  const set = useDisplay((state) => state.set);
  const [kept, setKept] = useState(!alone);
  const open = kept || !alone;
  const toggle = () => {
    setKept(!open);
    set({ methods: open ? ['lrp'] : METHODS.map(({ id }) => id) });
  };
  return (
    <>
      <button
        type="button"
        className={styles.toggle}
        aria-label="Compare methods"
        aria-pressed={open}
        title={open ? 'LRP alone' : 'Beside LRP, Gradient × Input and Sensitivity'}
        onClick={toggle}
      >
        Compare<span className={styles.more}>&nbsp;methods</span>
      </button>
      {open && <MethodToggles onChange={() => setKept(true)} />}
    </>
  );
}

function MethodToggles({ onChange }: { readonly onChange: () => void }) {
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
            onClick={() => {
              onChange();
              toggle(id);
            }}
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
