import type { ExplainResponse } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { rowsText, useExplain } from '../sentence/index.ts';
import { editedInput } from './edited-input.ts';
import { applyEdits, type Edit } from './edits.ts';
import { useWhatIf } from './what-if-store.ts';

/**
 * Makes the edited sentence the sentence: its text as it was typed but for the edits, where that reads as the very tokens, else the
 * tokens. Nothing happens where text cannot say the edits (zeroed words; rows of 0 it can), or where the sentence changes in the meantime.
 */
export async function takeOver(): Promise<void> {
  const { edits, status } = useWhatIf.getState();
  const explain = useExplain.getState();
  const { response, text, target, contrast, lrp } = explain;
  if (status !== 'current' || !response) return;
  const edited = applyEdits(response.explanation.tokens, edits);
  const input = editedInput(response.explanation, edited);
  const subject = { example: null, target, contrast, lrp };
  if ('numbers' in input) {
    const zeroed = input.numbers.map((row, position) => (edited.deleted.includes(position) ? row.map(() => 0) : row));
    explain.restore({ ...subject, text: rowsText(zeroed), tokens: null });
    return;
  }
  if (edited.deleted.length > 0) return;
  const tokens = [...edited.tokens, ...response.omitted];
  const typed = editedText(text, response, edits);
  const sameTokens = typed !== null && (await readsAs(typed, tokens));
  if (useExplain.getState().text !== text || useWhatIf.getState().edits !== edits) return;
  useExplain
    .getState()
    .restore(sameTokens ? { ...subject, text: typed, tokens: null } : { ...subject, text: tokens.join(' '), tokens });
}

/** The text with the edits made in it; null where the tokens were given and have no places in it. */
function editedText(text: string, { spans }: Pick<ExplainResponse, 'spans'>, edits: readonly Edit[]): string | null {
  if (!spans) return null;
  let edited = text;
  // From the end: the places before stay right.
  for (const edit of [...edits].sort((a, b) => b.position - a.position)) {
    const span = spans[edit.position];
    if (!span) return null;
    const [before, after] = [edited.slice(0, span.start), edited.slice(span.end)];
    // One blank goes with the word that is left out.
    edited = edit.kind === 'replace' ? before + edit.word + after : before.replace(/\s$/u, '') + after;
  }
  return edited.trim();
}

async function readsAs(text: string, tokens: readonly string[]): Promise<boolean> {
  try {
    const [read = []] = await engine().tokenize(new AbortController().signal, [text]);
    return read.length === tokens.length && read.every((token, position) => token === tokens[position]);
  } catch (error) {
    // The tokens say the same.
    if (!isAbort(error)) console.warn(errorFields(error).problem);
    return false;
  }
}
