import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { LensErrorFields } from '../../engine/protocol.ts';
import { useModel } from '../../state/models/index.ts';
import { useExplain, useWithOutcomes } from '../../state/sentence/index.ts';
import { RetryBanner } from '../../ui/controls/retry-banner.tsx';
import { Stack, useStaleMarks } from '../../ui/layout/index.ts';
import { Announcement } from './announcement.tsx';
import styles from './explain-view.module.css';
import { HeatMaps } from './heat-maps.tsx';
import { ResultSkeleton } from './result-skeleton.tsx';
import { HEAT_MAP_SECTION, type Section, SectionIndex, sectionId } from './section-index.tsx';
import { SentenceField } from './sentence-field.tsx';
import { TargetCards } from './target-cards.tsx';
import { TokenStatus } from './token-status.tsx';
import { ColourKey, WhyHeading } from './why-heading.tsx';

interface ExplainViewProps {
  /** Beside the sentence's heading. */
  readonly aside?: ReactNode;
  /** What other features have to say: beneath the prediction, and right of the question the heat maps answer. */
  readonly beneathPrediction?: ReactNode;
  readonly tools?: ReactNode;
  /** What follows the heat maps, in this order; each has a name in the index. */
  readonly sections: readonly Section[];
}

/** The sentence, what the model predicts, and why. */
export function ExplainView({ aside, ...results }: ExplainViewProps) {
  return (
    <Stack gap={3} className={styles.view}>
      <section aria-label="Sentence">
        <SentenceField aside={aside} />
        <TokenStatus />
      </section>
      <Problems />
      <Results {...results} />
      <Announcement />
    </Stack>
  );
}

export function Problems() {
  const modelError = useModel((state) => (state.status === 'failed' ? state.error : null));
  const load = useModel((state) => state.load);
  const explainError = useExplain((state) => (state.status === 'failed' ? state.error : null));
  const isNumbers = useModel((state) => state.info?.input === 'numbers');
  const refresh = useExplain((state) => state.refresh);
  if (modelError) return <Problem title="The model could not be loaded" error={modelError} retry={() => void load()} />;
  if (explainError)
    return (
      <Problem
        title={isNumbers ? 'These rows could not be explained' : 'This sentence could not be explained'}
        error={explainError}
        retry={() => void refresh()}
      />
    );
  return null;
}

interface ProblemProps {
  readonly title: string;
  readonly error: LensErrorFields;
  readonly retry: () => void;
}

function Problem({ title, error, retry }: ProblemProps) {
  const stays = useExplain((state) => state.response !== null);
  return <RetryBanner title={title} error={error} stays={stays} primary retry={retry} />;
}

/** Neither is there a result nor is one on its way: what stands in its place is the problem alone. */
export function useNothingToCome(): boolean {
  const modelFailed = useModel((state) => state.status === 'failed');
  return useExplain((state) => state.response === null && (modelFailed || state.status === 'failed'));
}

function Results({ beneathPrediction, tools, sections }: Omit<ExplainViewProps, 'aside'>) {
  const response = useExplain((state) => state.response);
  const isEmpty = useExplain((state) => state.status === 'empty');
  const nothingToCome = useNothingToCome();
  const classes = useModel((state) => state.info?.classes);
  const explanation = response?.explanation ?? null;
  const whole = useWithOutcomes(explanation);
  const heatMaps = useRef<HTMLElement>(null);
  const names = explanation?.model.classes ?? classes;
  // Once there was anything to show, an emptied field is shown as such until the next answer: no skeleton flashes up.
  const [started, setStarted] = useState(false);
  useEffect(() => {
    if (explanation || isEmpty) setStarted(true);
  }, [explanation, isEmpty]);

  if (!names || (!explanation && !started)) return nothingToCome ? null : <ResultSkeleton />;
  return (
    <Answer>
      <section aria-labelledby="prediction-heading">
        <TargetCards classes={names} explanation={explanation} />
        {beneathPrediction}
      </section>
      <section id={HEAT_MAP_SECTION} ref={heatMaps} className={styles.heatMaps} aria-labelledby="why-heading">
        <WhyHeading explanation={whole} tools={tools} />
        <HeatMaps explanation={explanation} />
        <ColourKey explanation={whole} />
      </section>
      <SectionIndex sections={sections} heatMaps={heatMaps} explanation={whole} />
      {sections.map(({ id, content }) => (
        <div key={id} id={sectionId(id)} className={styles.section}>
          {content}
        </div>
      ))}
    </Answer>
  );
}

/** At every key it alone is drawn anew, and nothing in it: what it says is of the sentence before until the answer comes. */
function Answer({ children }: { readonly children: ReactNode }) {
  const status = useExplain((state) => state.status);
  const answered = useExplain((state) => state.response !== null);
  return (
    <div className={styles.results} {...useStaleMarks(answered && status !== 'current')} aria-busy={status === 'waiting'}>
      {children}
    </div>
  );
}
