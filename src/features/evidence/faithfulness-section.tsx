import { memo, useDeferredValue, useEffect, useRef } from 'react';
import type { Explanation, Faithfulness } from '../../engine/protocol.ts';
import { useDisplay } from '../../state/display/index.ts';
import {
  failureText,
  RANDOM_ORDERS,
  unitOf,
  unreadNote,
  useExplain,
  useFaithfulness,
  useMethodOptions,
  useWithOutcomes,
} from '../../state/sentence/index.ts';
import { RetryBanner } from '../../ui/controls/retry-banner.tsx';
import controls from '../../ui/controls.module.css';
import { useNear } from '../../ui/hooks/use-near.ts';
import { Note, Row, Stack } from '../../ui/layout/index.ts';
import { Term } from '../../ui/terms/term.tsx';
import { DeletionCurves } from './deletion-curves.tsx';
import { EraserTables } from './eraser-tables.tsx';
import { FaithfulnessFrame, NoFigures } from './faithfulness-frame.tsx';

/** Whether this explanation is true to the model: what becomes of the target as words are deleted in each method's order. */
export function FaithfulnessSection() {
  const section = useRef<HTMLElement>(null);
  const near = useNear(section);
  const explanation = useExplain((state) => state.response?.explanation ?? null);
  const settled = useExplain((state) => state.status === 'current');
  const want = useFaithfulness((state) => state.want);
  // Charts and tables are drawn when nothing more urgent is, such as a keystroke.
  const result = useDeferredValue(useFaithfulness((state) => state.result));
  const tested = useDeferredValue(useFaithfulness((state) => state.tested));
  const stale = tested !== explanation;

  const shown = useDisplay((state) => state.methods);
  const options = useMethodOptions();

  useEffect(() => {
    void [shown, options]; // what the store reads: with others it has to be asked again
    if (near && settled && explanation) want(explanation);
  }, [near, settled, explanation, want, shown, options]);

  return (
    <FaithfulnessFrame ref={section} busy={explanation !== null && stale} printed={result !== null}>
      <Failure />
      {explanation && result && tested ? (
        <Stack gap={4} stale={stale}>
          <Result explanation={tested} result={result} />
        </Stack>
      ) : (
        <NoFigures explained={explanation !== null} />
      )}
    </FaithfulnessFrame>
  );
}

interface ResultProps {
  readonly explanation: Explanation;
  readonly result: Faithfulness;
}

/** Drawn again only for another result, not at each keystroke that makes it a stale one. */
const Result = memo(function Result({ explanation, result }: ResultProps) {
  const methods = useDisplay((state) => state.methods);
  const unit = unitOf(explanation);
  const { failed } = useWithOutcomes(explanation);
  return (
    <>
      <Note>
        {unit === 'row' ? 'Rows' : 'Words'} are blanked out one after another, each method’s highest value first. The faster its
        curve falls, the better that method found the {unit}s the prediction rests on. <Term id="blank-out">Blanking out</Term>{' '}
        sets {unit === 'row' ? 'the row’s numbers' : 'the word’s embedding'} to zero; the {unit} keeps its place.
        {methods.includes('occlusion') &&
          ` Real loss is what each ${unit} takes away alone; together they may take another amount.`}
        {methods.includes('sa') && ` Sensitivity has no sign: its order mixes ${unit}s that speak for and against.`}
      </Note>
      {failed?.map((one) => (
        <Note key={one.id}>{failureText(one)}</Note>
      ))}
      {explanation.read && (
        <Note>{unreadNote(explanation)} Blanking one of those out changes nothing, so the curve stays level there.</Note>
      )}
      <DeletionCurves explanation={explanation} result={result} methods={methods} />
      <Baseline />
      <EraserTables
        result={result}
        methods={methods}
        unit={unit}
        amount={explanation.probabilities.length > 0 ? 'probability' : 'value'}
      />
    </>
  );
});

function Baseline() {
  const seed = useFaithfulness((state) => state.seed);
  const anotherSeed = useFaithfulness((state) => state.anotherSeed);
  return (
    <Row gap={4}>
      <Note>
        Shaded: between the 5th and 95th percentile of {RANDOM_ORDERS} random orders (seed {seed}); dotted: their mean.
      </Note>
      <button type="button" className={controls.chip} onClick={anotherSeed}>
        Another seed
      </button>
    </Row>
  );
}

function Failure() {
  const error = useFaithfulness((state) => state.error);
  const stays = useFaithfulness((state) => state.result !== null);
  const retry = useFaithfulness((state) => state.retry);
  return error && <RetryBanner title="This explanation could not be tested" error={error} stays={stays} retry={retry} />;
}
