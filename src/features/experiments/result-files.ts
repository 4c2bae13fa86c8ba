/** Results as files: every table as CSV, all of them as JSON, each with its provenance. */
import type { ExperimentId } from '../../engine/experiment-protocol.ts';
import { type Outcome, sizeOf } from '../../state/experiments/index.ts';
import { csvText } from '../../ui/text/csv-text.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import type { ResultTable } from './experiment-parts.ts';

/** Enough to make a result again. */
export interface ResultProvenance {
  readonly app: 'LRP Lens';
  readonly version: string;
  /** ISO 8601, UTC: when the run ended. */
  readonly date: string;
  readonly experiment: ExperimentId;
  readonly model: { readonly name: string; readonly sha256: string };
  readonly data: { readonly name: string; readonly sentences: number };
  readonly settings: Outcome['request']['settings'];
  readonly milliseconds: number;
  readonly workers: number;
  readonly link: string;
}

export function provenanceOf({ request, finished, milliseconds, workers, link }: Outcome, version: string): ResultProvenance {
  const { id, model, set, settings } = request;
  return {
    app: 'LRP Lens',
    version,
    date: finished.toISOString(),
    experiment: id,
    model: { name: model.name, sha256: model.sha256 },
    data: { name: set.name, sentences: sizeOf(set) },
    settings,
    milliseconds: Math.round(milliseconds),
    workers,
    link,
  };
}

/** The same for a reader, to stand beneath a figure. */
export function provenanceLines({ app, version, date, model, data, settings, experiment }: ResultProvenance): string[] {
  return [
    `Model ${model.name} · SHA-256 ${model.sha256}`,
    `Data ${data.name}, ${formatCount(data.sentences)} sentences · experiment ${experiment}`,
    settingsText(settings),
    `${app} ${version} · ${date.slice(0, 10)}`,
  ];
}

function settingsText(settings: object): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${settingText(value)}`)
    .join(' · ');
}

function settingText(value: unknown): string {
  if (Array.isArray(value)) return value.map(settingText).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name} = ${settingText(inner)}`)
    .join(', ');
}

/** A tidy table; a number that is none is an empty cell; what it comes from is repeated in each row. */
export function writeCsv(table: ResultTable, { version, date, experiment, model, data, settings }: ResultProvenance): string {
  const constant = {
    experiment,
    data: data.name,
    model: model.name,
    model_sha256: model.sha256,
    settings: JSON.stringify(settings),
    app_version: version,
    date,
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
