/** Which of the browser's steps the page stands at: a step of its own knows its number, so that an undo never leaves the page. */
import { create } from 'zustand';
import type { Address } from './url-history.ts';

interface Steps {
  /** 0: the step that the page was opened with. */
  readonly at: number;
  /** The last step that can be gone forward to. */
  readonly top: number;
  /** What was undone or redone last, for the eye and for screen readers. */
  readonly said: string;
}

export const useSteps = create<Steps>()(() => ({ at: -1, top: -1, said: '' }));

export const ADDRESS: Address = {
  push(fragment) {
    const step = useSteps.getState().at + 1;
    history.pushState({ step }, '', `#${fragment}`);
    useSteps.setState({ at: step, top: step, said: '' });
  },
  replace(fragment) {
    const { at } = useSteps.getState();
    history.replaceState({ step: at }, '', `#${fragment}`);
    useSteps.setState({ top: at });
  },
};

/** To be called when the page opens and whenever the browser has gone to another step, or has made one for an address that was typed. */
export function noteStep(): void {
  const { at, top } = useSteps.getState();
  const known: unknown = history.state?.step;
  if (typeof known === 'number') {
    useSteps.setState({ at: known, top: Math.max(top, known) });
    return;
  }
  try {
    history.replaceState({ step: at + 1 }, '');
    useSteps.setState({ at: at + 1, top: at + 1 });
  } catch {
    // The browser has had enough of it for now: the step is no place to undo from.
  }
}
