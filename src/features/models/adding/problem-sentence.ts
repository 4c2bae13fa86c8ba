import type { LensErrorFields } from '../../../engine/protocol.ts';

/** Where and what: of malformed files, `problem` goes on where `where` ends ("class names" "do not fit the output layer"). */
export function problemSentence({ name, where, problem }: Pick<LensErrorFields, 'name' | 'where' | 'problem'>): string {
  const colon = name === 'ModelFormatError' || where === '' ? '' : ':';
  return `${where}${colon} ${problem.replace(/\.$/, '')}`.trim();
}

/** The whole error in one line: what, expected and found, what to do. `files`: those it may be about. */
export function wholeSentence(error: LensErrorFields, files: readonly { readonly name: string }[] = []): string {
  const contrast = [error.expected && `expected ${error.expected}`, error.found && `found ${error.found}`].filter(Boolean);
  const advice = error.advice ? ` ${error.advice}` : '';
  const sentence = `${problemSentence(error)}${contrast.length > 0 ? `: ${contrast.join(', ')}` : ''}.${advice}`;
  return withCapital(sentence, files);
}

/** A name of a file stays as it is: one with a dot or a number in it, and those of `files`. */
export function withCapital(sentence: string, files: readonly { readonly name: string }[] = []): string {
  const [first = ''] = /^[a-z]+(?=[ :])/.exec(sentence) ?? [];
  if (first === '' || files.some(({ name }) => name.split('/').at(-1) === first)) return sentence;
  return first.charAt(0).toUpperCase() + sentence.slice(1);
}
