/** When two models' classes are the same, however their names are spelt, and the five of the Stanford Sentiment Treebank. */

/** In their order: what the labels 0 to 4 of SST's trees, and 1 to 5 of sequence_test.txt, mean. */
export const FIVE_SENTIMENTS: readonly string[] = ['very negative', 'negative', 'neutral', 'positive', 'very positive'];

/** 'Very_Negative' is 'very negative'. */
export function foldClassName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}

export function areSameClasses(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name, index) => foldClassName(name) === foldClassName(others[index] ?? ''));
}

/** Whether these are the five classes of SST: then its labels, a binary accuracy and the marks from -- to ++ have a meaning. */
export function areFiveSentiments(classes: readonly string[]): boolean {
  return areSameClasses(classes, FIVE_SENTIMENTS);
}
