import { METHOD_NAMES, METHODS } from '../../engine/protocol.ts';
import { useDisplay } from '../../state/display/index.ts';
import { isOutcomeOf, useExplain, useMethodAnswers, useMethodOptions } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import { Note, Row } from '../../ui/layout/index.ts';

/** What the file waits for: methods that are shown and not computed yet. */
export function Waiting() {
  const explanation = useExplain((state) => state.response?.explanation ?? null);
  const shown = useDisplay((state) => state.methods);
  const outcomes = useMethodAnswers((state) => state.outcomes);
  const running = useMethodAnswers((state) => state.running);
  const options = useMethodOptions();
  if (!explanation) return null;
  const isMissing = (id: (typeof shown)[number]) =>
    shown.includes(id) && !METHODS.some((method) => method.id === id) && !isOutcomeOf(outcomes[id], id, explanation, options);
  const missing = METHOD_NAMES.filter(({ id }) => isMissing(id));
  if (missing.length === 0) return null;
  const names = missing.map(({ label }) => label).join(', ');
  return (
    <Row gap={2}>
      <Note role="status">The file is made once these are computed: {names}.</Note>
      <progress className={controls.progress} aria-label={`Computing ${names}`} value={running?.done} />
    </Row>
  );
}
