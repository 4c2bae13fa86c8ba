import type { MethodId } from '../../engine/protocol.ts';
import { useMethodAnswers } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';

/** How far a method is that is computed in the background; until it is its turn, that it is going to be. */
export function MethodProgress({ id, label }: { readonly id: MethodId; readonly label: string }) {
  const done = useMethodAnswers(({ running }) => (running?.id === id ? running.done : 0));
  return <progress className={controls.progress} aria-label={`Computing ${label}`} value={done} />;
}
