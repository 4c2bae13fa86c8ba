import { useExamples } from '../../state/examples/index.ts';
import { dataShown, listedSlice, type SliceReading, sliceShown, useExperiments } from '../../state/experiments/index.ts';
import { useModel } from '../../state/models/index.ts';
import { Check } from '../../ui/controls/check.tsx';
import controls from '../../ui/controls.module.css';
import { Callout, Note, Stack } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';

/** Whether the whole data set takes part, or only what the filter of the list of examples leaves of it. */
export function SliceChoice() {
  const text = useExperiments((state) => state.slice);
  const setSlice = useExperiments((state) => state.setSlice);
  // What sliceShown() reads.
  useExperiments((state) => state.data);
  useExperiments((state) => state.late);
  const data = dataShown();
  const set = useExamples((state) => state.sets[data]);
  const predictions = useExamples((state) => state.predictions[data]);
  const filter = useExamples((state) => state.filter);
  const isShown = useExamples((state) => state.shown === data);
  const info = useModel((state) => state.info);
  if (!set || !info) return null;
  const shown = sliceShown();
  const listed = listedSlice(filter, set, predictions, info);
  const what = isShown ? 'the sentences listed' : 'what the filter of the list leaves';
  if (shown === 'invalid') {
    return (
      <Callout
        role="status"
        actions={
          <button type="button" className={controls.chip} onClick={() => setSlice(null)}>
            Take all sentences
          </button>
        }
      >
        The link’s filter of the sentences cannot be read: “{shortName(text ?? '')}”. Take all of them, or filter the list of
        examples in Explain.
      </Callout>
    );
  }
  if (text === null && !listed) {
    return <Note size="xs">To take only some of the sentences, filter the list of examples in Explain.</Note>;
  }
  if (text === null && listed?.isTooLong) {
    return (
      <Note size="xs">
        The list holds too many single sentences for a link to name them: filter it by class, length or words to take them alone.
      </Note>
    );
  }
  const offered = listed && !listed.isTooLong && listed.text !== text ? listed : null;
  return (
    <Stack gap={1}>
      <Check
        checked={text !== null}
        onChange={({ target }) => setSlice(target.checked && offered ? offered.text : null)}
        disabled={text === null && !offered}
      >
        <span>
          Only {text === null ? what : 'the sentences listed'}: {sliceText(text === null ? offered : shown)}
        </span>
      </Check>
      {text !== null && offered && (
        <p>
          <button type="button" className={controls.chip} onClick={() => setSlice(offered.text)}>
            Take {what} now: {sliceText(offered)}
          </button>
        </p>
      )}
    </Stack>
  );
}

function sliceText(reading: SliceReading | null): string {
  if (!reading) return '…';
  const { words, slice } = reading;
  return `${words} (${slice ? formatCount(slice.count) : 'waiting for the model’s predictions'})`;
}
