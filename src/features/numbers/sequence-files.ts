/** What is explained of a sequence, by one method, as a drawing and as numbers, each with where it comes from. */
import type { NumbersExplanation, NumbersResult } from '../../engine/numbers-protocol.ts';
import type { ModelInfo } from '../../engine/protocol.ts';
import type { FigureFacts, FigureToSave } from '../../state/figures/index.ts';
import { explainedOf, type ShownSequence } from '../../state/numbers/index.ts';
import { targetName, targetScoreName } from '../../state/sentence/index.ts';
import { csvText } from '../../ui/text/csv-text.ts';
import { formatExact, formatFixed } from '../../ui/text/format-number.ts';
import { drawPlot, type PlotData } from './plot/draw.ts';
import { plotLayout, type Span } from './plot/layout.ts';
import { svgPen } from './plot/pen.ts';
import { type PlotColours, paperLook } from './plot/use-plot-look.ts';

export interface FigureSource {
  readonly info: ModelInfo;
  readonly label: string;
  readonly data: PlotData;
  readonly colours: PlotColours;
  readonly result: NumbersResult;
  readonly sequence: ShownSequence;
  readonly explanation: NumbersExplanation;
  readonly span: Span;
}

/** A line per value; of a method that does not tell features apart, the relevance is that of the whole step. */
export function numbersCsv({ sequence, result }: Pick<FigureSource, 'sequence' | 'result'>): string {
  const { features, given, values, times, words, length } = sequence;
  const F = features.length;
  const rows = Array.from({ length: length * F }, (_, at) => {
    const [step, k] = [Math.floor(at / F), at % F];
    return {
      step: step + 1,
      ...(times ? { time: times[step] ?? '' } : {}),
      ...(words ? { text: words[step] ?? '' } : {}),
      feature: features[k] ?? '',
      value: given[at] ?? Number.NaN,
      scaled: values[at] ?? Number.NaN,
      ...(result.inputs ? { relevance: result.inputs[at] ?? Number.NaN } : {}),
      relevance_of_step: result.steps[step] ?? Number.NaN,
    };
  });
  return csvText(rows);
}

export function numbersJson(source: FigureSource): string {
  const { sequence, explanation, result, info } = source;
  const F = sequence.features.length;
  const byStep = (values: Float64Array) =>
    Array.from({ length: sequence.length }, (_, t) => Array.from(values.subarray(t * F, (t + 1) * F)));
  const { methods: _, ...answer } = explanation;
  const { inputs, steps, features, ...rest } = result;
  return JSON.stringify({
    provenance: factsOf(source).footer,
    model: { name: info.name, sha256: info.sha256, classes: info.classes, output: info.output },
    sequence: {
      name: sequence.name,
      features: sequence.features,
      times: sequence.times,
      words: sequence.words,
      scaling: sequence.scaling,
      given: byStep(sequence.given),
      numbers: byStep(sequence.values),
    },
    ...answer,
    method: { ...rest, steps: Array.from(steps), features: features && Array.from(features), inputs: inputs && byStep(inputs) },
  });
}

/** Where it comes from: for a reader, and for programs. */
function factsOf({ info, label, result, explanation, sequence }: FigureSource): FigureFacts {
  const settings = Object.entries(result.parameters).map(([name, value]) => `${name} = ${formatExact(value)}`);
  const what = explainedOf(info, explanation);
  const target = targetName(what);
  const explained = explanation.baseline ? 'difference to the baseline' : targetScoreName(what);
  const { kind } = sequence.scaling;
  const date = new Date().toISOString();
  return {
    footer: [
      `Model ${info.name} · SHA-256 ${info.sha256}`,
      `${sequence.name || 'One sequence'} · ${sequence.length} steps · ${kind === 'none' ? 'not scaled' : `scaled (${kind})`}`,
      `${label}${settings.length > 0 ? ` (${settings.join(', ')})` : ''} · ${target}: ${explained} ${formatFixed(explanation.explained)}`,
      `LRP Lens ${import.meta.env.APP_VERSION} · ${date.slice(0, 10)}`,
    ],
    provenance: {
      app: 'LRP Lens',
      version: import.meta.env.APP_VERSION,
      date,
      model: { name: info.name, sha256: info.sha256 },
      sequence: { name: sequence.name, steps: sequence.length, scaling: sequence.scaling },
      method: { id: result.id, parameters: result.parameters },
      target,
      explained: explanation.explained,
      baseline: explanation.baseline ?? null,
    },
  };
}

/** The steps that are shown, as a figure for the panel that saves them all. */
export function figureOf(source: FigureSource): FigureToSave {
  const { data, span, result } = source;
  return {
    title: titleOf(source),
    caption: '',
    fileName: fileName(result),
    origin: factsOf(source),
    draw(width) {
      const layout = plotLayout({ width, span, lanes: data.lanes.length, rows: data.inputs ? data.F : 1 });
      const pen = svgPen();
      drawPlot(pen, layout, data, paperLook(source.colours));
      return { markup: `<g shape-rendering="crispEdges">${pen.source()}</g>`, width, height: layout.height };
    },
  };
}

export function fileName({ id }: NumbersResult): string {
  return `lrp-lens-numbers-${id}`;
}

function titleOf({ label, info, explanation }: FigureSource): string {
  return `${label}: ${targetName(explainedOf(info, explanation))}`;
}
