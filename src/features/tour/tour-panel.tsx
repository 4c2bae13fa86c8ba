import { type KeyboardEvent, useEffect, useRef } from 'react';
import { TOUR_STEPS, useTour } from '../../state/page/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import { useWhatIf } from '../../state/what-if/index.ts';
import controls from '../../ui/controls.module.css';
import { Note, Raised, Row, Title } from '../../ui/layout/index.ts';
import styles from './tour.module.css';
import { STEPS, type TourStep } from './tour-steps.tsx';
import { useTourAnchor } from './use-tour-anchor.ts';

const TITLE_ID = 'tour-title';

interface TourPanelProps {
  readonly step: number;
  /** Called once the tour is over. */
  readonly onLeft: () => void;
}

/** One step at the foot of the window; the page behind it works as ever, for what it tells is to be tried. */
export function TourPanel({ step, onLeft }: TourPanelProps) {
  const panel = useRef<HTMLElement>(null);
  const title = useRef<HTMLElement>(null);
  const explanation = useExplain((state) => state.response?.explanation ?? null);
  const go = useTour((state) => state.go);
  const leaveTour = useTour((state) => state.leave);
  const { anchors, down, title: name, Text } = STEPS[step] as TourStep;
  const isLast = step === TOUR_STEPS - 1;
  useTourAnchor({ ids: anchors, down, step, panel });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is read out anew
  useEffect(() => title.current?.focus({ preventScroll: true }), [step]);
  useReturnAfterDeed(title, isLast);

  const leave = () => {
    leaveTour();
    onLeft();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The explanation of a term goes first, by its own key handler.
    if (event.key !== 'Escape' || (event.target as HTMLElement).hasAttribute('aria-describedby')) return;
    event.stopPropagation();
    leave();
  };

  return (
    <Raised ref={panel} as="section" aria-labelledby={TITLE_ID} className={`screen-only ${styles.panel}`} onKeyDown={onKeyDown}>
      <Note size="xs">
        Step {step + 1} of {TOUR_STEPS}
      </Note>
      <Title as="h2" ref={title} id={TITLE_ID} tabIndex={-1} className={styles.title}>
        <span className="visually-hidden">
          Tour, step {step + 1} of {TOUR_STEPS}:{' '}
        </span>
        {name}
      </Title>
      <div className={styles.text}>
        {explanation ? <Text explanation={explanation} /> : <p>Type a sentence, or choose an example, to go on.</p>}
      </div>
      <Row gap={2} above={2}>
        {!isLast && (
          <button type="button" className={controls.quiet} onClick={leave}>
            Skip the tour
          </button>
        )}
        <Row gap={2} className={styles.steps}>
          {step > 0 && (
            <button type="button" className={controls.button} onClick={() => go(step - 1)}>
              Back
            </button>
          )}
          <button
            type="button"
            className={`${controls.button} ${controls.primary}`}
            onClick={isLast ? leave : () => go(step + 1)}
          >
            {isLast ? 'Finish' : 'Next'}
          </button>
        </Row>
      </Row>
    </Raised>
  );
}

/** Whoever did the deed by keyboard is in the heat map then; the answer stands here. Nobody is taken away from a field. */
function useReturnAfterDeed(title: { readonly current: HTMLElement | null }, isLast: boolean): void {
  const done = useWhatIf((state) => state.status === 'current' && state.edits.length > 0);
  const before = useRef(done);
  useEffect(() => {
    const wasDone = before.current;
    before.current = done;
    if (!isLast || !done || wasDone) return;
    if (!(document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLTextAreaElement)) {
      title.current?.focus({ preventScroll: true });
    }
  }, [done, isLast, title]);
}
