/** The classes of the gold labels, with the marks the list writes for them. */
export const GOLD_CLASSES: readonly { readonly name: string; readonly mark: string }[] = [
  { name: 'very negative', mark: '\u2212\u2212' },
  { name: 'negative', mark: '\u2212' },
  { name: 'neutral', mark: '0' },
  { name: 'positive', mark: '+' },
  { name: 'very positive', mark: '++' },
];

/** A model with other classes still predicts, but gold labels, right and wrong mean nothing then. However the names are spelt. */
export function hasGoldClasses(classes: readonly string[]): boolean {
  return classes.length === GOLD_CLASSES.length && classes.every((name, index) => folded(name) === GOLD_CLASSES[index]?.name);
}

/** 'Very_Negative' is 'very negative'. */
function folded(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
}

export function goldName(gold: number): string {
  return GOLD_CLASSES[gold]?.name ?? String(gold);
}

/** Short enough for a row: the mark, or the beginning of the name of a class that has none. */
export function markOf(index: number, classes: readonly string[]): string {
  if (hasGoldClasses(classes)) return GOLD_CLASSES[index]?.mark ?? String(index);
  return (classes[index] ?? String(index)).slice(0, 8);
}
