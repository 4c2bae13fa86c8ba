import { type Explanation, METHOD_NAMES, type MethodId } from '../../engine/protocol.ts';
import { type Layout, matrixRows, type PaletteId, type Scale, shownMethods } from '../../state/display/index.ts';
import { type ExportSource, failureOf, isLoneValue, parametersOf, predictedName, unitOf } from '../../state/sentence/index.ts';
import { PALETTES } from '../../ui/heat-map/palettes.ts';
import { formatLimit } from '../../ui/heat-map/scale-note.ts';
import { capitalised } from '../../ui/text/capitalised.ts';
import { formatCount, formatExact } from '../../ui/text/format-number.ts';

/** Which program made an export, and when. */
export interface Origin {
  readonly version: string;
  readonly date: Date;
}

/** Where an exported figure comes from: enough to make it again. */
export interface Provenance {
  readonly app: 'LRP Lens';
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly model: { readonly name: string; readonly sha256: string };
  /** null: the model gives one number, so that there is nothing to predict among. */
  readonly predicted: string | null;
  readonly target: string;
  readonly contrast: string | null;
  /** Words beyond the longest sentence the program explains. */
  readonly omitted: number;
  readonly layout: Layout;
  /** The methods shown. */
  readonly methods: readonly ShownParameters[];
  readonly scale: {
    readonly mode: Scale;
    /** The absolute value that gets the full colour, a row shown: a method, or a class of the class x word matrix. */
    readonly limits: readonly { readonly row: string; readonly limit: number }[];
    readonly gamma: number;
    readonly palette: PaletteId;
  };
}

interface ShownParameters {
  readonly id: MethodId;
  readonly parameters: Readonly<Record<string, number>>;
  /** Only where it has no values: the notes say why. */
  readonly failed?: boolean;
}

const SCALE_NAMES: Readonly<Record<Scale, string>> = {
  method: 'each method on its own',
  shared: 'all rows on one',
  fixed: 'fixed by hand',
  raw: 'raw values',
};

export function provenanceOf(source: ExportSource, { version, date }: Origin): Provenance {
  const { explanation, display, omitted } = source;
  const { model, predicted, target, contrast } = explanation;
  const { layout, scale: mode, gamma, palette } = display;
  return {
    app: 'LRP Lens',
    version,
    date: date.toISOString(),
    model: { name: model.name, sha256: model.sha256 },
    predicted: isLoneValue(model) ? null : (model.classes[predicted] ?? ''),
    target: model.classes[target] ?? '',
    contrast: contrast === undefined ? null : (model.classes[contrast] ?? ''),
    omitted,
    layout,
    methods: methodsOf(source),
    scale: { mode, limits: limitsOf(source), gamma, palette },
  };
}

function methodsOf({ explanation, matrix, display }: ExportSource): ShownParameters[] {
  const shown = METHOD_NAMES.map(({ id }) => id).filter((id) => (matrix ? id === matrix.method : display.methods.includes(id)));
  return shown.map((id) => ({
    id,
    parameters: parametersOf(explanation, id),
    ...(!matrix && failureOf(explanation, id) ? { failed: true } : {}),
  }));
}

function limitsOf({ explanation, matrix, display }: ExportSource): { row: string; limit: number }[] {
  if (matrix) return matrixRows({ explanation, matrix }, display).map(({ label, limit }) => ({ row: label, limit }));
  return shownMethods(explanation, display).map(({ method, limit }) => ({ row: method.id, limit }));
}

/** The same for a reader, a line a topic, to stand beneath a figure. */
export function provenanceLines(provenance: Provenance, explanation: Explanation): string[] {
  const { app, version, date, model, predicted, target, contrast, omitted, methods, scale, layout } = provenance;
  const explained =
    predicted === null
      ? `Explained: the value ${target}`
      : contrast === null
        ? `target ${target}`
        : `target ${target}, compared with ${contrast}`;
  const classes = layout === 'classes' ? 'each class as its own target' : explained;
  const left = omitted > 0 ? [`${formatCount(omitted)} ${unitOf(explanation)}s at the end were left out`] : [];
  const first = predicted === null ? [] : [capitalised(`${predictedName(explanation.model)} ${predicted}`)];
  return [
    `Model ${model.name} · SHA-256 ${model.sha256}`,
    [...first, classes, ...left].join(' · '),
    methods.map(methodText).join(' · '),
    `Scale: ${SCALE_NAMES[scaleOf({ layout, scale: scale.mode })]}, ${limitsText(provenance)} · gamma ${formatExact(scale.gamma)} · palette ${PALETTES[scale.palette].label}`,
    `${app} ${version} · ${date.slice(0, 10)}`,
  ];
}

/** The class x word matrix is one method: where each method has its own scale, its rows share it. */
export function scaleOf({ layout, scale }: { readonly layout: Layout; readonly scale: Scale }): Scale {
  return layout === 'classes' && scale === 'method' ? 'shared' : scale;
}

function methodText({ id, parameters, failed = false }: ShownParameters): string {
  const label = METHOD_NAMES.find((method) => method.id === id)?.label ?? id;
  const settings = Object.entries(parameters).map(([name, value]) => `${parameterName(name)} = ${formatExact(value)}`);
  const details = [...settings, ...(failed ? ['no values'] : [])];
  return details.length > 0 ? `${label} (${details.join(', ')})` : label;
}

export function parameterName(name: string): string {
  return name === 'eps' ? 'ε' : name.replaceAll('_', ' ');
}

function limitsText({ scale, layout }: Provenance): string {
  const [first] = scale.limits;
  if (!first) return 'no rows';
  if (scale.limits.every(({ limit }) => limit === first.limit)) return `strongest colour = ${formatLimit(first.limit)}`;
  const name = (row: string) => (layout === 'classes' ? row : (METHOD_NAMES.find(({ id }) => id === row)?.label ?? row));
  return `strongest colour: ${scale.limits.map(({ row, limit }) => `${name(row)} ${formatLimit(limit)}`).join(', ')}`;
}
