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

  constructor(given: LensErrorFields) {
    const fields = withShortNames(given);
    super(oneLine(fields));
    this.name = fields.name;
    this.fields = fields;
  }
}

/** Names out of files and words of texts may stand in any part: each is cut where it is longer than one can read. */
function withShortNames(fields: LensErrorFields): LensErrorFields {
  const { where, problem, expected, found } = fields;
  return {
    ...fields,
    where: withoutLongRuns(where),
    problem: withoutLongRuns(problem),
    expected: expected && withoutLongRuns(expected),
    found: found && withoutLongRuns(found),
  };
}

/** Letters without a space, of which both ends are kept, and characters in all of a part. */
const LONGEST_RUN = 120;
const RUN_END = 40;
const LONGEST_PART = 2000;

function withoutLongRuns(text: string): string {
  const part = text.replace(/\S+/gu, (run) => {
    if (run.length <= LONGEST_RUN) return run;
    return `${begin(run, LONGEST_RUN - RUN_END)}…${run.slice(-RUN_END).replace(/^[\udc00-\udfff]/, '')}`;
  });
  return part.length > LONGEST_PART ? `${begin(part, LONGEST_PART)}…` : part;
}

function begin(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** One line: `where: problem; expected X, found Y. Advice`. */
function oneLine({ where, problem, expected, found, advice }: LensErrorFields): string {
  const contrast = [expected && `expected ${expected}`, found && `found ${found}`].filter(Boolean).join(', ');
  return `${where}: ${problem.replace(/\.$/, '')}${contrast ? `; ${contrast}` : ''}.${advice ? ` ${advice}` : ''}`;
}
