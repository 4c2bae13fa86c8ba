import { useId, useState } from 'react';
import { METHOD_NAMES, METHODS, type MethodId } from '../../engine/protocol.ts';
import { useDisplay } from '../../state/display/index.ts';
import { MAX_SHOWN, usePins } from '../../state/pins/index.ts';
import { CloseIcon } from '../../ui/controls/icons.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import controls from '../../ui/controls.module.css';
import { useFading } from '../../ui/hooks/use-fading.ts';
import { Raised, Row, Stack } from '../../ui/layout/index.ts';
import { Comparison } from './comparison.tsx';
import { PinChips } from './pin-chips.tsx';
import styles from './pins-section.module.css';

/** The pinned explanations: which there are, and up to four of them beside the current one. Nothing is here before the first pin. */
export function PinsSection() {
  const any = usePins((state) => state.pins.length > 0);
  const segments = useSegments();
  const [chosen, setChosen] = useState<MethodId>('lrp');
  const method = segments.some(({ value }) => value === chosen) ? chosen : 'lrp';
  const headingId = useId();
  return (
    <>
      <Messages />
      {any && (
        <Stack as="section" aria-labelledby={headingId}>
          <Row gap={4} spread>
            <h2 id={headingId} className="eyebrow">
              Pinned · up to {MAX_SHOWN} beside the current one
            </h2>
            <Segmented label="Method of the comparison" segments={segments} value={method} onChange={setChosen} />
          </Row>
          <PinChips />
          <Comparison method={method} />
        </Stack>
      )}
    </>
  );
}

/** The methods that every explanation has, those that are shown now, and those of the pins beside it. */
function useSegments() {
  const displayed = useDisplay((state) => state.methods);
  const pins = usePins((state) => state.pins);
  const shown = usePins((state) => state.shown);
  const there = new Set<MethodId>([
    ...METHODS.map(({ id }) => id),
    ...displayed,
    ...pins.filter(({ id }) => shown.includes(id)).flatMap(({ explanation }) => explanation.methods.map(({ id }) => id)),
  ]);
  return METHOD_NAMES.filter(({ id }) => there.has(id)).map(({ id, label, hint }) => ({ value: id, label, title: hint }));
}

/** How long a message stays on the screen. */
const MESSAGE_MS = 8000;

function Messages() {
  const message = usePins((state) => state.message);
  const warning = usePins((state) => state.warning);
  const removed = usePins((state) => state.removed);
  const { dismissWarning, undoRemove, forgetMessage } = usePins.getState();
  useFading(removed ? '' : (message ?? ''), MESSAGE_MS, forgetMessage);
  return (
    <Raised className={styles.messages} data-empty={(!message && !warning) || undefined}>
      <p role="status" aria-label="About the pins" className={styles.message}>
        {message}
      </p>
      {message && removed && (
        <button type="button" className={controls.chip} onClick={undoRemove}>
          Undo
        </button>
      )}
      {message && removed && (
        <button type="button" className={`${controls.quiet} ${controls.icon}`} aria-label="Dismiss" onClick={forgetMessage}>
          <CloseIcon />
        </button>
      )}
      <p role="status" aria-label="About keeping the pins" className={styles.warning}>
        {warning}
      </p>
      {warning && (
        <button type="button" className={controls.chip} onClick={dismissWarning}>
          Dismiss
        </button>
      )}
    </Raised>
  );
}
