import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from 'react';
import controls from '../controls.module.css';
import { createLate, type Late, type LateState } from './late.ts';
import type { LateFailure } from './late-failure.ts';
import styles from './late-part.module.css';

interface LatePartOptions<Props> {
  /** As a sentence begins with it: “The experiments”. */
  readonly name: string;
  /** Brings the component: `async () => (await import('./file.tsx')).Component`. */
  readonly load: () => Promise<ComponentType<Props>>;
  /** Whether it is loaded as soon as it is drawn, or only after `loadLateParts()`: what stands on the page from the beginning. */
  readonly when?: 'drawn' | 'page is there';
  /** It stands above the page, at no place of its own: what is said of it stands at the foot of the window. */
  readonly floats?: boolean;
  /** Stands in its place until it is there, and takes as much room, so that nothing moves. */
  readonly waiting?: ReactNode;
}

let release = () => {};
const pageIsThere = new Promise<void>((resolve) => {
  release = resolve;
});
const parts: Late<unknown>[] = [];

/** Lets what is drawn and waits for the page be loaded, and nothing else. */
export function releaseLateParts(): void {
  release();
}

/** To be called when what the person came for is on the screen: loads what the page still lacks, and then, in idle moments, all the rest. */
export async function loadLateParts(): Promise<void> {
  releaseLateParts();
  // Parts within parts are added on the way.
  for (const part of parts) {
    await idle();
    await part.start();
  }
}

function idle(): Promise<unknown> {
  // Safari has no requestIdleCallback.
  if (typeof requestIdleCallback === 'undefined') return new Promise((resolve) => setTimeout(resolve, 200));
  return new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }));
}

/**
 * A component that is loaded when it is first drawn. The rest of the page stays whatever becomes of it: where it cannot be loaded, its
 * place says so and why, with a way to try again.
 */
export function latePart<Props extends object>({
  name,
  load,
  when = 'drawn',
  floats = false,
  waiting,
}: LatePartOptions<Props>): ComponentType<Props> {
  const late = createLate(load);
  parts.push(late);
  const start = async () => {
    if (when === 'page is there') await pageIsThere;
    await late.start();
  };
  return function LatePart(props: Props) {
    const state = useSyncExternalStore(late.subscribe, late.state);
    useEffect(() => void start(), []);
    if (state.kind === 'ready') return <state.value {...props} />;
    if (state.kind === 'failed') return <Failed name={name} floats={floats} state={state} retry={() => void late.retry()} />;
    return waiting !== undefined ? waiting : <p role="status">Loading …</p>;
  };
}

const REASONS: Readonly<Record<LateFailure, string>> = {
  'new version':
    'There is a new version of LRP Lens, and this page still runs the old one. Reload to continue: everything in the address (the sentence, its edits, the settings) comes back, and so do saved pins and models. A file of sentences has to be added again.',
  unreachable: 'This site cannot be reached. Check the connection; everything else on this page keeps working.',
  broken: 'The site answers, but not with this part. Everything else on this page keeps working.',
};

interface FailedProps {
  readonly name: string;
  readonly floats: boolean;
  readonly state: Extract<LateState<never>, { kind: 'failed' }>;
  readonly retry: () => void;
}

function Failed({ name, floats, state: { failure, attempts, retrying }, retry }: FailedProps) {
  const isNew = failure === 'new version';
  const reload = (
    <button type="button" className={`${controls.button} ${isNew ? controls.primary : ''}`} onClick={loadAgain}>
      Reload
    </button>
  );
  return (
    <div role="alert" className={styles.failed} data-floats={floats || undefined}>
      <p className={styles.text}>
        <strong>{name} could not be loaded.</strong> {REASONS[failure]}
      </p>
      <div className={styles.actions}>
        {isNew && reload}
        <button type="button" className={controls.button} aria-disabled={retrying} onClick={retry}>
          {retrying ? 'Trying again …' : 'Retry'}
        </button>
        {!isNew && attempts > 1 && reload}
      </div>
    </div>
  );
}

/** What waits to be written when the page is left, such as the address, is written before: once it is being left, the address to load stands. */
function loadAgain(): void {
  dispatchEvent(new PageTransitionEvent('pagehide'));
  location.reload();
}
