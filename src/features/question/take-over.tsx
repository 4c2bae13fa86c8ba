import { useUnit } from '../../state/sentence/index.ts';
import { takeOver, useWhatIf } from '../../state/what-if/index.ts';
import controls from '../../ui/controls.module.css';
import { Note, Row } from '../../ui/layout/index.ts';

const REASON_ID = 'take-over-reason';

/** The edited sentence as a sentence of its own, where text can say it. */
export function TakeOver() {
  const zeroed = useWhatIf((state) => state.edits.some(({ kind }) => kind === 'delete'));
  const ready = useWhatIf((state) => state.status === 'current');
  const empty = useWhatIf((state) => state.status === 'empty');
  const isRow = useUnit() === 'row';
  const reason = empty
    ? `No ${isRow ? 'row' : 'word'} is left.`
    : zeroed && !isRow
      ? 'A sentence cannot hold blanked-out words: remove them instead, or take those edits back.'
      : '';
  return (
    <Row above={4}>
      <button
        type="button"
        className={controls.button}
        aria-disabled={reason !== '' || !ready}
        aria-describedby={REASON_ID}
        onClick={() => {
          if (reason !== '' || !ready) return;
          // The button goes with the edits: the focus goes where its sentence now stands.
          document.getElementById('sentence')?.focus();
          void takeOver();
        }}
      >
        {isRow ? 'Make these my rows' : 'Make this my sentence'}
      </button>
      <Note id={REASON_ID}>
        {reason ||
          `Puts the edited ${isRow ? 'rows' : 'sentence'} into the field; the edits become part of ${isRow ? 'them' : 'it'}.`}
      </Note>
    </Row>
  );
}
