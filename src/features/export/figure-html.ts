import { escapeMarkup } from '../../ui/text/escape-markup.ts';
import { classMarks, type Figure, type FigureCell, type FigureClass, type FigureLegend, type FigureRow } from './figure.ts';
import { HTML_STYLE } from './html-style.ts';

/** Nothing is run and nothing is fetched; styles stand in the page itself. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** One HTML document that opens anywhere: no script, no other file. Words keep their order and meaning without the colours. */
export function writeHtml(figure: Figure): string {
  const { title, sentence, classes, legends, notes, note, provenance, footer } = figure;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="generator" content="${escapeMarkup(`${provenance.app} ${provenance.version}`)}">
<link rel="icon" href="data:,">
<title>${escapeMarkup(title)} · ${escapeMarkup(provenance.app)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeMarkup(title)}</h1>
<p class="sentence" dir="auto">${escapeMarkup(sentence)}</p>${note === null ? '' : `\n<p class="own" dir="auto">Note: ${note.split(/\r?\n/).map(escapeMarkup).join('<br>')}</p>`}
${classTable(classes)}
${legends.map(legendHtml).join('\n')}
${figure.layout === 'text' ? figure.rows.map((row) => rowTable(row, figure)).join('\n') : grid(figure)}
${notes.map((note) => `<p class="note">${escapeMarkup(note)}</p>`).join('\n')}
</main>
<footer>
${footer.map((line) => `<p>${escapeMarkup(line)}</p>`).join('\n')}
</footer>
</body>
</html>
`;
}

function classTable(classes: readonly FigureClass[]): string {
  const isNumber = classes.every(({ percent }) => percent === '');
  const rows = classes.map((one) => {
    const share = Number.isFinite(one.probability) ? 100 * one.probability : 0;
    return `<tr${one.target ? ' class="target"' : ''}><th scope="row"><bdi>${escapeMarkup(one.name)}</bdi></th><td>${escapeMarkup(one.percent)}</td><td class="bar" aria-hidden="true">${isNumber ? '' : `<span style="width:${share.toFixed(2)}%"></span>`}</td><td>${escapeMarkup(one.score)}</td><td class="marks">${escapeMarkup(classMarks(one))}</td></tr>`;
  });
  return `<table class="classes">
<caption>Prediction</caption>
<thead><tr><th scope="col">${isNumber ? 'output' : 'class'}</th>${isNumber ? '<td></td>' : '<th scope="col">probability</th>'}<td class="bar"></td><th scope="col">${isNumber ? 'value' : 'score'}</th><td></td></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function legendHtml({ low, high, colours }: FigureLegend): string {
  const gradient = `linear-gradient(to right,${colours.join(',')})`;
  return `<p class="legend"><span>${escapeMarkup(low)}</span><span class="scale" style="background:${gradient}"></span><span>${escapeMarkup(high)}</span></p>`;
}

/** A table of one row whose cells wrap; the roles keep it a table where the style sheet makes it flow. */
function rowTable({ label, hint, summary, cells }: FigureRow, { rightToLeft }: Figure): string {
  const words = cells.map(
    (cell) =>
      `<td role="cell" style="${colours(cell)}">${wordHtml(cell)}<span class="value" dir="ltr">${valueHtml(cell)}</span></td>`,
  );
  return `<table role="table" class="words">
<caption><strong>${escapeMarkup(label)}</strong> <span>${escapeMarkup(hint)}</span> <span class="summary">${escapeMarkup(summary)}</span></caption>
<tbody role="rowgroup"><tr role="row"${directionOf(rightToLeft)}>
${words.join('\n')}
</tr></tbody>
</table>`;
}

/** Words as columns; wider than the page, it scrolls on its own, by keyboard too. */
function grid({ title, rows, rightToLeft }: Figure): string {
  const heads = (rows[0]?.cells ?? []).map((cell) => `<th scope="col">${wordHtml(cell)}</th>`);
  const lines = rows.map(({ label, detail, cells }) => {
    const values = cells.map((cell) => `<td dir="ltr" style="${colours(cell)}">${valueHtml(cell)}</td>`);
    return `<tr><th scope="row"><bdi>${escapeMarkup(label)}</bdi> <span>${escapeMarkup(detail)}</span></th>${values.join('')}</tr>`;
  });
  return `<div class="scroll" role="region" aria-label="Words and values" tabindex="0">
<table class="grid"${directionOf(rightToLeft)}>
<caption class="hidden">${escapeMarkup(title)}</caption>
<thead><tr><td></td>${heads.join('')}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>
</div>`;
}

/** Said outright: words are isolated (<bdi>), and dir="auto" would look past them. */
function directionOf(rightToLeft: boolean): string {
  return rightToLeft ? ' dir="rtl"' : '';
}

function colours({ background, ink }: FigureCell): string {
  return `background:${background};color:${ink}`;
}

function wordHtml({ word, unknown, unread }: FigureCell): string {
  const bare = `<bdi class="word">${escapeMarkup(word)}</bdi>`;
  const text = unread ? `<s>${bare}</s>` : bare;
  return unknown ? `<span class="unknown" title="unknown to the model">${text}<sup>?</sup></span>` : text;
}

/** Where a mark stands for the number, the number is told all the same. */
function valueHtml({ text, value }: FigureCell): string {
  return /\d/.test(text) ? escapeMarkup(text) : `<span title="${escapeMarkup(String(value))}">${escapeMarkup(text)}</span>`;
}
