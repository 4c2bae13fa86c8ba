import { useEffect, useEffectEvent, useState } from 'react';
import { useInside } from '../../state/inside/index.ts';
import { useMediaQuery } from '../../ui/hooks/use-media-query.ts';
import type { Net } from './net/net.ts';

export interface Player {
  /** How many steps are done, 0..steps. */
  readonly step: number;
  readonly steps: number;
  readonly playing: boolean;
  /** The last step was one on: its ribbons grow, unless the person wants no motion. */
  readonly grows: boolean;
  /** How long a step takes, in milliseconds. */
  readonly stepTime: number;
  readonly go: (step: number) => void;
  /** Plays on, from the beginning where all is done; or pauses. */
  readonly toggle: () => void;
}

/** The whole way takes about this long, but no step longer or shorter than one can follow. */
const WHOLE_MS = 9000;
const STEP_MS = { least: 110, most: 750 } as const;

/** So many that to draw all of them anew for each frame would stutter: then each step is there at once. */
const MOST_THAT_GROW = 700;

/** @param ribbons how many there are in the drawing @param steps that the way has in all */
export function usePlayer({ steps, ribbons }: Pick<Net, 'steps' | 'ribbons'>): Player {
  const stored = useInside((state) => state.step);
  const setStep = useInside((state) => state.setStep);
  const [playing, setPlaying] = useState(false);
  const [grows, setGrows] = useState(false);
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)') || ribbons.length > MOST_THAT_GROW;
  const step = Math.min(stored ?? steps, steps);
  // A link's step may be beyond the way of this sentence: then all of it is shown, and the link says so from then on.
  useEffect(() => {
    if (stored !== null && stored >= steps) setStep(null);
  }, [stored, steps, setStep]);
  const stepTime = Math.min(STEP_MS.most, Math.max(STEP_MS.least, WHOLE_MS / Math.max(1, steps)));

  const go = (to: number) => {
    const next = Math.min(steps, Math.max(0, to));
    setGrows(!isStill && next === step + 1);
    setStep(next === steps ? null : next);
  };
  const goOn = useEffectEvent(() => {
    if (step < steps) go(step + 1);
    else setPlaying(false);
  });

  useEffect(() => {
    if (!playing) return;
    // Each step waits for the one before to be drawn: where that takes long, the way does too, and nothing is skipped.
    const timer = setTimeout(goOn, step === 0 ? STEP_MS.most : stepTime);
    return () => clearTimeout(timer);
  }, [playing, step, stepTime]);

  const toggle = () => {
    if (!playing && step >= steps) go(0);
    setPlaying(!playing);
  };
  return { step, steps, playing: playing && step < steps, grows, stepTime, go, toggle };
}
