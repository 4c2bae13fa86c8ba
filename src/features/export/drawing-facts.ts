import type { DrawingExportProps, DrawingFacts, DrawnFile } from '../../state/inside/index.ts';
import { predictedName } from '../../state/sentence/index.ts';
import { capitalised } from '../../ui/text/capitalised.ts';
import { formatExact } from '../../ui/text/format-number.ts';
import { drawPng } from './draw-png.ts';
import { fileName } from './file-name.ts';
import { type Origin, parameterName } from './provenance.ts';

type Drawn = Pick<DrawingExportProps, 'explanation' | 'method' | 'parameters'>;

/** Where a drawing of one sentence comes from: enough to make it again. */
export function drawingFacts({ explanation, method, parameters }: Drawn, { version, date } = originNow()): DrawingFacts {
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

function originNow(): Origin {
  return { version: import.meta.env.APP_VERSION, date: new Date() };
}

/** lrp-lens-<words>-<target>-<of>.<extension> */
export function drawingFileName(explanation: Drawn['explanation'], of: 'inside' | 'tree', extension: string): string {
  return fileName(explanation.tokens, explainedClasses(explanation), extension).replace(/(\.\w+)$/, `-${of}$1`);
}

export function svgOf({ source }: DrawnFile): Blob {
  return new Blob([source], { type: 'image/svg+xml;charset=utf-8' });
}

/** @throws ExportError where this browser cannot draw it */
export async function pngOf(title: string, facts: DrawingFacts, draw: (facts: DrawingFacts) => DrawnFile): Promise<Blob> {
  const texts = { Title: title, Software: 'LRP Lens', Comment: facts.footer.join('\n') };
  return (await drawPng(draw(facts), texts)).blob;
}

/** By their names. */
export function explainedClasses({ model, target, contrast }: Drawn['explanation']) {
  return {
    target: model.classes[target] ?? '',
    contrast: contrast === undefined ? null : (model.classes[contrast] ?? ''),
  };
}
