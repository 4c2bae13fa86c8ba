import { type ReactNode, useState } from 'react';
import { differingMost, disagreements } from '../../engine/experiment-protocol.ts';
import type { Comparison } from '../../state/experiments/index.ts';
import controls from '../../ui/controls.module.css';
import { Card, Note, Row, Title } from '../../ui/layout/index.ts';
import { formatPercent } from '../../ui/text/format-number.ts';
import { asAccuracy, differenceText, figureLabel, valueText } from './comparison-reading.ts';
import type { ListedSentences } from './experiment-parts.ts';
import { sentenceCount } from './figures-text.ts';
import styles from './parts.module.css';

interface DifferingSentencesProps extends ListedSentences {
  readonly comparison: Comparison;
  readonly names: readonly [string, string];
}

const LISTED = 15;

/** The sentences in which two models differ; each leads to itself in Explain. */
export function DifferingSentences(props: DifferingSentencesProps) {
  return props.comparison.a.request.id === 'accuracy' ? <Disagreements {...props} /> : <MostDiffering {...props} />;
}

function Disagreements({ comparison: { a, b }, names, ...sentences }: DifferingSentencesProps) {
  const found = disagreements(asAccuracy(a), asAccuracy(b));
  const [first, second] = names;
  return (
    <SentenceList
      title="Where they disagree"
      note={
        found.length === 0
          ? 'Both models give every sentence the same class.'
          : `The models give ${sentenceCount(found.length)} different classes: here with those first of which both are surest. Beneath each stand its true class, what ${first} says and what ${second} says.`
      }
      all={found.map(({ sentence }) => sentence)}
      label={`${first} and ${second} disagree`}
      rows={found.slice(0, LISTED).map((one) => ({
        sentence: one.sentence,
        facts: `${one.gold ?? 'unknown'} · ${one.a} ${formatPercent(one.confidenceA)} · ${one.b} ${formatPercent(one.confidenceB)}`,
      }))}
      {...sentences}
    />
  );
}

function MostDiffering({ comparison: { figures }, names, ...sentences }: DifferingSentencesProps) {
  const [chosen, setChosen] = useState(0);
  // What has groups is no sentence's own.
  const own = figures.filter(({ a }) => a.groups === null);
  const figure = own[chosen] ?? own[0];
  if (!figure) return null;
  const found = differingMost(figure);
  const [first, second] = names;
  return (
    <SentenceList
      title="Where they differ most"
      note={
        found.length === 0
          ? 'No sentence has a value by both models that differs.'
          : `${figureLabel(figure)}, sentence by sentence: difference, then ${first} and ${second}.`
      }
      control={
        <select
          className={controls.input}
          aria-label="Figure"
          value={chosen}
          onChange={({ target }) => setChosen(Number(target.value))}
        >
          {own.map((one, place) => (
            <option key={figureLabel(one)} value={place}>
              {figureLabel(one)}
            </option>
          ))}
        </select>
      }
      all={found.slice(0, LISTED).map(({ sentence }) => sentence)}
      label={`${first} and ${second} differ most`}
      rows={found.slice(0, LISTED).map((one) => ({
        sentence: one.sentence,
        facts: `${differenceText(figure, one.b - one.a)} · ${valueText(figure, one.a)} · ${valueText(figure, one.b)}`,
      }))}
      {...sentences}
    />
  );
}

interface SentenceListProps extends ListedSentences {
  readonly title: string;
  readonly note: string;
  readonly control?: ReactNode;
  /** Places in the data set of all that are to be listed in Explain. */
  readonly all: readonly number[];
  /** What they are. */
  readonly label: string;
  readonly rows: readonly { readonly sentence: number; readonly facts: string }[];
}

function SentenceList({ title, note, control, all, label, rows, textOf, onSentence, onSentences }: SentenceListProps) {
  return (
    <Card as="section" aria-label={title}>
      <Row as="header" spread below={1}>
        <Title>{title}</Title>
        {all.length > 0 && (
          <button type="button" className={controls.button} onClick={() => onSentences(Uint32Array.from(all), label)}>
            List {all.length === 1 ? 'it' : `all ${all.length}`} in Explain
          </button>
        )}
      </Row>
      {control}
      <Note below={1}>{note}</Note>
      <ol>
        {rows.map(({ sentence, facts }) => (
          <li key={sentence}>
            <button type="button" className={`${styles.sentence} ${styles.beside}`} onClick={() => onSentence(sentence)}>
              <span>{textOf(sentence)}</span>
              <Note as="small" size="xs">
                {facts}
              </Note>
            </button>
          </li>
        ))}
      </ol>
    </Card>
  );
}
