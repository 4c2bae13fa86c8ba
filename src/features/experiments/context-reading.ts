import { type Dataset, figuresOf, lengthOf, occurrencesOf, wordsOf } from '../../engine/experiment-protocol.ts';
import { digitsFor, formatCount, formatSigned } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import { sidesOf } from './concordance-rows.ts';
import type { Finished, Reading, ResultTable } from './experiment-parts.ts';
import { nothingLeft } from './failures-text.ts';
import { predictedOf, sentenceCount } from './figures-text.ts';

/** Whose relevance it is, in words. */
export function explainedFor({ dataset, settings, output }: Finished<'context'>): string {
  const { target } = settings;
  if (target === 'predicted') return predictedOf(output);
  return target === 'gold' ? 'each sentence’s true class' : `“${shortName(dataset.classes[target] ?? '')}”`;
}

/** '1 time', '2 times'. */
function times(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'time' : 'times'}`;
}

export function contextReading(finished: Finished<'context'>): Reading {
  const { result, dataset, settings } = finished;
  const word = `“${shortName(settings.word)}”`;
  const found = occurrencesOf(dataset, result);
  if (found.length === 0) {
    return nothingLeft(result.failures, {
      shows: `No sentence that can be explained holds ${word}.`,
      surprising:
        'Words are compared as the model reads them: of a spelling that it splits or changes, the parts are looked for.',
    });
  }
  const { mean, smallest, largest } = figuresOf(found);
  const digits = digitsFor(Math.max(Math.abs(smallest), Math.abs(largest)));
  const [supporting, opposing] = [found.filter(({ value }) => value > 0).length, found.filter(({ value }) => value < 0).length];
  const sentences = new Set(found.map(({ sentence }) => sentence)).size;
  const range = found.length > 1 ? `, from ${formatSigned(smallest, digits)} up to ${formatSigned(largest, digits)}` : '';
  return {
    shows:
      `${word} stands ${times(found.length)} in ${formatCount(sentences)} of ${sentenceCount(dataset.gold.length)}. For ${explainedFor(finished)}, LRP gives it ` +
      `${formatSigned(mean, digits)}${found.length > 1 ? ' on average' : ''}${range}: it speaks for it ${times(supporting)} and against it ${times(opposing)}.`,
    surprising:
      supporting > 0 && opposing > 0
        ? 'A word that is worth the same wherever it stands would be surprising: what stands about it decides with it. Here it even has both signs.'
        : 'A word that is worth the same wherever it stands would be surprising: what stands about it decides with it.',
  };
}

/** Words a side in the file. */
const IN_FILE = 10;

/** A row an occurrence, in the order of the data set. */
export function contextTables({ result, dataset }: Finished<'context'>): ResultTable[] {
  const rows = occurrencesOf(dataset, result).map(({ sentence, position, target, value }) => {
    const { left, right } = sidesOf(position, lengthOf(dataset, sentence), IN_FILE);
    const text = ({ from, to }: { readonly from: number; readonly to: number }) =>
      wordsIn(dataset, sentence).slice(from, to).join(' ');
    return [
      text(left),
      dataset.lexicon[result.word] ?? '',
      text(right),
      value,
      dataset.classes[target] ?? '',
      sentence + 1,
      position + 1,
    ];
  });
  return [{ name: 'occurrences', columns: ['left', 'word', 'right', 'relevance', 'class', 'sentence', 'position'], rows }];
}

/** As the model reads them. */
export function wordsIn(dataset: Dataset, sentence: number): string[] {
  return Array.from(wordsOf(dataset, sentence), (word) => dataset.lexicon[word] ?? '');
}
