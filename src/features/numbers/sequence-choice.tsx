import { MAX_STEPS } from '../../engine/numbers-protocol.ts';
import { useNumbers, useNumbersFile } from '../../state/numbers/index.ts';
import controls from '../../ui/controls.module.css';
import { Field, Note, Row } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';

/** More are gone through by number. */
const LISTED = 500;

/** Which sequence of the file is explained. */
export function SequenceChoice() {
  const sequences = useNumbersFile((state) => state.table?.sequences) ?? [];
  const index = useNumbers((state) => state.index);
  const sequence = useNumbers((state) => state.sequence);
  const choose = useNumbers((state) => state.choose);
  const many = sequences.length;
  return (
    <>
      {many > 1 && (
        <Row gap={2} align="end">
          <Field label={`Sequence, of ${formatCount(many)}`}>
            {(id) =>
              many <= LISTED ? (
                <select id={id} className={controls.input} value={index} onChange={(event) => choose(Number(event.target.value))}>
                  {sequences.map(({ name }, k) => (
                    <option key={sequenceKey(k)} value={k}>
                      {k + 1}: {shortName(name, 60)}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  id={id}
                  type="number"
                  className={controls.input}
                  min={1}
                  max={many}
                  value={index + 1}
                  onChange={(event) => {
                    const chosen = Number(event.target.value) - 1;
                    if (Number.isInteger(chosen) && chosen >= 0 && chosen < many) choose(chosen);
                  }}
                />
              )
            }
          </Field>
          <button
            type="button"
            className={controls.button}
            aria-disabled={index === 0}
            onClick={() => index > 0 && choose(index - 1)}
          >
            Previous
          </button>
          <button
            type="button"
            className={controls.button}
            aria-disabled={index >= many - 1}
            onClick={() => index < many - 1 && choose(index + 1)}
          >
            Next
          </button>
        </Row>
      )}
      {sequence && sequence.fullLength > sequence.length && (
        <Note>
          Only the first {formatCount(MAX_STEPS)} of {formatCount(sequence.fullLength)} steps are explained. Windows show the
          rest.
        </Note>
      )}
    </>
  );
}

/** Names of sequences need not differ. */
function sequenceKey(k: number): string {
  return `sequence-${k}`;
}
