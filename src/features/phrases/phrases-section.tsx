import { type ComponentType, useEffect } from 'react';
import { isPhrase, isSameSpan, type TreeExportProps, usePhrase, usePhraseMeasures } from '../../state/phrases/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import { RetryBanner } from '../../ui/controls/retry-banner.tsx';
import { Note, Stack } from '../../ui/layout/index.ts';
import { PhraseBar } from './phrase-bar.tsx';
import { PhraseCard } from './phrase-card.tsx';
import { PhraseHead } from './phrase-head.tsx';
import { phraseInWords } from './phrase-texts.ts';
import { PhrasesFrame } from './phrases-frame.tsx';
import { TreePart } from './tree-part.tsx';
import { usePhraseMarks } from './use-phrase-marks.ts';
import { useSelecting } from './use-selecting.ts';

interface PhrasesSectionProps {
  /** Saves the tree as a file. */
  readonly Export: ComponentType<TreeExportProps>;
}

/** What several words do together: a phrase that is selected above, and the tree of all of them. */
export function PhrasesSection({ Export }: PhrasesSectionProps) {
  useSelecting();
  usePhraseMarks();
  const span = usePhrase((state) => state.span);
  const tree = usePhrase((state) => state.tree);
  return (
    <PhrasesFrame printed={isPhrase(span) || tree}>
      <Stack gap={4}>
        <PhrasePart />
        <TreePart Export={Export} />
      </Stack>
      <PhraseBar />
    </PhrasesFrame>
  );
}

/** The phrase that is selected, measured. */
function PhrasePart() {
  const span = usePhrase((state) => state.span);
  const explanation = useExplain((state) => state.response?.explanation ?? null);
  const settled = useExplain((state) => state.status === 'current');
  const want = usePhraseMeasures((state) => state.want);
  const error = usePhraseMeasures((state) => state.error);
  const retry = usePhraseMeasures((state) => state.retry);
  const measured = usePhraseMeasures((state) => state.measured);
  const isWanted = isPhrase(span);

  useEffect(() => {
    if (settled && explanation && isPhrase(span)) want(explanation, span);
  }, [settled, explanation, span, want]);

  const isShown = isWanted && measured !== null;
  const isCurrent = isShown && measured.explanation === explanation && isSameSpan(measured.phrase.span, span);
  return (
    <Stack gap={3} aria-busy={isWanted && !isCurrent && !error}>
      <PhraseHead />
      {isWanted && error && <RetryBanner title="This phrase could not be measured" error={error} stays={isShown} retry={retry} />}
      {isShown && (
        <Stack stale={!isCurrent}>
          <PhraseCard phrase={measured.phrase} explanation={measured.explanation} />
        </Stack>
      )}
      {isWanted && !isShown && !error && <Note>Measuring …</Note>}
      <p role="status" className="visually-hidden">
        {isCurrent ? phraseInWords(measured.phrase, measured.explanation) : ''}
      </p>
    </Stack>
  );
}
