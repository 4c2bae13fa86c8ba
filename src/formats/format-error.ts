import { LensError, type LensErrorFields } from '../model/errors.ts';

type Details = Pick<LensErrorFields, 'expected' | 'found' | 'advice'>;

/** A ModelFormatError: `where` is the file and the field or byte in it. */
export function formatError(where: string, problem: string, details: Details = {}): LensError {
  return new LensError({ name: 'ModelFormatError', where, problem, ...details });
}

const LONGEST_QUOTE = 80;

/** Text out of a file, made fit for a one-line message: quoted, control characters escaped, cut when long. */
export function quote(text: string): string {
  const cut = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return JSON.stringify(cut);
}

/** A list for a message: the first few, then how many more there are. */
export function listing(names: readonly string[], limit = 12): string {
  if (names.length === 0) return 'nothing';
  const shown = names.slice(0, limit).map((name) => (name.length > LONGEST_QUOTE ? `${name.slice(0, LONGEST_QUOTE)}…` : name));
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
