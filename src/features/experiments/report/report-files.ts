/** A report as files: one page that holds all of it, and a zip of its parts. Nothing in them depends on the moment they are made. */
import { strToU8, zipSync } from 'fflate';
import { escapeMarkup } from '../../../ui/text/escape-markup.ts';
import { formatExact } from '../../../ui/text/format-number.ts';
import type { Reading, ResultTable } from '../experiment-parts.ts';
import { provenanceLines, type ResultProvenance, writeCsv, writeJson } from '../result-files.ts';
import { PUBLISHED_SOURCE, type PublishedRow } from './published.ts';

export interface ReportPart {
  readonly title: string;
  readonly question: string;
  readonly method: string;
  readonly reading: Reading;
  readonly provenance: ResultProvenance;
  readonly leftOut: readonly string[];
  readonly tables: readonly ResultTable[];
  readonly figures: readonly ReportFigure[];
}

export interface ReportFigure {
  readonly title: string;
  readonly fileName: string;
  /** An SVG document. */
  readonly source: string;
  /** The same, as wide as a phone. */
  readonly narrow: string;
}

export interface Report {
  readonly parts: readonly ReportPart[];
  /** Experiments that were not run, and why. */
  readonly missing: readonly { readonly title: string; readonly reason: string }[];
  readonly published: readonly PublishedRow[];
  /** What the model is, by name. */
  readonly model: readonly (readonly [name: string, value: string])[];
}

/** Longer tables are whole in the zip. */
const MOST_ROWS = 60;

const STYLE = `:root { color-scheme: light; font: 15px/1.5 Helvetica, Arial, "Liberation Sans", sans-serif; color: #1b1916; background: #fff; }
body { max-width: 64rem; margin: 2rem auto; padding: 0 1.25rem; }
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin-top: 2.5rem; border-top: 1px solid #ddd9d1; padding-top: 1.25rem; }
figure { margin: 1.25rem 0; } img { max-width: 100%; height: auto; }
table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .75rem .2rem 0; text-align: start; border-bottom: 1px solid #ddd9d1; }
body > table td { overflow-wrap: anywhere; } body > table td:first-child { overflow-wrap: normal; }
.wide { overflow-x: auto; } .small { font-size: .85rem; color: #5a5751; overflow-wrap: anywhere; }
@media print { details:not([open]) { display: none; } h2, h2 + p { break-after: avoid; } figure, tr, .small { break-inside: avoid; } }`;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export function reportHtml(report: Report): string {
  const { parts, missing, published, model } = report;
  const text = escapeMarkup;
  const lines = [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="generator" content="LRP Lens">',
    `<title>Report · LRP Lens</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body>`,
    '<h1>Report of all experiments</h1>',
    htmlTable(['model', ''], model),
    ...(published.length === 0
      ? []
      : [
          '<h2>Beside the paper</h2>',
          `<p class="small">Published: ${text(PUBLISHED_SOURCE)}. Only figures that the source gives; what is not checked was passed on and not read in the paper itself. Another model and other sentences give others.</p>`,
          htmlTable(
            ['figure', 'published', 'here'],
            published.map(({ what, published: given, here }) => [what, given, here]),
          ),
        ]),
    ...parts.flatMap((part) => [
      `<h2>${text(part.title)}</h2>`,
      `<p><b>${text(part.question)}</b></p><p class="small">${text(part.method)}</p>`,
      `<p><b>What it shows.</b> ${text(part.reading.shows)}</p><p><b>What would be surprising.</b> ${text(part.reading.surprising)}</p>`,
      ...part.leftOut.map((line) => `<p>${text(line)}</p>`),
      ...part.figures.map(
        ({ title, source, narrow }) =>
          `<figure><picture><source media="screen and (max-width: 40rem)" srcset="${dataUrl(narrow)}"><img alt="${text(title)}" src="${dataUrl(source)}"></picture></figure>`,
      ),
      ...part.tables.map((table) => tableDetails(table)),
      `<p class="small">${provenanceLines(part.provenance).map(text).join('<br>')}<br><a href="${text(part.provenance.link)}">This experiment in LRP Lens</a></p>`,
    ]),
    ...missing.map(({ title, reason }) => `<h2>${text(title)}</h2><p>Not run. ${text(reason)}</p>`),
    '</body></html>',
    '',
  ];
  return lines.join('\n');
}

function dataUrl(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg).replaceAll("'", '%27')}`;
}

function tableDetails({ name, columns, rows }: ResultTable): string {
  const shown = rows.slice(0, MOST_ROWS).map((row) => row.map(cellText));
  const more =
    rows.length > MOST_ROWS ? `<p class="small">The first ${MOST_ROWS} of ${rows.length} rows; the zip has all.</p>` : '';
  const title = escapeMarkup(name.replaceAll('-', ' '));
  return `<details><summary>${title}, ${rows.length} rows</summary><div class="wide">${htmlTable(columns, shown)}</div>${more}</details>`;
}

function cellText(value: string | number | null): string {
  return typeof value === 'number' ? formatExact(value) : (value ?? '');
}

function htmlTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeMarkup(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${line(columns, 'th')}</thead><tbody>${rows.map((row) => line(row, 'td')).join('\n')}</tbody></table>`;
}

export function reportZip(report: Report): Uint8Array<ArrayBuffer> {
  const { parts, missing, published, model } = report;
  const overview = {
    model: Object.fromEntries(model),
    published: { source: PUBLISHED_SOURCE, rows: published },
    notRun: missing,
    experiments: parts.map(({ provenance }) => provenance),
  };
  const files: Record<string, string> = {
    'report.html': reportHtml(report),
    'settings.json': `${JSON.stringify(overview, null, 2)}\n`,
  };
  for (const { provenance, tables, figures } of parts) {
    const folder = provenance.experiment;
    files[`${folder}/${folder}.json`] = writeJson(tables, provenance);
    for (const table of tables) files[`${folder}/${table.name}.csv`] = writeCsv(table, provenance);
    for (const { fileName, source } of figures) files[`${folder}/${fileName}.svg`] = source;
  }
  const bytes = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(content)]));
  // Zip files note the local time: the first moment that they know is the same in every zone.
  return zipSync(bytes, { mtime: new Date(1980, 0, 1), level: 6 }) as Uint8Array<ArrayBuffer>;
}
