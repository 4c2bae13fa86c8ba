import { useDeferredValue, useMemo } from 'react';
import type { ExperimentId } from '../../engine/experiment-protocol.ts';
import type { ExampleSet } from '../../state/examples/index.ts';
import { type Outcome, openSentence, openSentences, openWord, useExperiments } from '../../state/experiments/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import { Callout, Note, Stack } from '../../ui/layout/index.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import { ComparisonPanel } from './comparison-panel.tsx';
import type { ListedSentences } from './experiment-parts.ts';
import { EXPERIMENT_VIEWS } from './experiment-views.ts';
import { leftOutLines, leftOutTables } from './failures-text.ts';
import { FigureContext } from './figure-card.tsx';
import styles from './outcome-panel.module.css';
import { dataText, provenanceLines, provenanceOf } from './result-files.ts';
import { ResultTables } from './result-tables.tsx';
import { useRequestKey } from './use-request-key.ts';
import { workersText } from './workers-text.ts';

/** The result of the experiment on show: of the settings as they stand, or of the last ones it was run with. */
export function OutcomePanel() {
  const experiment = useExperiments((state) => state.experiment);
  const key = useRequestKey();
  const exact = useExperiments((state) => (key === null ? undefined : state.outcomes.get(key)));
  const last = useExperiments((state) => state.last[experiment]);
  const outcome = useDeferredValue(exact ?? last);
  if (!outcome || outcome.request.id !== experiment) {
    return (
      <Note className={styles.empty}>
        Results appear here once the experiment has run. They are kept until you close the page.
      </Note>
    );
  }
  return (
    <Stack as="section" gap={4} aria-label="Result">
      {outcome.request.key !== key && (
        <Callout role="status">
          These results are from an earlier run, with other settings, other sentences or another model.
        </Callout>
      )}
      <Finished key={outcome.request.key} outcome={outcome} exact={outcome.request.key === key} />
    </Stack>
  );
}

/** What figures do with the sentences of a set. */
function listedIn({ id, examples }: ExampleSet, inHand: readonly string[]): ListedSentences {
  return {
    inHand,
    textOf: (sentence) => examples[sentence]?.text ?? '',
    onSentences: (sentences, label, word) => openSentences(id, sentences, label, word),
    onSentence: (sentence, word) => openSentence(id, sentence, word),
    onWord: (word, target) => openWord(word, target, id),
  };
}

const NO_WORDS: readonly string[] = [];
const OF_NO_SENTENCES: ListedSentences = {
  textOf: () => '',
  onSentences: () => {},
  onSentence: () => {},
  onWord: () => {},
  inHand: NO_WORDS,
};

interface FinishedProps<Id extends ExperimentId> {
  readonly outcome: Outcome<Id>;
  /** Of the settings as they stand. */
  readonly exact: boolean;
}

function Finished<Id extends ExperimentId>({ outcome, exact }: FinishedProps<Id>) {
  const { request, dataset, result } = outcome;
  const { id, set, settings } = request;
  const parts = EXPERIMENT_VIEWS[id];
  const { bidirectional, output } = request.model;
  const finished = useMemo(
    () => ({ result, dataset, settings, bidirectional, output }),
    [result, dataset, settings, bidirectional, output],
  );
  const { shows, surprising } = useMemo(() => parts.reading(finished), [parts, finished]);
  const provenance = useMemo(() => provenanceOf(outcome, import.meta.env.APP_VERSION), [outcome]);
  const leftOut = useMemo(() => [...outcome.notApplicable, ...leftOutLines(result.failures)], [outcome, result]);
  const tables = useMemo(() => [...parts.tables(finished), ...leftOutTables(result.failures)], [parts, finished, result]);
  const source = useMemo(
    () => ({ footer: [...provenanceLines(provenance), ...leftOut], provenance, fileName: `lrp-lens-${id}-${set.id}` }),
    [provenance, leftOut, id, set.id],
  );
  const { Result } = parts;
  const inHand = useExplain((state) => state.response?.explanation.tokens ?? NO_WORDS);
  const sentences = set.id === 'made-up' ? OF_NO_SENTENCES : listedIn(set, inHand);
  return (
    <>
      <Stack gap={2} className={styles.reading}>
        <p>
          <b>What it shows.</b> {shows}
        </p>
        <p>
          <b>What would be surprising.</b> {surprising}
        </p>
      </Stack>
      {leftOut.map((line) => (
        <Callout key={line} tone="sunken" role="status" className={styles.leftOut}>
          {line}
        </Callout>
      ))}
      <Note className={styles.facts}>
        {request.model.name} · {dataText(provenance.data, set.id === 'made-up' ? 'in all' : 'sentences')} ·{' '}
        {formatFixed(outcome.milliseconds / 1000, outcome.milliseconds < 10_000 ? 2 : 1)} s on {workersText(outcome)}
      </Note>
      <FigureContext value={source}>
        {exact && <ComparisonPanel outcome={outcome} {...sentences} />}
        <Result {...finished} {...sentences} />
      </FigureContext>
      <ResultTables tables={tables} provenance={provenance} fileName={source.fileName} />
    </>
  );
}
