import { useMemo, useState } from 'react';
import { figuresOf, occurrencesOf } from '../../engine/experiment-protocol.ts';
import { useLook } from '../../state/display/index.ts';
import { Segmented } from '../../ui/controls/segmented.tsx';
import controls from '../../ui/controls.module.css';
import { ColourLegend } from '../../ui/heat-map/colour-legend.tsx';
import { Card, Note, Row, Title } from '../../ui/layout/index.ts';
import { digitsFor, formatCount, formatSigned } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import { Concordance } from './concordance.tsx';
import { type SortedBy, sortOccurrences } from './concordance-rows.ts';
import styles from './context.module.css';
import { contextReading, contextTables, explainedFor } from './context-reading.ts';
import type { ExperimentParts, ResultProps } from './experiment-parts.ts';
import { CountSelect } from './word-controls.tsx';

export const CONTEXT_PARTS: ExperimentParts<'context'> = {
  id: 'context',
  title: 'Words in context',
  question: 'Where else does a word stand, and what is it worth there?',
  method:
    'A concordance: every occurrence of one word, with the words on each side of it. Each sentence that holds the word is explained by LRP, for the class that is chosen, or for the one that the model gives it. Colours have one scale for all sentences, so that they can be held against each other.',
  Result: ContextFigures,
  reading: contextReading,
  tables: contextTables,
};

const SORTS: readonly { readonly value: SortedBy; readonly label: string; readonly title: string }[] = [
  { value: 'highest', label: 'Highest', title: 'The highest relevance first' },
  { value: 'lowest', label: 'Lowest', title: 'The lowest relevance first' },
  { value: 'order', label: 'Data set', title: 'In the order of the data set' },
  { value: 'position', label: 'Position', title: 'By the place in the sentence' },
];

const SIDES = [3, 5, 8, 12] as const;
/** Rows at first, and those that each click adds. */
const ROWS = 50;

function ContextFigures(props: ResultProps<'context'>) {
  const { result, dataset, settings, onSentence, onSentences } = props;
  const [sortedBy, setSortedBy] = useState<SortedBy>('highest');
  const [side, setSide] = useState<number>(5);
  const [shown, setShown] = useState(ROWS);
  const look = useLook();
  const found = useMemo(() => occurrencesOf(dataset, result), [dataset, result]);
  const sorted = useMemo(() => sortOccurrences(found, sortedBy), [found, sortedBy]);
  const limit = useMemo(() => largestOf(found), [found]);
  if (found.length === 0) return null;
  const word = dataset.lexicon[result.word] ?? '';
  const { count, mean, smallest, largest } = figuresOf(found);
  const digits = digitsFor(Math.max(Math.abs(smallest), Math.abs(largest)));
  const title = `“${shortName(word)}” in context`;
  const sentences = Uint32Array.from(new Set(found.map(({ sentence }) => sentence)));
  const rest = count - shown;
  return (
    <Card as="section" aria-label={title}>
      <Row as="header" spread below={2}>
        <Title>{title}</Title>
        <button
          type="button"
          className={controls.button}
          onClick={() => onSentences(sentences, `with “${shortName(word)}”`, word)}
        >
          List {sentences.length === 1 ? 'its sentence' : `its ${formatCount(sentences.length)} sentences`} in Explain
        </button>
      </Row>
      <dl className={styles.figures}>
        <Figure name="Occurrences" value={formatCount(count)} />
        <Figure name="Mean" value={formatSigned(mean, digits)} />
        <Figure name="Smallest" value={formatSigned(smallest, digits)} />
        <Figure name="Largest" value={formatSigned(largest, digits)} />
      </dl>
      <Row gap={4} align="end" below={2}>
        <Segmented label="Sorted by" value={sortedBy} onChange={setSortedBy} segments={SORTS} />
        <CountSelect label="Words each side" counts={SIDES} value={side} onChange={setSide} />
      </Row>
      <Row gap={4} below={2}>
        <ColourLegend signed size="small" low="against" high={<>for {explainedFor(props)}</>} colours={look} />
        <Note size="xs">
          LRP; full colour at {formatSigned(limit, digitsFor(limit)).replace('+', '±')}. Click a row to explain its sentence.
        </Note>
      </Row>
      <Concordance
        dataset={dataset}
        occurrences={sorted.slice(0, shown)}
        side={side}
        limit={limit}
        digits={digits}
        showsClass={typeof settings.target !== 'number'}
        onSentence={(sentence) => onSentence(sentence, word)}
      />
      {rest > 0 && (
        <Row className={styles.more}>
          <button type="button" className={controls.button} onClick={() => setShown(shown + ROWS)}>
            Show {formatCount(Math.min(ROWS, rest))} more
          </button>
          <Note as="span">
            {formatCount(shown)} of {formatCount(count)}
          </Note>
        </Row>
      )}
    </Card>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Of all words of all sentences: one scale. */
function largestOf(occurrences: ReturnType<typeof occurrencesOf>): number {
  let largest = 0;
  for (const { values } of occurrences) {
    for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  }
  return largest;
}
