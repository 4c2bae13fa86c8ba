import { useDisplay } from '../../state/display/index.ts';
import { usePopoverPlace } from '../../ui/controls/place-popover.ts';
import type { PopoverContentProps } from '../../ui/controls/popover.tsx';
import controls from '../../ui/controls.module.css';
import { Note, Row, Stack } from '../../ui/layout/index.ts';
import { MethodList } from './method-list.tsx';
import styles from './method-menu.module.css';

/** Which methods are shown. */
export function MethodMenu(props: PopoverContentProps) {
  usePopoverPlace(props);
  const methods = useDisplay((state) => state.methods);
  const set = useDisplay((state) => state.set);
  const toggle = useDisplay((state) => state.toggleMethod);
  return (
    <Stack gap={3}>
      <Row gap={2} spread>
        <Note size="xs">Only what is shown is computed.</Note>
        <button
          type="button"
          className={controls.chip}
          aria-disabled={methods.join() === 'lrp'}
          onClick={() => set({ methods: ['lrp'] })}
        >
          LRP alone
        </button>
      </Row>
      <Stack gap={4} className={styles.list}>
        <MethodList chosen={methods} min={1} onToggle={toggle} />
      </Stack>
    </Stack>
  );
}
