import { memo, type ReactNode } from 'react';
import type { Explanation, MethodName, MethodResult } from '../../engine/protocol.ts';
import { useLook } from '../../state/display/index.ts';
import { useModel } from '../../state/models/index.ts';
import { failureOf, failureText, targetName, targetScoreName, unitOf, wholeOf } from '../../state/sentence/index.ts';
import { ColourLegend } from '../../ui/heat-map/colour-legend.tsx';
import { formatLimit } from '../../ui/heat-map/scale-note.ts';
import { WordHeatMap } from '../../ui/heat-map/word-heat-map.tsx';
import { latePart } from '../../ui/late/late-part.tsx';
import { Card, CardHead, Note, Title } from '../../ui/layout/index.ts';
import { addsUpTo } from '../../ui/text/part-of.ts';
import { EmptyMap } from './empty-map.tsx';
import styles from './method-card.module.css';
import { sum } from './sum.ts';
import { unknownMeaning } from './unknown-meaning.ts';

export const ExplosionNote = latePart({
  name: 'What to think of such values',
  load: async () => (await import('./explosion-note.tsx')).ExplosionNote,
  when: 'page is there',
  waiting: null,
});

interface MethodCardProps {
  readonly method: MethodName;
  /** null: nothing to explain yet. */
  readonly explanation: Explanation | null;
  /** The absolute value that gets the full colour. */
  readonly limit: number;
  readonly tabStop: number;
  /** In the map's place while there is none. */
  readonly waiting?: ReactNode;
  /** Beneath the map. */
  readonly foot?: ReactNode;
}

/** One method's heat map, with what the method is and what its values add up to. */
export const MethodCard = memo(function MethodCard(props: MethodCardProps) {
  const { method, explanation, limit, tabStop, waiting, foot } = props;
  const result = explanation?.methods.find(({ id }) => id === method.id);
  const failed = explanation && failureOf(explanation, method.id);
  const look = useLook();
  const unkToken = useModel((state) => state.info?.unkToken ?? null);
  const unknownTitle = unknownMeaning(unkToken);
  const headingId = `method-${method.id}`;
  return (
    <Card as="section" aria-labelledby={headingId} long={(explanation?.tokens.length ?? 0) > 100}>
      <CardHead>
        <Title id={headingId}>{method.label}</Title>
        <Note className={styles.hint}>{method.hint}</Note>
        {!method.signed && (
          <ColourLegend signed={false} size="small" low="weak effect" high="strong effect, in either direction" colours={look} />
        )}
        {explanation && result && (
          <Note className={styles.total}>
            <span className={styles.limit}>strongest colour = {formatLimit(limit)} · </span>
            <Total signed={method.signed} explanation={explanation} result={result} />
          </Note>
        )}
      </CardHead>
      {explanation && result ? (
        <WordHeatMap
          id={method.id}
          label={gridLabel(method, explanation)}
          words={explanation.tokens}
          unknown={explanation.unknown}
          notRead={explanation.notRead}
          read={explanation.read}
          unknownTitle={unknownTitle}
          values={result.words}
          signed={method.signed}
          limit={limit}
          look={look}
          tabStop={tabStop}
        />
      ) : (
        <EmptyMap>{failed ? failureText(failed) : waiting}</EmptyMap>
      )}
      {explanation && result && <ExplosionNote explanation={explanation} result={result} />}
      {foot}
    </Card>
  );
});

interface TotalProps {
  readonly signed: boolean;
  readonly explanation: Explanation;
  readonly result: MethodResult;
}

/** What the words' values add up to, and of what they are shares: not all of them need be parts of it. */
export function Total({ signed, explanation, result }: TotalProps) {
  return (
    <>
      {unitOf(explanation)}s {addsUpTo(sum(result.words), wholeOf(explanation, result))}
      {!signed && ', unsigned'}
    </>
  );
}

function gridLabel(method: MethodName, explanation: Explanation): string {
  const whom = targetName(explanation);
  if (method.signed) return `${method.label}: relevance of each ${unitOf(explanation)} for ${whom}`;
  return `${method.label}: how strongly each ${unitOf(explanation)} moves the ${targetScoreName(explanation)} of ${whom}`;
}
