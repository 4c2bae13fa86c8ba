import { MAX_TOKENS } from '../../engine/protocol.ts';
import { type ShownSequence, useNumbersFile } from '../../state/numbers/index.ts';
import { MOST_CHARACTERS, rowsText, useExplain } from '../../state/sentence/index.ts';
import controls from '../../ui/controls.module.css';
import { Note, Row } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';

/** What is there for typed rows alone: the way inside and faithfulness. A short sequence can be taken there. */
export function AsTypedRows({ sequence }: { readonly sequence: ShownSequence }) {
  const show = useNumbersFile((state) => state.show);
  const setText = useExplain((state) => state.setText);
  const text = sequence.length <= MAX_TOKENS ? rowsText(rowsOf(sequence)) : null;
  const fits = text !== null && text.length <= MOST_CHARACTERS;
  const take = () => {
    if (text === null) return;
    setText(text);
    show(false);
    scrollTo({ top: 0 });
  };
  return (
    <Row gap={3}>
      <button type="button" className={controls.button} disabled={!fits} onClick={take}>
        Take it over as typed rows
      </button>
      <Note size="xs">
        {fits
          ? 'There you can see what flows inside and test faithfulness. The rows are taken as the model reads them.'
          : `What flows inside and faithfulness are there for typed rows, of at most ${formatCount(MAX_TOKENS)} steps. Cut windows to look at a part.`}
      </Note>
    </Row>
  );
}

function rowsOf({ values, features, length }: ShownSequence): number[][] {
  const F = features.length;
  return Array.from({ length }, (_, t) => Array.from(values.subarray(t * F, (t + 1) * F)));
}
