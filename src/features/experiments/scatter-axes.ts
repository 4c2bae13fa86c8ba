/** What sentences can be laid out by, and what kind each is. Pure. */
import { type Dataset, lengthOf, type Predictions } from '../../engine/experiment-protocol.ts';
import { formatFixed, formatPercent } from '../../ui/text/format-number.ts';
import type { ResultTable } from './experiment-parts.ts';

/** What is known of the sentences of a result, [n] each. */
export interface SentenceFigures {
  readonly sentences: Uint32Array;
  readonly predictions: Predictions;
  /** By a method, where one was run: what it is called, and its rank correlation with the effect of blanking out each word. */
  readonly faithfulness?: { readonly label: string; readonly values: Float64Array };
}

export type AxisId = 'confidence' | 'length' | 'true' | 'faithfulness';

export interface SentenceAxis {
  readonly id: AxisId;
  /** In the list to choose from. */
  readonly label: string;
  readonly title: string;
  readonly format: (value: number) => string;
  readonly domain?: readonly [number, number];
  readonly whole?: boolean;
  /** [n]; NaN: none. */
  readonly values: Float64Array;
}

/** Those of which any sentence has a value. */
export function axesOf(dataset: Dataset, { sentences, predictions, faithfulness }: SentenceFigures): SentenceAxis[] {
  const share = { format: formatPercent, domain: [0, 1] as const };
  const { confidence, trueProbability } = predictions;
  const all: SentenceAxis[] = [
    {
      id: 'length',
      label: 'length',
      title: 'words in the sentence',
      format: (value) => formatFixed(value, 0),
      whole: true,
      values: Float64Array.from(sentences, (n) => lengthOf(dataset, n)),
    },
    { id: 'confidence', label: 'confidence', title: 'probability of the predicted class', ...share, values: confidence },
    { id: 'true', label: 'true-class probability', title: 'probability of the true class', ...share, values: trueProbability },
    ...(faithfulness
      ? [
          {
            id: 'faithfulness' as const,
            label: 'faithfulness',
            title: `rank correlation with the effect of each word, ${faithfulness.label}`,
            format: (value: number) => formatFixed(value, 1),
            domain: [-1, 1] as const,
            values: faithfulness.values,
          },
        ]
      : []),
  ];
  return all.filter(({ values }) => values.some((value) => Number.isFinite(value)));
}

/** 0 correct, 1 incorrect, 2 not known: its true class, or whether anything is correct. */
type Outcome = 0 | 1 | 2;

export function outcomesOf({ gold }: Dataset, { sentences, predictions }: SentenceFigures): Uint8Array {
  return Uint8Array.from(sentences, (n, k): Outcome => {
    const label = gold[n] ?? -1;
    if (label < 0 || Number.isNaN(predictions.confidence[k])) return 2;
    return predictions.predicted[k] === label ? 0 : 1;
  });
}

/** A row a sentence. @param ranks further columns: their names, and their values [n] */
export function sentenceTable(
  dataset: Dataset,
  figures: SentenceFigures,
  ranks: readonly (readonly [name: string, values: Float64Array])[] = [],
): ResultTable {
  const { gold, classes } = dataset;
  const { sentences, predictions } = figures;
  const outcomes = outcomesOf(dataset, figures);
  return {
    name: 'sentences',
    columns: [
      'sentence',
      'words',
      'true_class',
      'predicted_class',
      'correct',
      'confidence',
      'true_class_probability',
      ...ranks.map(([name]) => name),
    ],
    rows: Array.from(sentences, (n, k) => [
      n + 1,
      lengthOf(dataset, n),
      classes[gold[n] ?? -1] ?? null,
      Number.isNaN(predictions.confidence[k]) ? null : (classes[predictions.predicted[k] ?? -1] ?? null),
      outcomes[k] === 2 ? null : 1 - (outcomes[k] ?? 0),
      predictions.confidence[k] ?? null,
      predictions.trueProbability[k] ?? null,
      ...ranks.map(([, values]) => values[k] ?? null),
    ]),
  };
}
