import { useState } from 'react';
import { type RankedBy, type RankedWord, rankWords } from '../../engine/experiment-protocol.ts';
import { METHOD_NAMES, type MethodId } from '../../engine/protocol.ts';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import { Columns, Row } from '../../ui/layout/index.ts';
import { digitsFor, formatCount, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import type { ExperimentParts, ResultProps } from './experiment-parts.ts';
import { FigureCard } from './figure-card.tsx';
import { methodLabel } from './figures-text.ts';
import styles from './parts.module.css';
import { useRelevanceColours } from './relevance-colours.ts';
import { CountSelect, MethodSelect, MinimumField } from './word-controls.tsx';
import { wordsReading, wordsTables } from './words-reading.ts';

export const WORDS_PARTS: ExperimentParts<'words'> = {
  id: 'words',
  title: 'Representative words',
  question: 'Which words speak most for a class, and which against it?',
  method:
    'After Arras et al. 2017. One class is explained in every sentence, and the words of the whole data set are ranked: by their single highest and lowest occurrence, as in the paper, or by the mean or sum of all their occurrences.',
  Result: WordFigures,
  reading: wordsReading,
  tables: wordsTables,
};

const SHOWN = [10, 20, 50] as const;
/** A method that failed everywhere has no bars to begin with. */
function firstWithValues({ methods }: ResultProps<'words'>['result']): MethodId | undefined {
  return (methods.find(({ counts }) => counts.some((count) => count > 0)) ?? methods[0])?.id;
}

const RANKINGS: readonly { readonly value: RankedBy; readonly label: string }[] = [
  { value: 'single', label: 'Single' },
  { value: 'mean', label: 'Mean' },
  { value: 'sum', label: 'Sum' },
];

const AMOUNTS: Readonly<Record<RankedBy, string>> = { single: 'single', mean: 'mean', sum: 'summed' };

function WordFigures({ result, dataset, settings, onWord }: ResultProps<'words'>) {
  const [method, setMethod] = useState<MethodId>(firstWithValues(result) ?? 'lrp');
  const [by, setBy] = useState<RankedBy>('single');
  const [minCount, setMinCount] = useState(1);
  const [shown, setShown] = useState<number>(SHOWN[0]);
  const { highest, lowest } = rankWords(result, method, by, minCount, shown);
  const signed = METHOD_NAMES.find(({ id }) => id === method)?.signed ?? true;
  const colours = useRelevanceColours();
  const target = dataset.classes[settings.target] ?? '';
  const open = (id: string) => onWord(dataset.lexicon[Number(id)] ?? '', settings.target);
  const digits = digitsFor(Math.max(0, ...[...highest, ...lowest].map(({ value }) => Math.abs(value))));
  const bars = (words: readonly RankedWord[]) =>
    words.map(({ word, count, value }) => ({
      id: String(word),
      label: dataset.lexicon[word] ?? '',
      value,
      text: `${signed ? formatSigned(value, digits) : formatFixed(value, digits)} · ${formatCount(count)}×`,
      ...(signed ? { colour: value >= 0 ? colours.for : colours.against } : {}),
    }));
  const xTitle = `${AMOUNTS[by]} ${signed ? `${methodLabel(method)} relevance` : methodLabel(method)} for “${shortName(target)}”`;
  const formatX = (value: number) => formatFixed(value, digits);
  const note = 'Value and number of occurrences.';
  const hint = 'Click a word to see it in context.';
  return (
    <>
      <Row gap={4} align="end">
        <MethodSelect methods={settings.methods} value={method} onChange={setMethod} />
        <Segmented label="Ranked by" value={by} onChange={setBy} segments={RANKINGS} />
        <MinimumField value={minCount} onChange={setMinCount} />
        <CountSelect label="Words shown" counts={SHOWN} value={shown} onChange={setShown} />
      </Row>
      <Columns least="figure" className={styles.figures}>
        <FigureCard title={`Highest for “${target}”`} name={`highest-${method}`} note={note} hint={hint}>
          <BarChart
            summary={`Words with the highest ${methodLabel(method)} values for ${target}: value and number of occurrences.`}
            xTitle={xTitle}
            formatX={formatX}
            bars={bars(highest)}
            action="show it in context"
            onActivate={open}
          />
        </FigureCard>
        <FigureCard
          title={signed ? `Lowest for “${target}”` : `Least important for “${target}”`}
          name={`lowest-${method}`}
          hint={hint}
          note={
            signed
              ? note
              : `${methodLabel(method)} has no sign: its lowest words do not speak against the class, they hardly count.`
          }
        >
          <BarChart
            summary={`Words with the lowest ${methodLabel(method)} values for ${target}: value and number of occurrences.`}
            xTitle={xTitle}
            formatX={formatX}
            bars={bars(lowest)}
            action="show it in context"
            onActivate={open}
          />
        </FigureCard>
      </Columns>
    </>
  );
}
