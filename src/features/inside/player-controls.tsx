import type { MouseEvent, RefObject } from 'react';
import controls from '../../ui/controls.module.css';
import { scrollBehaviour } from '../../ui/hooks/scroll-behaviour.ts';
import { Row } from '../../ui/layout/index.ts';
import styles from './inside.module.css';
import { PauseIcon, PlayIcon, StepIcon } from './player-icons.tsx';
import type { Player } from './use-player.ts';

interface PlayerControlsProps {
  readonly player: Player;
  readonly drawing: RefObject<Element | null>;
  /** What has happened so far. */
  readonly narration: string;
}

/** Play, pause, a step back or on, and the whole way as a slider. */
export function PlayerControls({ player, drawing, narration }: PlayerControlsProps) {
  const { step, steps, playing, go, toggle } = player;
  const onPlay = ({ currentTarget }: MouseEvent<Element>) => {
    if (!playing) bringInSight(currentTarget, drawing.current);
    toggle();
  };
  return (
    <Row gap={2} className={`${styles.player} screen-only`}>
      <button type="button" className={`${controls.button} ${controls.primary} ${styles.play}`} onClick={onPlay}>
        {playing ? <PauseIcon /> : <PlayIcon />}
        {playing ? 'Pause' : 'Play'}
      </button>
      <button
        type="button"
        className={`${controls.button} ${controls.icon}`}
        aria-label="One step back"
        aria-disabled={step === 0}
        onClick={() => go(step - 1)}
      >
        <StepIcon back />
      </button>
      <button
        type="button"
        className={`${controls.button} ${controls.icon}`}
        aria-label="One step on"
        aria-disabled={step === steps}
        onClick={() => go(step + 1)}
      >
        <StepIcon />
      </button>
      <input
        type="range"
        className={styles.scrub}
        aria-label="Step"
        aria-valuetext={`${step} of ${steps}. ${narration}`}
        min={0}
        max={steps}
        step={1}
        value={step}
        onChange={(event) => go(Number(event.target.value))}
      />
      <span className={styles.count}>
        step {step} of {steps}
      </span>
    </Row>
  );
}

/** Where the words are below the window, the controls go to its top: what arrives there is to be seen. */
function bringInSight(controls: Element, drawing: Element | null): void {
  if (!drawing || drawing.getBoundingClientRect().bottom <= innerHeight) return;
  controls.scrollIntoView({ block: 'start', behavior: scrollBehaviour() });
}
