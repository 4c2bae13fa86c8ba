import type { ExplanationOrigin, FigureFacts } from '../../state/figures/index.ts';
import { predictedName } from '../../state/sentence/index.ts';
import { capitalised } from '../../ui/text/capitalised.ts';
import { formatExact } from '../../ui/text/format-number.ts';
import { fileName } from './file-name.ts';
import { type Origin, parameterName } from './provenance.ts';

/** Where a figure of an explanation comes from: enough to make it again. */
export function drawingFacts(
  { explanation, method, parameters }: ExplanationOrigin,
  { version, date }: Origin = { version: import.meta.env.APP_VERSION, date: new Date() },
): FigureFacts {
  const { model, predicted, tokens } = explanation;
  const { target, contrast } = explainedClasses(explanation);
  const settings = Object.entries(parameters).map(([name, value]) => `${parameterName(name)} = ${formatExact(value)}`);
  const prediction = predictedName(model);
  const first = prediction ? [capitalised(`${prediction} ${model.classes[predicted] ?? ''}`)] : [];
  const explained = contrast === null ? `target ${target}` : `target ${target}, contrast ${contrast}`;
  return {
    footer: [
      `Model ${model.name} · SHA-256 ${model.sha256}`,
      [...first, explained].join(' · '),
      settings.length > 0 ? `${method} (${settings.join(', ')})` : method,
      `LRP Lens ${version} · ${date.toISOString().slice(0, 10)}`,
    ],
    provenance: {
      app: 'LRP Lens',
      version,
      date: date.toISOString(),
      model: { name: model.name, sha256: model.sha256 },
      tokens,
      target,
      contrast,
      method,
      parameters,
    },
  };
}

/** lrp-lens-<words>-<target>-<figure>.<extension> */
export function drawingFileName(explanation: ExplanationOrigin['explanation'], figure: string, extension: string): string {
  return fileName(explanation.tokens, explainedClasses(explanation), extension).replace(/(\.\w+)$/, `-${figure}$1`);
}

/** By their names. */
export function explainedClasses({ model, target, contrast }: ExplanationOrigin['explanation']) {
  return {
    target: model.classes[target] ?? '',
    contrast: contrast === undefined ? null : (model.classes[contrast] ?? ''),
  };
}
