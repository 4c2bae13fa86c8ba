import type { Explanation, MethodId, MethodResult } from '../../engine/protocol.ts';
import { matrixRows, shownMethods } from '../../state/display/index.ts';
import { type ExportSource, failureText, featureName, OPTION_DEFAULTS, parametersOf } from '../../state/sentence/index.ts';
import { isUnread } from '../../ui/heat-map/unread-word.ts';
import { csvText } from '../../ui/text/csv-text.ts';
import type { Provenance } from './provenance.ts';

/** Their names in results; LRP's two have columns always. */
const OTHER_OPTIONS = Object.keys(OPTION_DEFAULTS);

type Row = Readonly<Record<string, string | number>>;

/**
 * A tidy table: a row a word and method (or class, in the class x word matrix), the settings repeated in each. Numbers have all digits
 * of float64; `left` and `right` are LRP's parts by encoder; `note` is there where the person has noted something. Other options than LRP's, and standard errors, are columns where a method has them.
 */
export function writeCsv(source: ExportSource, provenance: Provenance): string {
  const values = source.matrix ? classValues(source) : methodValues(source);
  const constant = { ...constantColumns(provenance), ...(source.note === null ? {} : { note: source.note }) };
  const data = values.map((row) => ({ ...row, ...constant }));
  return csvText(data);
}

/** Where a method has no values there is a column more, `problem`, which says why. */
function methodValues({ explanation, display }: ExportSource): Row[] {
  const { model, tokens, unknown, target, contrast, failed = [] } = explanation;
  const missing = failed.filter(({ id }) => display.methods.includes(id));
  const shown = shownMethods(explanation, display);
  const options = OTHER_OPTIONS.filter((name) =>
    [...shown.map(({ result }) => result), ...missing].some(({ parameters }) => name in parameters),
  );
  const hasErrors = shown.some(({ result }) => result.standardErrors);
  const rowsOf = (method: MethodId, limit: number | '', result?: MethodResult) =>
    tokens.map((word, position) => {
      const { eps = '', bias_factor: biasFactor = '' } = parametersOf(explanation, method);
      return {
        position: position + 1,
        word,
        unknown: String(unknown[position] ?? false),
        ...readColumn(explanation, position),
        method,
        value: result?.words[position] ?? '',
        left: result?.left?.[position] ?? '',
        right: result?.right?.[position] ?? '',
        target: model.classes[target] ?? '',
        contrast: contrast === undefined ? '' : (model.classes[contrast] ?? ''),
        eps,
        bias_factor: biasFactor,
        ...Object.fromEntries(options.map((name) => [name, parametersOf(explanation, method)[name] ?? ''])),
        ...(hasErrors ? { standard_error: result?.standardErrors?.[position] ?? '' } : {}),
        limit,
        ...featureColumns(explanation, position, result),
        ...(missing.length > 0
          ? {
              problem: missing
                .filter(({ id }) => id === method)
                .map(failureText)
                .join(' '),
            }
          : {}),
      };
    });
  return [
    ...shown.flatMap(({ method, result, limit }) => rowsOf(method.id, limit, result)),
    ...missing.flatMap(({ id }) => rowsOf(id, '')),
  ];
}

/** Each class is the target of its own row of the matrix. */
function classValues({ explanation, matrix, display }: ExportSource): Row[] {
  if (!matrix) return [];
  const { tokens, unknown } = explanation;
  const { method } = matrix;
  const { eps = '', bias_factor: biasFactor = '' } = parametersOf(explanation, method);
  return matrixRows({ explanation, matrix }, display).flatMap(({ label, values, limit }) =>
    tokens.map((word, position) => ({
      position: position + 1,
      word,
      unknown: String(unknown[position] ?? false),
      ...readColumn(explanation, position),
      method,
      value: values[position] ?? '',
      left: '',
      right: '',
      target: label,
      contrast: '',
      eps,
      bias_factor: biasFactor,
      limit,
    })),
  );
}

/** Only where padding cut the sentence: whether the model read the word. */
function readColumn({ read }: Explanation, position: number): Row {
  return read ? { read: String(!isUnread(read, position)) } : {};
}

/** Only where the model reads numbers: each one, and what the method gives it. */
function featureColumns({ model, numbers }: Explanation, position: number, result?: MethodResult): Row {
  const row = numbers?.[position] ?? [];
  return Object.fromEntries(
    row.flatMap((number, k) => {
      const name = featureName(model.features, k);
      return [
        [`input ${name}`, number],
        [`value ${name}`, result?.inputs?.[position]?.[k] ?? ''],
      ];
    }),
  );
}

function constantColumns({ predicted, scale, model, version, date }: Provenance): Row {
  return {
    scale: scale.mode,
    gamma: scale.gamma,
    palette: scale.palette,
    predicted: predicted ?? '',
    model: model.name,
    model_sha256: model.sha256,
    app_version: version,
    exported: date,
  };
}
