import type { Explanation } from '../../engine/protocol.ts';
import { type ExampleSet, type LabelledSpan, treeOf } from '../examples/index.ts';

/**
 * The treebank's tree of an explained sentence, where a file of trees has it, in places of the explained words: those that the model's program
 * leaves out are words of the treebank too. Spans of which nothing is read are left out, and of those that have become the same the outer one stays.
 */
export function treebankOf(
  { tokens, notRead = [] }: Pick<Explanation, 'tokens' | 'notRead'>,
  set: ExampleSet | null,
): readonly LabelledSpan[] | null {
  const words: string[] = [];
  /** Of each of all words: how many of those before it are read. */
  const readBefore: number[] = [];
  for (let position = 0; position <= tokens.length; position++) {
    for (const { word, before } of notRead) {
      if (before !== position) continue;
      words.push(word);
      readBefore.push(position);
    }
    const token = tokens[position];
    if (token !== undefined) words.push(token);
    readBefore.push(position);
  }
  const tree = treeOf(set, words);
  if (!tree) return null;
  const kept = tree
    .map(({ from, to, label }) => ({ from: readBefore[from] ?? 0, to: readBefore[to] ?? 0, label }))
    .filter(({ from, to }) => from < to);
  return kept.filter(({ from, to }, k) => kept.findIndex((one) => one.from === from && one.to === to) === k);
}
