/**
 * Every error a person can meet, by name. A message says what is wrong, where (`where`: file, field or control), what was
 * expected and what was found. Lower layers throw these; the worker boundary keeps name and fields.
 */
export type LensErrorName =
  | 'ModelFormatError' // a model file or field is malformed or does not fit the others
  | 'LoadError' // a file could not be fetched
  | 'InputError' // a request is not valid: target, eps, sentence
  | 'NumericalError' // a result is not finite
  | 'WorkerError' // the worker crashed or could not start
  | 'NoModelError'; // asked to explain before a model is loaded

export interface LensErrorFields {
  readonly name: LensErrorName;
  readonly where: string;
  readonly problem: string;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
  readonly advice?: string | undefined;
}

/** An error with its parts kept apart, so that the page and the terminal can each lay them out. */
export class LensError extends Error {
  override readonly name: LensErrorName;
  readonly fields: LensErrorFields;

  constructor(fields: LensErrorFields) {
    super(oneLine(fields));
    this.name = fields.name;
    this.fields = fields;
  }
}

/** One line: `where: problem; expected X, found Y. Advice`. */
function oneLine({ where, problem, expected, found, advice }: LensErrorFields): string {
  const contrast = [expected && `expected ${expected}`, found && `found ${found}`].filter(Boolean).join(', ');
  return `${where}: ${problem.replace(/\.$/, '')}${contrast ? `; ${contrast}` : ''}.${advice ? ` ${advice}` : ''}`;
}
