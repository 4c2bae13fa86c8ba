import { type ExampleSet, foldForSearch } from './example.ts';

/** A node of a treebank's tree. */
export interface LabelledSpan {
  /** Its words: from, up to but not including to. */
  readonly from: number;
  readonly to: number;
  /** 0 (very negative) to 4 (very positive). */
  readonly label: number;
}

/** Where in its set a sentence stands, by its words; a set is kept as long as its examples are. */
const places = new WeakMap<readonly unknown[], ReadonlyMap<string, number>>();

/**
 * The tree that a set has of the sentence of these words, from the root down and from left to right; null: none. Capitals do not count: the test
 * set of the paper's repository is the treebank's in lower case.
 */
export function treeOf(set: ExampleSet | null, words: readonly string[]): readonly LabelledSpan[] | null {
  if (!set?.trees) return null;
  const { starts, spans } = set.trees;
  const place = placesIn(set).get(foldForSearch(words.join(' ')));
  if (place === undefined) return null;
  const nodes: LabelledSpan[] = [];
  for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? spans.length); at += 3) {
    const [from = 0, to = 0, label = 0] = spans.subarray(at, at + 3);
    nodes.push({ from, to, label });
  }
  return nodes.length > 0 ? nodes : null;
}

function placesIn({ examples }: ExampleSet): ReadonlyMap<string, number> {
  const known = places.get(examples);
  if (known) return known;
  const found = new Map(examples.map(({ folded }, place) => [folded, place]));
  places.set(examples, found);
  return found;
}
