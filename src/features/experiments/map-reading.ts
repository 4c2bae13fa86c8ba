import { spearman } from '../../engine/experiment-protocol.ts';
import type { MethodId } from '../../engine/protocol.ts';
import { formatCount, formatFixed } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';
import type { Finished, Reading, ResultTable } from './experiment-parts.ts';
import { nothingLeft } from './failures-text.ts';
import { methodLabel, percent } from './figures-text.ts';
import { tellingWords } from './map-points.ts';

/** From here on a rank correlation is worth a word. */
const NOTABLE = 0.3;

export function mapReading(finished: Finished<'map'>): Reading {
  const { result, dataset, settings } = finished;
  const method = firstWithValues(finished);
  if (method === undefined || result.placed.length === 0) return nothingPlaced(finished, method !== undefined);
  const words = tellingWords(result, dataset, method);
  const target = `“${shortName(dataset.classes[settings.target] ?? '')}”`;
  const [x, y] = result.plane.shares;
  const missing = dataset.lexicon.length - result.placed.length;
  const left = missing > 0 ? ` ${formatCount(missing)} that the model does not know have no embedding of their own.` : '';
  const axes = `The axes hold ${percent(x)} and ${percent(y)} of the variance of their embeddings.`;
  const means = Float64Array.from(words, ({ mean }) => mean);
  const [alongX, alongY] = [words.map((word) => word.x), words.map((word) => word.y)].map((along) =>
    spearman(means, Float64Array.from(along)),
  );
  const goes = (axis: string, rho: number | undefined) =>
    rho === undefined || Number.isNaN(rho) ? [] : [`${formatFixed(rho)} with the ${axis}`];
  const found = [...goes('first', alongX), ...goes('second', alongY)];
  const sorted = Math.max(Math.abs(alongX ?? 0), Math.abs(alongY ?? 0)) >= NOTABLE;
  return {
    shows:
      `${formatCount(result.placed.length)} of ${formatCount(dataset.lexicon.length)} different words have a place.${left} ${axes}` +
      (found.length > 0
        ? ` The mean ${methodLabel(method)} value for ${target} has a rank correlation of ${found.join(' and of ')}.`
        : ''),
    surprising: `Words for and against a class that lie mixed would be surprising where the embeddings were trained with the model, and no surprise where they were not. ${
      sorted
        ? 'Here one side of the plane speaks for the class more than the other.'
        : 'Here neither axis sorts the words by what they are worth.'
    } The plane leaves out ${percent(Math.max(0, 1 - x - y))} of the variance: words that are near on it may be far apart.`,
  };
}

/** The one that the map is coloured by at first. */
export function firstWithValues({ result }: Pick<Finished<'map'>, 'result'>): MethodId | undefined {
  return result.methods.find(({ counts }) => counts.some((count) => count > 0))?.id;
}

function nothingPlaced({ result, dataset }: Finished<'map'>, hasValues: boolean): Reading {
  if (hasValues) {
    return {
      shows: `None of the ${formatCount(dataset.lexicon.length)} different words is in the model’s vocabulary: they have no embeddings of their own.`,
      surprising:
        'That is surprising: the sentences and the model may be in different languages, or split into words differently.',
    };
  }
  return nothingLeft(result.failures, {
    shows: 'There are no words in this data set.',
    surprising: 'Nothing can be said without words.',
  });
}

/** A row a word and method, the most telling first. */
export function mapTables({ result, dataset, settings }: Finished<'map'>): ResultTable[] {
  const target = dataset.classes[settings.target] ?? '';
  const rows = settings.methods.flatMap((method) =>
    tellingWords(result, dataset, method).map(({ label, count, mean, x, y }) => [label, target, method, count, mean, x, y]),
  );
  const [first, second] = result.plane.shares;
  return [
    { name: 'words-on-the-map', columns: ['word', 'class', 'method', 'count', 'mean', 'x', 'y'], rows },
    {
      name: 'axes',
      columns: ['axis', 'share_of_variance'],
      rows: [
        ['x', first],
        ['y', second],
      ],
    },
  ];
}
