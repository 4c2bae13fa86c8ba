/** The sentence that a link holds, as it is among the examples of this page, and the other way round. */
import { OPENING_NUMBER, useExamples } from '../examples/index.ts';
import type { Subject } from '../sentence/index.ts';
import type { LinkedExample, LinkedSentence, LinkState } from './link-state.ts';
import type { LinkProblem } from './url-state.ts';

const OPENING: LinkedExample = { set: 'built-in', number: OPENING_NUMBER };

/** A file's sentences are on one device alone, so that they go into links as they are. */
export function sentenceOf({ text, tokens, example }: Subject): LinkedSentence {
  if (example && example.set !== 'file') return { kind: 'example', example: { set: example.set, number: example.number } };
  return tokens && tokens.length > 0 ? { kind: 'tokens', tokens } : { kind: 'text', text };
}

type Sentence = Pick<Subject, 'text' | 'tokens' | 'example'>;

/** 'absent': its set is not here (yet); 'none': its set is here and has no such example. */
export function findSentence(sentence: LinkedSentence | null): Sentence | 'absent' | 'none' {
  if (sentence?.kind === 'text') return { text: sentence.text, tokens: null, example: null };
  if (sentence?.kind === 'tokens') return { text: sentence.tokens.join(' '), tokens: sentence.tokens, example: null };
  const { set, number } = sentence?.example ?? OPENING;
  const examples = useExamples.getState().sets[set]?.examples;
  if (!examples) return 'absent';
  const found = examples[number - 1];
  return found ? { text: found.text, tokens: found.tokens, example: { set, number, gold: found.gold } } : 'none';
}

export function openingSentence(): Sentence {
  const found = findSentence(null);
  return typeof found === 'string' ? { text: '', tokens: null, example: null } : found;
}

export function missingExample({ sentence }: LinkState): LinkProblem {
  const { set, number } = sentence?.kind === 'example' ? sentence.example : OPENING;
  const count = useExamples.getState().sets[set]?.examples.length ?? 0;
  return {
    parameter: 'example',
    found: `${set}:${number}`,
    expected: `a number from 1 to ${count}`,
    used: 'the opening example',
  };
}
