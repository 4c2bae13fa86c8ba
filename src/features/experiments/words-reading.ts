import { type RankedBy, rankWords } from '../../engine/experiment-protocol.ts';
import { digitsFor, formatCount, formatFixed } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import type { Finished, Reading, ResultTable } from './experiment-parts.ts';
import { nothingLeft } from './failures-text.ts';
import { listed, methodLabel } from './figures-text.ts';

const NAMED = 5;

export function wordsReading({ result, dataset, settings }: Finished<'words'>): Reading {
  const target = `“${shortName(dataset.classes[settings.target] ?? '')}”`;
  const method = settings.methods.find((id) => rankWords(result, id, 'single', 1, 1).highest.length > 0);
  if (!method || result.counts.length === 0) {
    return nothingLeft(result.failures, {
      shows: 'There are no words in this data set.',
      surprising: 'Nothing can be said without words.',
    });
  }
  const { highest, lowest } = rankWords(result, method, 'single', 1, NAMED);
  const [most, least] = [highest[0]?.value, lowest[0]?.value];
  if (most !== undefined && most === least) {
    return {
      shows: `${methodLabel(method)} gives ${result.counts.length === 1 ? 'the one word' : `each of ${formatCount(result.counts.length)} different words`} the same value for ${target} wherever it occurs: ${formatFixed(most, digitsFor(most))}. No word speaks more for it than another.`,
      surprising: 'That is surprising, unless the words are unknown to the model.',
    };
  }
  const named = (words: typeof highest) => listed(words.map(({ word }) => `“${shortName(dataset.lexicon[word] ?? '')}”`));
  const once = highest.filter(({ count }) => count === 1).length;
  const shows =
    `Of ${formatCount(result.counts.length)} different words, ${methodLabel(method)} gives the highest single values for ${target} to ` +
    `${named(highest)}, and the lowest to ${named(lowest)}.`;
  const rare =
    once > 0
      ? ` ${once} of the ${highest.length} highest occur only once: raise “Minimum occurrences” to leave less to chance.`
      : '';
  return {
    shows,
    surprising: `A word without sentiment of its own among them, such as a name or a comma, would be surprising.${rare}`,
  };
}

/** A row a word and method: every word, in the order of the lexicon. */
export function wordsTables(finished: Finished<'words'>): ResultTable[] {
  const { result, dataset, settings } = finished;
  const target = dataset.classes[settings.target] ?? '';
  return [
    {
      name: 'words',
      columns: ['word', 'class', 'method', 'count', 'sum', 'mean', 'highest', 'highest_in', 'lowest', 'lowest_in'],
      rows: result.methods.flatMap(({ id, counts, sum, highest, highestIn, lowest, lowestIn }) =>
        dataset.lexicon.map((word, at) => {
          const count = counts[at] ?? 0;
          const known = count > 0;
          const total = known ? (sum[at] ?? Number.NaN) : Number.NaN;
          return [
            word,
            target,
            id,
            count,
            total,
            total / count,
            highest[at] ?? null,
            known ? (highestIn[at] ?? 0) + 1 : null,
            lowest[at] ?? null,
            known ? (lowestIn[at] ?? 0) + 1 : null,
          ];
        }),
      ),
    },
    ...(['single', 'mean', 'sum'] as const).map((by) => topTable(by, finished)),
  ];
}

function topTable(by: RankedBy, { result, dataset, settings }: Finished<'words'>): ResultTable {
  return {
    name: `top-20-by-${by}`,
    columns: ['method', 'side', 'rank', 'word', 'count', 'value', 'sentence'],
    rows: settings.methods.flatMap((id) => {
      const { highest, lowest } = rankWords(result, id, by, 1, 20);
      const side = (name: string, words: typeof highest) =>
        words.map(({ word, count, value, sentence }, k) => [
          id,
          name,
          k + 1,
          dataset.lexicon[word] ?? '',
          count,
          value,
          sentence + 1,
        ]);
      return [...side('highest', highest), ...side('lowest', lowest)];
    }),
  };
}
