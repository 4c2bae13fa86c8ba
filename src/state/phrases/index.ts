export type { LabelledSpan } from '../examples/index.ts';
export { usePhraseMeasures } from './phrase-measures.ts';
export { type PhrasePlace, usePhrase } from './phrase-store.ts';
export { isPhrase, isSameSpan, spanBetween, wordsIn } from './spans.ts';
export type { TreeExportProps } from './tree-files.ts';
export { type TreeAnswer, useTree } from './tree-store.ts';
export { treebankOf } from './treebank.ts';
