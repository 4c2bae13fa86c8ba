import { matrixRows, shownMethods } from '../../state/display/index.ts';
import type { ExportSource } from '../../state/sentence/index.ts';
import { csvText } from '../../ui/text/csv-text.ts';
import type { Provenance } from './provenance.ts';

type Row = Readonly<Record<string, string | number>>;

/**
 * A tidy table: a row a word and method (or class, in the class x word matrix), the settings repeated in each. Numbers have all digits
 * of float64; `left` and `right` are LRP's parts by encoder.
 */
export function writeCsv(source: ExportSource, provenance: Provenance): string {
  const values = source.matrix ? classValues(source) : methodValues(source);
  const constant = constantColumns(provenance);
  const data = values.map((row) => ({ ...row, ...constant }));
  return csvText(data);
}

function methodValues({ explanation, display }: ExportSource): Row[] {
  const { model, tokens, unknown, target, contrast } = explanation;
  return shownMethods(explanation, display).flatMap(({ method, result, limit }) =>
    tokens.map((word, position) => ({
      position: position + 1,
      word,
      unknown: String(unknown[position] ?? false),
      method: method.id,
      value: result.words[position] ?? '',
      left: result.left?.[position] ?? '',
      right: result.right?.[position] ?? '',
      target: model.classes[target] ?? '',
      contrast: contrast === undefined ? '' : (model.classes[contrast] ?? ''),
      eps: result.parameters.eps ?? '',
      bias_factor: result.parameters.bias_factor ?? '',
      limit,
    })),
  );
}

/** Each class is the target of its own row of the matrix. */
function classValues({ explanation, matrix, display }: ExportSource): Row[] {
  if (!matrix) return [];
  const { tokens, unknown, methods } = explanation;
  const { method } = matrix;
  const parameters = methods.find(({ id }) => id === method)?.parameters;
  return matrixRows({ explanation, matrix }, display).flatMap(({ label, values, limit }) =>
    tokens.map((word, position) => ({
      position: position + 1,
      word,
      unknown: String(unknown[position] ?? false),
      method,
      value: values[position] ?? '',
      left: '',
      right: '',
      target: label,
      contrast: '',
      eps: parameters?.eps ?? '',
      bias_factor: parameters?.bias_factor ?? '',
      limit,
    })),
  );
}

function constantColumns({ predicted, scale, model, version, date }: Provenance): Row {
  return {
    scale: scale.mode,
    gamma: scale.gamma,
    palette: scale.palette,
    predicted,
    model: model.name,
    model_sha256: model.sha256,
    app_version: version,
    exported: date,
  };
}
