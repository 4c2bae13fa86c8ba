/** What a check asks for and says, by what the model reads and what its scores become. */
import type { ModelInfo, ReferenceKind } from '../../../engine/protocol.ts';
import { rowsHint } from '../../../state/sentence/index.ts';
import { capitalised } from '../../../ui/text/capitalised.ts';
import { shortName } from '../../../ui/text/short-name.ts';

/** The model that scores are given of, as far as what is asked for depends on it. */
export type ReferenceModel = Pick<ModelInfo, 'input' | 'output' | 'classes' | 'embeddingSize' | 'features'>;

/** 'scores before the softmax', or of a model whose output is a number 'values'. */
function scoresName(output: ModelInfo['output']): string {
  return output === 'linear' ? 'values' : `scores before the ${output}`;
}

export function kindName(kind: ReferenceKind, output: ModelInfo['output']): string {
  if (kind === 'probabilities') return 'Probabilities';
  if (kind === 'log-probabilities') return 'Logarithms of probabilities';
  return capitalised(scoresName(output));
}

/** What a line is of. */
export function lineName(input: ModelInfo['input']): string {
  return input === 'numbers' ? 'sequence' : 'sentence';
}

export function askFor({ input, output }: Pick<ReferenceModel, 'input' | 'output'>): string {
  return `Enter ${scoresName(output)} that your own program gives for a few ${lineName(input)}s; they are compared with this page’s.`;
}

export function fieldLabel({ input, output, classes }: Pick<ReferenceModel, 'input' | 'output' | 'classes'>): string {
  const one = classes.length === 1;
  const what = output === 'linear' ? 'value' : 'score';
  const form = input === 'numbers' ? 'rows as JSON' : 'words';
  return `Reference ${what}s: one ${lineName(input)} per line, ${form} -> ${one ? `the ${what}` : `${classes.length} ${what}s`}`;
}

const NAMED_CLASSES = 12;

export function fieldHint(model: ReferenceModel): string {
  const { input, output, classes } = model;
  const first =
    input === 'numbers'
      ? `Rows as JSON, ${rowsHint(model).replace(/^one row per line, /, '')}, as your program reads them.`
      : 'Sentences as your program reads them, or their words separated by spaces.';
  if (classes.length < 2) return first;
  const named = classes
    .slice(0, NAMED_CLASSES)
    .map((name) => shortName(name, 24))
    .join(', ');
  const more = classes.length > NAMED_CLASSES ? ` and ${classes.length - NAMED_CLASSES} more` : '';
  return `${first} Order of the ${output === 'linear' ? 'values' : 'scores'}: ${named}${more}.`;
}

const SCORES = ['1.2483', '-0.4096', '0.3175', '-1.0628', '2.5139', '-0.0871', '0.9264'];
const NUMBERS = [0.5, -1.25, 2, 0.75, -0.1];
/** More do not stand in one line of the field. */
const MOST = 8;

/** Two lines as an example: as many scores as there are classes. */
export function examplePlaceholder({
  input,
  classes,
  embeddingSize,
}: Pick<ReferenceModel, 'input' | 'classes' | 'embeddingSize'>): string {
  const pick = <T>(from: readonly T[], start: number, count: number) =>
    Array.from({ length: Math.min(count, MOST) }, (_, index) => from[(start + index) % from.length]);
  const row = (start: number) => `[${pick(NUMBERS, start, embeddingSize).join(', ')}${embeddingSize > MOST ? ', …' : ''}]`;
  const read = (words: string, start: number) => (input === 'numbers' ? `[${row(start)}, ${row(start + 2)}]` : words);
  const line = (words: string, start: number) =>
    `${read(words, start)} -> ${pick(SCORES, start, classes.length).join(' ')}${classes.length > MOST ? ' …' : ''}`;
  return `${line('the film was dull', 0)}\n${line('a quiet , clever story', 3)}`;
}

/** Of differences that nothing else explains. */
export function usualCauses(input: ModelInfo['input']): string {
  const ofInput =
    input === 'numbers'
      ? 'numbers scaled or ordered differently'
      : 'a different vocabulary or word order in it, different words (case, tokenisation)';
  return `Usual causes: dropout still on (call model.eval()), ${ofInput}, padding that one of the two reads and the other does not, or the average of the states instead of the last one.`;
}
