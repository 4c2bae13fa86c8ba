import { METHODS } from '../../engine/protocol.ts';
import { LAYOUTS, type Layout, useDisplay } from '../../state/display/index.ts';
import { useModel } from '../../state/models/index.ts';
import { ListIcon, SlidersIcon } from '../../ui/controls/icons.tsx';
import { Popover } from '../../ui/controls/popover.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import { latePart } from '../../ui/late/late-part.tsx';
import styles from './display-toolbar.module.css';

const DisplayPanel = latePart({
  name: 'The display options',
  load: async () => (await import('./display-panel.tsx')).DisplayPanel,
});

const MethodMenu = latePart({
  name: 'The list of methods',
  load: async () => (await import('./method-menu.tsx')).MethodMenu,
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
      {layout === 'classes' && <MatrixMethod />}
      <div className={styles.end}>
        {layout !== 'classes' && <Popover label="Compare methods" short="Compare" icon={<ListIcon />} content={MethodMenu} />}
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
