import { formatCount, formatFixed } from '../../../ui/text/format-number.ts';

/**
 * The test accuracies among a model's metrics, as its config.json states them ("test": {"sentences", "five_class",
 * "binary_sentences", "binary"}); metrics are free-form, so what is absent or not a number is left out.
 */
export function testFigures(metrics: Readonly<Record<string, unknown>>): (readonly [string, string])[] {
  const test = metrics.test;
  if (!isRecord(test)) return [];
  return [
    figure('Test accuracy', test.five_class, test.sentences),
    figure('Test accuracy, positive or negative', test.binary, test.binary_sentences),
  ].filter((row) => row !== null);
}

function figure(name: string, share: unknown, sentences: unknown): readonly [string, string] | null {
  if (typeof share !== 'number') return null;
  const over = typeof sentences === 'number' ? ` of ${formatCount(sentences)} sentences` : '';
  return [name, `${formatFixed(100 * share, 1)}\u202f%${over}`];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
