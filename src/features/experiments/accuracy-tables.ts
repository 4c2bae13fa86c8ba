import type { Band } from '../../engine/experiment-protocol.ts';
import type { Finished, ResultTable } from './experiment-parts.ts';
import { wilson } from './figures-text.ts';
import { sentenceTable } from './scatter-axes.ts';
import { SLICE_COLUMNS, sliceCells } from './slice-names.ts';

export function accuracyTables({ result, dataset }: Finished<'accuracy'>): ResultTable[] {
  const { classes } = dataset;
  const { correct, count, binary, confusion, calibration, byLength, byUnknown, bySlice } = result;
  const measure = (name: string, right: number, all: number) => [name, right, all, right / all, ...wilson(right, all)];
  return [
    {
      name: 'accuracy',
      columns: ['measure', 'correct', 'sentences', 'share', 'low_95', 'high_95'],
      rows: [
        measure(`${classes.length} classes`, correct, count),
        ...(binary ? [measure('binary', binary.correct, binary.count)] : []),
        ['expected calibration error', null, count, calibration.error, null, null],
      ],
    },
    {
      name: 'confusion',
      columns: ['true_class', 'predicted_class', 'sentences'],
      rows: confusion.flatMap((row, gold) => row.map((cell, predicted) => [classes[gold] ?? '', classes[predicted] ?? '', cell])),
    },
    {
      name: 'calibration',
      columns: ['from', 'to', 'sentences', 'mean_confidence', 'accuracy'],
      rows: calibration.bins.map((bin) => [bin.from, bin.to, bin.count, bin.confidence, bin.accuracy]),
    },
    bandTable('by-length', byLength),
    bandTable('by-unknown-words', byUnknown),
    {
      name: 'by-slice',
      columns: [...SLICE_COLUMNS, 'correct', 'share', 'low_95', 'high_95'],
      rows: bySlice.map((slice) => {
        const count = slice.sentences.length;
        return [...sliceCells(slice, dataset), slice.correct, slice.correct / count, ...wilson(slice.correct, count)];
      }),
    },
    sentenceTable(dataset, { sentences: result.sentences, predictions: result }),
  ];
}

function bandTable(name: string, bands: readonly Band[]): ResultTable {
  return {
    name,
    columns: ['from', 'to', 'correct', 'sentences', 'share'],
    rows: bands.map(({ from, to, correct, count }) => [from, to, correct, count, correct / count]),
  };
}
