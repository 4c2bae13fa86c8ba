/** A method's figure and its numbers as files, each with where it comes from. */
import type { NumbersExplanation, NumbersResult } from '../../engine/numbers-protocol.ts';
import type { ModelInfo } from '../../engine/protocol.ts';
import type { ShownSequence } from '../../state/numbers/index.ts';
import { csvText } from '../../ui/text/csv-text.ts';
import { formatExact, formatFixed } from '../../ui/text/format-number.ts';
import { wrapped } from '../../ui/text/wrapped-lines.ts';
import { drawPlot, type PlotData } from './plot/draw.ts';
import { type PlotLayout, plotLayout, type Span } from './plot/layout.ts';
import { canvasPen, escaped, type Pen, svgPen } from './plot/pen.ts';
import { type PlotColours, paperLook } from './plot/use-plot-look.ts';

export type FigureKind = 'csv' | 'json' | 'svg' | 'png';

export const FIGURE_KINDS: readonly { readonly id: FigureKind; readonly label: string; readonly title: string }[] = [
  { id: 'csv', label: 'CSV', title: 'A line per value: step, feature, value, scaled value, relevance; all digits' },
  { id: 'json', label: 'JSON', title: 'The whole result, for programs' },
  { id: 'svg', label: 'SVG', title: 'The steps that are shown, as a drawing for papers' },
  { id: 'png', label: 'PNG', title: 'The steps that are shown, as a picture for slides' },
];

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

const WIDTH = 880;
const MARGIN = 14;
const HEAD = 34;
const LINE = 14;
const PNG_SCALE = 2;

export async function figureFile(kind: FigureKind, source: FigureSource): Promise<{ blob: Blob; name: string }> {
  const name = `lrp-lens-numbers-${source.result.id}.${kind}`;
  if (kind === 'csv') return { blob: new Blob([numbersCsv(source)], { type: 'text/csv;charset=utf-8' }), name };
  if (kind === 'json') return { blob: new Blob([numbersJson(source)], { type: 'application/json' }), name };
  if (kind === 'svg') return { blob: new Blob([figureSvg(source)], { type: 'image/svg+xml;charset=utf-8' }), name };
  return { blob: await figurePng(source), name };
}

/** A line per value; of a method that does not tell features apart, the relevance is that of the whole step. */
function numbersCsv({ sequence, result }: Pick<FigureSource, 'sequence' | 'result'>): string {
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

function numbersJson(source: FigureSource): string {
  const { sequence, explanation, result, info } = source;
  const F = sequence.features.length;
  const byStep = (values: Float64Array) =>
    Array.from({ length: sequence.length }, (_, t) => Array.from(values.subarray(t * F, (t + 1) * F)));
  const { methods: _, ...answer } = explanation;
  const { inputs, steps, features, ...rest } = result;
  return JSON.stringify({
    provenance: provenanceOf(source),
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

function provenanceOf({ info, label, result, explanation, sequence }: FigureSource): readonly string[] {
  const settings = Object.entries(result.parameters).map(([name, value]) => `${name} = ${formatExact(value)}`);
  const target = info.classes[explanation.target] ?? '';
  const explained = explanation.baseline ? 'difference to the baseline' : info.output === 'linear' ? 'value' : 'score';
  const { kind } = sequence.scaling;
  return [
    `Model ${info.name} · SHA-256 ${info.sha256}`,
    `${sequence.name || 'One sequence'} · ${sequence.length} steps · ${kind === 'none' ? 'not scaled' : `scaled (${kind})`}`,
    `${label}${settings.length > 0 ? ` (${settings.join(', ')})` : ''} · ${target}: ${explained} ${formatFixed(explanation.explained)}`,
    `LRP Lens ${import.meta.env.APP_VERSION} · ${new Date().toISOString().slice(0, 10)}`,
  ];
}

/** Its layout, and the lines beneath it. */
function sheetOf(source: FigureSource): { layout: PlotLayout; foot: readonly string[]; height: number } {
  const { data, span } = source;
  const rows = data.inputs ? data.F : 1;
  const layout = plotLayout({
    width: WIDTH - 2 * MARGIN,
    span,
    lanes: data.lanes.length,
    rows,
  });
  const foot = wrapped(provenanceOf(source), 150);
  return { layout, foot, height: HEAD + layout.height + MARGIN + foot.length * LINE + MARGIN };
}

function figureSvg(source: FigureSource): string {
  const { layout, foot, height } = sheetOf(source);
  const [frame, plot] = [svgPen(), svgPen()];
  drawSheet(frame, source, layout, foot, height);
  drawPlot(plot, layout, source.data, paperLook(source.colours));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">`,
    `<title>${escaped(titleOf(source))}</title><desc>${escaped(foot.join('\n'))}</desc>`,
    frame.source(),
    `<g transform="translate(${MARGIN} ${HEAD})" shape-rendering="crispEdges">`,
    plot.source(),
    '</g></svg>',
  ].join('\n');
}

async function figurePng(source: FigureSource): Promise<Blob> {
  const { layout, foot, height } = sheetOf(source);
  const canvas = new OffscreenCanvas(WIDTH * PNG_SCALE, height * PNG_SCALE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no canvas to draw the figure on. Use SVG instead.');
  const pen = canvasPen(context, PNG_SCALE);
  drawSheet(pen, source, layout, foot, height);
  context.translate(MARGIN, HEAD);
  drawPlot(pen, layout, source.data, paperLook(source.colours));
  return canvas.convertToBlob({ type: 'image/png' });
}

function titleOf({ label, info, explanation }: FigureSource): string {
  return `${label}: ${info.classes[explanation.target] ?? ''}`;
}

function drawSheet(pen: Pen, source: FigureSource, layout: PlotLayout, foot: readonly string[], height: number): void {
  pen.rect(0, 0, WIDTH, height, '#ffffff');
  pen.text(MARGIN, HEAD / 2, titleOf(source), { colour: '#1b1916', size: 14, align: 'left' });
  for (const [k, line] of foot.entries()) {
    pen.text(MARGIN, HEAD + layout.height + MARGIN + (k + 0.5) * LINE, line, { colour: '#63605a', size: 9, align: 'left' });
  }
}
