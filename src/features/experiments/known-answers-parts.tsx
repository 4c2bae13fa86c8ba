import { useState } from 'react';
import { judge, markedNumbers, RULE, truthOf, type Verdict } from '../../engine/experiment-protocol.ts';
import { useLook } from '../../state/display/index.ts';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import { Segmented } from '../../ui/controls/segmented.tsx';
import { Card, DataTable, Note, Row, ScrollArea, Stack, Title } from '../../ui/layout/index.ts';
import { formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import type { ExperimentParts, ResultProps } from './experiment-parts.ts';
import { FigureCard } from './figure-card.tsx';
import { methodLabel, percent } from './figures-text.ts';
import { knownAnswersReading, knownAnswersTables, RULE_TEXT } from './known-answers-reading.ts';
import { NumberStrips } from './number-strips.tsx';

export const KNOWN_ANSWERS_PARTS: ExperimentParts<'known'> = {
  id: 'known',
  title: 'Sanity check with known answers',
  question:
    'How much each word of a sentence really contributes, nobody knows. How much each number contributes to a sum, one does: do the methods say so?',
  method:
    'With sentences, a method can be compared with other methods, but not with the truth. Here the truth is known. A small network, one LSTM unit, reads 4 to 10 numbers, of which two are marked, and has learnt to add or to subtract these two, to about a hundredth. So the first marked number contributes itself, the second itself too (or, where it is subtracted, its negative), and all others nothing. A method that says something else of so plain a network is hardly to be trusted with a sentence; one that passes has shown no more than that it is not wrong here. After the toy tasks of Arras et al. 2019 (arXiv 1904.11829); networks and sequences are made by this project, and the model you have loaded plays no part.',
  Result: KnownAnswersFigures,
  reading: knownAnswersReading,
  tables: knownAnswersTables,
};

const EXAMPLES = 5;

function KnownAnswersFigures({ result, settings }: ResultProps<'known'>) {
  const verdicts = judge(result, settings);
  return (
    <>
      <Card as="section" aria-label="Which methods pass">
        <Title below={1}>Which methods pass</Title>
        <Note below={2}>{RULE_TEXT} What breaks the rule stands in bold.</Note>
        <VerdictTable verdicts={verdicts} />
      </Card>
      <Examples result={result} settings={settings} />
      <FigureCard
        title="Error of each method"
        name="error"
        note="Root mean squared difference between relevance and truth, over all steps of all sequences. Lower is better."
      >
        <BarChart
          summary="Root mean squared error of each method’s relevance, with the limit of the rule."
          reference={{ value: RULE.error, label: `at most ${formatFixed(RULE.error, 1)}` }}
          bars={verdicts.map(({ id, error }) => ({ id, label: methodLabel(id), value: error, text: formatFixed(error, 3) }))}
        />
      </FigureCard>
    </>
  );
}

function VerdictTable({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  return (
    <ScrollArea label="Figures of each method">
      <DataTable look="lined" scrolls>
        <thead>
          <tr>
            <th scope="col">Method</th>
            <th scope="col">Verdict</th>
            <th scope="col">Error</th>
            <th scope="col">Correlation, first</th>
            <th scope="col">Correlation, second</th>
            <th scope="col">On other numbers</th>
            <th scope="col">Sum of both off by</th>
          </tr>
        </thead>
        <tbody>
          {verdicts.map(({ id, passes, keeps, error, first, second, elsewhere, sum }) => (
            <tr key={id}>
              <th scope="row">{methodLabel(id)}</th>
              <td>{passes ? 'passes' : 'fails'}</td>
              <Figure text={formatFixed(error, 3)} breaks={!keeps.error} />
              <Figure text={formatSigned(first, 3)} breaks={!(first >= RULE.correlation)} />
              <Figure text={formatSigned(second, 3)} breaks={!(second >= RULE.correlation)} />
              <Figure text={percent(elsewhere)} breaks={!keeps.elsewhere} />
              <td>{formatFixed(sum, 3)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </ScrollArea>
  );
}

function Figure({ text, breaks }: { readonly text: string; readonly breaks: boolean }) {
  return <td>{breaks ? <strong>{text}</strong> : text}</td>;
}

function Examples({ result, settings }: Pick<ResultProps<'known'>, 'result' | 'settings'>) {
  const { palette } = useLook();
  const [chosen, setChosen] = useState('0');
  const k = Number(chosen);
  const n = result.sentences[k];
  if (n === undefined) return null;
  const sequence = markedNumbers(settings.seed + n);
  const truth = truthOf(sequence, settings.task);
  const right = truth.reduce((sum, value) => sum + value, 0);
  const strips = [
    { label: 'Numbers read', values: sequence.numbers, isRelevance: false },
    { label: 'Truth', values: truth, isRelevance: true },
    ...result.methods.map(({ id, values }) => ({
      label: methodLabel(id),
      values: values.subarray(result.starts[k], result.starts[k + 1]),
      isRelevance: true,
    })),
  ];
  return (
    <FigureCard
      title="What each method says of a sequence"
      name={`sequence-${n + 1}`}
      note="At the top the numbers and what each truly contributes; beneath, the relevance that each method gives them. The two marked numbers have a frame; from 1 on, a colour is full."
    >
      <Stack gap={2}>
        <Row>
          <Segmented
            label="Sequence"
            value={chosen}
            onChange={setChosen}
            segments={Array.from(result.sentences.subarray(0, EXAMPLES), (place, index) => ({
              value: String(index),
              label: String(place + 1),
            }))}
          />
        </Row>
        <NumberStrips
          summary={`Sequence ${n + 1}: the network answers ${formatFixed(result.answers[k] ?? Number.NaN)}; ${formatFixed(right)} is right.`}
          strips={strips}
          marks={
            new Map([
              [sequence.first, 'first'],
              [sequence.second, 'second'],
            ])
          }
          limit={1}
          palette={palette}
        />
        <Note>
          The network answers {formatFixed(result.answers[k] ?? Number.NaN)}; {formatFixed(right)} is right.
        </Note>
      </Stack>
    </FigureCard>
  );
}
