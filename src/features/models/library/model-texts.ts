/** A model's input, padding and output in words. */
import type { ModelInfo } from '../../../engine/protocol.ts';
import { rowsHint } from '../../../state/sentence/index.ts';
import { formatCount } from '../../../ui/text/format-number.ts';

export function inputText(model: Pick<ModelInfo, 'input' | 'vocabularySize' | 'embeddingSize' | 'features'>): string {
  if (model.input === 'numbers') return `rows of numbers, ${rowsHint(model)}`;
  return `words, of a vocabulary of ${formatCount(model.vocabularySize)}`;
}

export function paddingText({ padding, paddingId, input }: Pick<ModelInfo, 'padding' | 'paddingId' | 'input'>): string {
  const read = input === 'numbers' ? 'sequences' : 'sentences';
  if (padding === null) return `none: ${read} are read at their own length${entry(paddingId)}`;
  const { length, side, truncate, masked } = padding;
  const lost = truncate === 'pre' ? 'beginning' : 'end';
  if (masked)
    return `masked, so it has no effect; ${read} of more than ${formatCount(length)} rows are cut at the ${lost}${entry(paddingId)}`;
  return (
    `always ${formatCount(length)} rows: short ${read} are padded at the ${side === 'pre' ? 'beginning' : 'end'}, ` +
    `long ones are cut at the ${lost}${entry(paddingId)}`
  );
}

/** Which word of the vocabulary is none. */
function entry(paddingId: number | null): string {
  return paddingId === null ? '' : `; entry ${formatCount(paddingId)} of the vocabulary is padding`;
}

export function outputText({ output, classes }: Pick<ModelInfo, 'output' | 'classes'>): string {
  const names = classes.join(', ');
  if (output === 'linear')
    return classes.length === 1 ? `a number: ${names}` : `${formatCount(classes.length)} numbers: ${names}`;
  const kind = output === 'softmax' ? 'one of' : 'any number of';
  return `${kind} ${formatCount(classes.length)} ${classes.length === 1 ? 'class' : 'classes'}: ${names}`;
}
