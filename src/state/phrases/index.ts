export { type PhrasePlace, usePhrase } from './phrase-store.ts';
export { isPhrase, isSameSpan, spanBetween, wordsIn } from './spans.ts';
