/** Results as files: every table as CSV, all of them as JSON, each with its provenance. */
import { BOOTSTRAP, type BootstrapSettings, type ExperimentId } from '../../engine/experiment-protocol.ts';
import { type Comparison, type Outcome, sizeOf, wholeSize } from '../../state/experiments/index.ts';
import { csvText } from '../../ui/text/csv-text.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import type { ResultTable } from './experiment-parts.ts';

/** Enough to make a result again. */
export interface ResultProvenance {
  readonly app: 'LRP Lens';
  readonly version: string;
  readonly experiment: ExperimentId;
  readonly model: { readonly name: string; readonly sha256: string };
  readonly data: {
    readonly name: string;
    /** That take part. */
    readonly sentences: number;
    /** Where they are not all: the filter in words and as a link holds it, and how many sentences there are. */
    readonly slice?: { readonly words: string; readonly filter: string; readonly of: number };
  };
  readonly settings: Outcome['request']['settings'];
  readonly link: string;
  /** Where two models are compared: the other one, and how the intervals were drawn. */
  readonly second?: { readonly name: string; readonly sha256: string } & BootstrapSettings;
}

/** Of one run: what is another the next time. A report does without, so that it is the same for the same settings. */
export interface RunFacts {
  /** ISO 8601, UTC: when the run ended. */
  readonly date: string;
  readonly milliseconds: number;
  readonly workers: number;
}

export function provenanceOf(outcome: Outcome, version: string): ResultProvenance & RunFacts {
  const { finished, milliseconds, workers } = outcome;
  const run = { date: finished.toISOString(), milliseconds: Math.round(milliseconds), workers };
  return { ...lastingProvenance(outcome, version), ...run };
}

/** Without what only this run has. */
export function lastingProvenance({ request, link }: Outcome, version: string): ResultProvenance {
  const { id, model, set, slice, settings } = request;
  return {
    app: 'LRP Lens',
    version,
    experiment: id,
    model: { name: model.name, sha256: model.sha256 },
    data: {
      name: set.name,
      sentences: sizeOf(request),
      ...(slice && { slice: { words: slice.words, filter: slice.text, of: wholeSize(set) } }),
    },
    settings,
    link,
  };
}

/** Of a comparison with a second model. */
export function provenanceBeside({ a, b }: Comparison, version: string): ResultProvenance & RunFacts {
  const { name, sha256 } = b.request.model;
  return { ...provenanceOf(a, version), second: { name, sha256, ...BOOTSTRAP } };
}

/** The same for a reader, to stand beneath a figure. */
export function provenanceLines(provenance: ResultProvenance & Partial<RunFacts>): string[] {
  const { app, version, date, model, data, settings, experiment, second } = provenance;
  return [
    `Model ${model.name} · SHA-256 ${model.sha256}`,
    ...(second
      ? [
          `Second model ${second.name} · SHA-256 ${second.sha256} · paired bootstrap, ${formatCount(second.draws)} draws, seed ${second.seed}`,
        ]
      : []),
    `Data ${dataText(data)} · experiment ${experiment}`,
    settingsText(settings),
    date === undefined ? `${app} ${version}` : `${app} ${version} · ${date.slice(0, 10)}`,
  ];
}

/** 'Built-in, 155 sentences', 'Built-in, only the sentences listed: incorrect (86 of 155)'. */
export function dataText({ name, sentences, slice }: ResultProvenance['data'], unit = 'sentences'): string {
  if (!slice) return `${name}, ${formatCount(sentences)} ${unit}`;
  return `${name}, only the sentences listed: ${slice.words} (${formatCount(sentences)} of ${formatCount(slice.of)})`;
}

function settingsText(settings: object): string {
  return Object.entries(settings)
    .map(([name, value]) => `${fieldName(name)} ${settingText(value)}`)
    .join(' · ');
}

function settingText(value: unknown): string {
  if (Array.isArray(value)) return value.map(settingText).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${fieldName(name)} = ${settingText(inner)}`)
    .join(', ');
}

/** As papers and tables write it: bias_factor. */
function fieldName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A tidy table; a number that is none is an empty cell; what it comes from is repeated in each row. */
export function writeCsv(table: ResultTable, provenance: ResultProvenance & Partial<RunFacts>): string {
  const { version, date, experiment, model, data, settings, second } = provenance;
  const constant = {
    experiment,
    data: data.name,
    ...(data.slice ? { data_slice: data.slice.words, data_filter: data.slice.filter } : {}),
    model: model.name,
    model_sha256: model.sha256,
    ...(second
      ? {
          second_model: second.name,
          second_model_sha256: second.sha256,
          bootstrap_draws: second.draws,
          bootstrap_seed: second.seed,
        }
      : {}),
    settings: JSON.stringify(settings),
    app_version: version,
    ...(date === undefined ? {} : { date }),
  };
  const rows = table.rows.map((row) => ({
    ...Object.fromEntries(table.columns.map((column, k) => [column, cell(row[k] ?? null)])),
    ...constant,
  }));
  return csvText(rows);
}

function cell(value: string | number | null): string | number {
  return jsonCell(value) ?? '';
}

export function writeJson(tables: readonly ResultTable[], provenance: ResultProvenance): string {
  const named = tables.map(({ name, columns, rows }) => [
    name,
    rows.map((row) => Object.fromEntries(columns.map((column, k) => [column, jsonCell(row[k] ?? null)]))),
  ]);
  return `${JSON.stringify({ provenance, tables: Object.fromEntries(named) }, null, 2)}\n`;
}

function jsonCell(value: string | number | null): string | number | null {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
