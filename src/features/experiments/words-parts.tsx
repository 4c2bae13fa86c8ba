import { useState } from 'react';
import { type RankedBy, type RankedWord, rankWords, sentencesWith } from '../../engine/experiment-protocol.ts';
import { METHOD_NAMES, type MethodId } from '../../engine/protocol.ts';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import controls from '../../ui/controls.module.css';
import { Columns, Field, Row } from '../../ui/layout/index.ts';
import { digitsFor, formatCount, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import fields from './controls.module.css';
import type { ExperimentParts, ResultProps } from './experiment-parts.ts';
import { FigureCard } from './figure-card.tsx';
import { methodLabel } from './figures-text.ts';
import styles from './parts.module.css';
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

function WordFigures({ result, dataset, settings, onSentences }: ResultProps<'words'>) {
  const [method, setMethod] = useState<MethodId>(firstWithValues(result) ?? 'lrp');
  const [by, setBy] = useState<RankedBy>('single');
  const [minCount, setMinCount] = useState(1);
  const [shown, setShown] = useState<number>(SHOWN[0]);
  const { highest, lowest } = rankWords(result, method, by, minCount, shown);
  const signed = METHOD_NAMES.find(({ id }) => id === method)?.signed ?? true;
  const target = dataset.classes[settings.target] ?? '';
  const list = (id: string) => {
    const word = dataset.lexicon[Number(id)] ?? '';
    onSentences(sentencesWith(dataset, Number(id)), `with “${shortName(word)}”`, word);
  };
  const digits = digitsFor(Math.max(0, ...[...highest, ...lowest].map(({ value }) => Math.abs(value))));
  const bars = (words: readonly RankedWord[]) =>
    words.map(({ word, count, value }) => ({
      id: String(word),
      label: dataset.lexicon[word] ?? '',
      value,
      text: `${signed ? formatSigned(value, digits) : formatFixed(value, digits)} · ${formatCount(count)}×`,
      ...(signed ? { tone: value >= 0 ? ('for' as const) : ('against' as const) } : {}),
    }));
  const note = `Value and number of occurrences. Click a word to list its sentences beside Explain.`;
  return (
    <>
      <Row gap={4} align="end">
        <MethodSelect methods={settings.methods} value={method} onChange={setMethod} />
        <Segmented label="Ranked by" value={by} onChange={setBy} segments={RANKINGS} />
        <Field label="Minimum occurrences">
          {(id) => (
            <input
              id={id}
              className={`${controls.input} ${fields.number}`}
              type="number"
              min={1}
              max={1000}
              value={minCount}
              onChange={({ target }) => setMinCount(Math.max(1, Math.min(1000, Math.round(Number(target.value)) || 1)))}
            />
          )}
        </Field>
        <Field label="Words shown">
          {(id) => (
            <select id={id} className={controls.input} value={shown} onChange={({ target }) => setShown(Number(target.value))}>
              {SHOWN.map((count) => (
                <option key={count}>{count}</option>
              ))}
            </select>
          )}
        </Field>
      </Row>
      <Columns least="figure" className={styles.figures}>
        <FigureCard title={`Highest for “${target}”`} name={`highest-${method}`} note={note}>
          <BarChart
            summary={`Words with the highest ${methodLabel(method)} values for ${target}: value and number of occurrences.`}
            bars={bars(highest)}
            action="list its sentences"
            onActivate={list}
          />
        </FigureCard>
        <FigureCard
          title={signed ? `Lowest for “${target}”` : `Least important for “${target}”`}
          name={`lowest-${method}`}
          note={
            signed
              ? note
              : `${methodLabel(method)} has no sign: its lowest words do not speak against the class, they hardly count.`
          }
        >
          <BarChart
            summary={`Words with the lowest ${methodLabel(method)} values for ${target}: value and number of occurrences.`}
            bars={bars(lowest)}
            action="list its sentences"
            onActivate={list}
          />
        </FigureCard>
      </Columns>
    </>
  );
}

/** Side by side as long as there is room for all of them in a row. */
const IN_A_ROW = 4;

interface MethodSelectProps {
  readonly methods: readonly MethodId[];
  readonly value: MethodId;
  readonly onChange: (id: MethodId) => void;
}

function MethodSelect({ methods, value, onChange }: MethodSelectProps) {
  if (methods.length <= IN_A_ROW) {
    const segments = methods.map((id) => ({ value: id, label: methodLabel(id) }));
    return <Segmented label="Method" value={value} onChange={onChange} segments={segments} />;
  }
  return (
    <Field label="Method">
      {(id) => (
        <select
          id={id}
          className={controls.input}
          value={value}
          onChange={({ target }) => {
            const chosen = methods.find((method) => method === target.value);
            if (chosen) onChange(chosen);
          }}
        >
          {methods.map((method) => (
            <option key={method} value={method}>
              {methodLabel(method)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
