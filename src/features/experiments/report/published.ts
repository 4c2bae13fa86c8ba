/** What the paper says of its own experiments, as far as a source gives the figure, laid beside those of a run. */
import type { Share } from '../../../engine/experiment-protocol.ts';
import type { Outcome } from '../../../state/experiments/index.ts';
import { formatCount } from '../../../ui/text/format-number.ts';
import { methodLabel, percent } from '../figures-text.ts';

export interface PublishedRow {
  readonly what: string;
  readonly published: string;
  readonly here: string;
}

export const PUBLISHED_SOURCE =
  'Arras et al. 2017 (arXiv 1706.07206), on the SST test set of 2,210 sentences, with the authors’ model';

/** A figure that is passed on, and has not been read in the paper itself. */
const UNCHECKED = '(not checked)';

/** @param outcomes of a report, each of another experiment */
export function publishedRows(outcomes: readonly Outcome[]): PublishedRow[] {
  return outcomes.flatMap((outcome) => {
    const { settings } = outcome.request;
    if (isOf(outcome, 'accuracy')) {
      const { binary, count } = outcome.result;
      const classes = outcome.dataset.classes.length;
      return [
        row('Accuracy: sentences of the test set', '2,210', formatCount(count)),
        row(
          'Accuracy over five classes',
          `46.3\u00a0% ${UNCHECKED}`,
          `${shareOf(outcome.result)}${classes === 5 ? '' : ` (${classes} classes)`}`,
        ),
        ...(binary
          ? [row('Accuracy without the neutral, positive against negative', `82.9\u00a0% ${UNCHECKED}`, shareOf(binary))]
          : []),
      ];
    }
    if (isOf(outcome, 'deletion')) {
      const { initiallyCorrect, initiallyFalse } = outcome.result;
      const count = initiallyCorrect.sentences.length + initiallyFalse.sentences.length;
      const shortest = 'minLength' in settings ? settings.minLength : 0;
      return [
        row('Word deletion: sentences of at least 10 words', '1,849', `${formatCount(count)} of at least ${shortest} words`),
        row(
          'Word deletion, classified correctly at first: the method whose accuracy falls lowest',
          'LRP',
          extreme(initiallyCorrect, -1),
        ),
        row(
          'Word deletion, classified incorrectly at first: the method whose accuracy rises highest',
          'LRP',
          extreme(initiallyFalse, 1),
        ),
      ];
    }
    if (isOf(outcome, 'position')) {
      const shortest = 'minLength' in settings ? settings.minLength : 0;
      const here = `${formatCount(outcome.result.sentences.length)} of at least ${shortest} words`;
      return [row('Relevance by position: sentences of at least 19 words', '1,104', here)];
    }
    return [];
  });
}

function shareOf({ correct, count }: Share): string {
  return count > 0 ? percent(correct / count) : 'none';
}

function isOf<Id extends Outcome['request']['id']>(outcome: Outcome, id: Id): outcome is Outcome<Id> & Outcome {
  return outcome.request.id === id;
}

function row(what: string, published: string, here: string): PublishedRow {
  return { what, published, here };
}

/** After the last deletion. */
function extreme({ methods }: Outcome<'deletion'>['result']['initiallyCorrect'], sign: 1 | -1): string {
  const ends = methods
    .filter(({ count }) => count > 0)
    .map(({ id, accuracy }) => ({ label: methodLabel(id), end: accuracy.at(-1) ?? Number.NaN }));
  const best = Math.max(...ends.map(({ end }) => sign * end));
  const names = ends.filter(({ end }) => sign * end === best).map(({ label, end }) => `${label} (${percent(end)})`);
  return names.join(', ') || 'none';
}
