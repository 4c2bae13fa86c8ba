import { classMarks, type Figure, type FigureCell, type FigureClass, type FigureLegend, type FigureRow } from './figure.ts';
import { latexText } from './latex-text.ts';
import { flow } from './text-layout.ts';

const BEGIN = '% ---- LRP Lens: figure begins; copy from here (needs \\usepackage{xcolor}) ----';
const END = '% ---- LRP Lens: figure ends ----';

/** Commands of the figure; \providecommand, so that several figures stand in one document. */
const COMMANDS = [
  '% \\lrpcell{background}{ink}{word}{value}; \\lrpbox{background}{ink}{width}{text}; \\lrpshade{colour}',
  '\\providecommand{\\lrpcell}[4]{{\\setlength{\\fboxsep}{2pt}\\colorbox[HTML]{#1}{\\textcolor[HTML]{#2}{\\begin{tabular}{@{\\,}c@{\\,}}\\strut #3\\\\[-3pt]{\\tiny\\strut #4}\\end{tabular}}}}\\hskip 1.5pt plus 1pt\\allowbreak}',
  '\\providecommand{\\lrpbox}[4]{{\\setlength{\\fboxsep}{2pt}\\colorbox[HTML]{#1}{\\textcolor[HTML]{#2}{\\makebox[#3]{\\strut #4}}}}}',
  '\\providecommand{\\lrpshade}[1]{\\textcolor[HTML]{#1}{\\rule{3pt}{6pt}}}',
  '\\providecommand{\\lrpnote}[1]{{\\scriptsize\\textcolor[HTML]{5A5751}{#1}}}',
];

/** Widths of the aligned layouts in em of \footnotesize; article's widened text holds about 54. */
const GRID = { available: 50, letter: 0.52, padding: 0.5, gap: 0.55, mostLabel: 12 } as const;
/** A word wider than this, in small letters, is cut: TeX does not break it. */
const WIDEST_WORD = 64;

const WIDE = /[A-Z%&@mw]/;
const DOTS = '…';

const CODE_POINT_NOTE = 'U+ and a number: a character that the fonts lack, by its Unicode code point.';
const CUT_NOTE = 'Three dots: the rest of a word too long for a line.';

/** A whole document for pdfLaTeX, with xcolor as its only package and nothing but ASCII in it. */
export function writeLatex(figure: Figure): string {
  return [
    '\\documentclass{article}',
    '\\usepackage{xcolor}',
    '\\pagestyle{empty}',
    '\\setlength{\\oddsidemargin}{0pt}\\setlength{\\textwidth}{6.5in}',
    '\\setlength{\\topmargin}{-0.5in}\\setlength{\\textheight}{9.5in}',
    '\\begin{document}',
    writeLatexSnippet(figure).trimEnd(),
    '\\end{document}',
    '',
  ].join('\n');
}

/** The figure alone, between markers, for a document that loads xcolor. */
export function writeLatexSnippet(figure: Figure): string {
  const body = bodyLatex(figure);
  const notes = [
    ...figure.notes,
    ...(body.includes('{\\tiny U+') ? [CODE_POINT_NOTE] : []),
    ...(isCut(figure) ? [CUT_NOTE] : []),
  ];
  return [
    BEGIN,
    ...COMMANDS,
    '\\begingroup\\sffamily\\raggedright\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{6pt}\\sloppy',
    '\\setlength{\\lineskip}{1.5pt}\\setlength{\\lineskiplimit}{1.5pt}',
    body,
    `{\\scriptsize\\lrpnote{${words(notes.join(' '))}}\\par}`,
    '\\vskip 5pt\\hrule\\vskip 3pt',
    ...figure.footer.map((line) => `{\\setlength{\\parskip}{0pt}\\scriptsize\\lrpnote{${latexText(line)}}\\par}`),
    '\\endgroup',
    END,
    '',
  ].join('\n');
}

function bodyLatex(figure: Figure): string {
  const { title, sentence, layout, classes, legends, rows } = figure;
  return [
    `{\\large\\bfseries ${words(title)}}\\par`,
    `{\\small ${words(sentence)}\\par}`,
    `{\\footnotesize ${classes.map(classLatex).join('\\quad\n')}\\par}`,
    ...legends.map((legend) => `${legendLatex(legend)}\\par`),
    ...(layout === 'text' ? rows.flatMap(rowLatex) : gridLatex(figure)),
  ].join('\n');
}

function isCut({ title, sentence, rows }: Figure): boolean {
  const cells = rows[0]?.cells ?? [];
  const texts = [...title.split(' '), ...sentence.split(/\s+/), ...cells.map(({ word }) => word)];
  return texts.some((text) => cut(text, WIDEST_WORD) !== text);
}

function classLatex(one: FigureClass): string {
  const marks = classMarks(one);
  const name = one.target ? `\\textbf{${words(one.name)}}` : words(one.name);
  return `\\mbox{${name} ${latexText([one.percent, `${one.scoreName} ${one.score}`].filter(Boolean).join(', '))}${marks ? ` (${latexText(marks)})` : ''}}`;
}

function legendLatex({ low, high, colours }: FigureLegend): string {
  return `\\lrpnote{${words(low)}}\\enspace ${colours.map((colour) => `\\lrpshade{${hex(colour)}}`).join('')}\\enspace\\lrpnote{${words(high)}}`;
}

function rowLatex(row: FigureRow): string[] {
  return [
    `{\\small\\textbf{${words(row.label)}}}\\enspace\\lrpnote{${words(row.hint)}}\\hfill\\lrpnote{${words(row.summary)}}\\par\\nopagebreak`,
    row.cells.map(cellLatex).join('%\n'),
    '\\par',
  ];
}

function cellLatex({ word, text, background, ink, unknown }: FigureCell): string {
  const shown = `${words(word)}${unknown ? '\\textsuperscript{?}' : ''}`;
  return `\\lrpcell{${hex(background)}}{${hex(ink)}}{${shown}}{${latexText(text)}}`;
}

/** Words as columns; a long sentence goes on in further tables. */
function gridLatex({ rows }: Figure): string[] {
  const labels = Math.min(GRID.mostLabel, Math.max(...rows.map(({ label }) => GRID.letter * letters(label)))) + 1;
  const cells = rows[0]?.cells ?? [];
  const widths = cells.map(({ word, unknown }, position) => {
    const numbers = rows.map((row) => letters(row.cells[position]?.text ?? ''));
    return Math.max(letters(cut(word, WIDEST_WORD)) + (unknown ? 1 : 0), ...numbers) * GRID.letter + GRID.padding;
  });
  return flow(widths, GRID.available - labels, GRID.gap).map((positions) => bandLatex(rows, positions, widths, labels));
}

function bandLatex(rows: readonly FigureRow[], positions: readonly number[], widths: readonly number[], labels: number): string {
  const first = rows[0]?.cells ?? [];
  const heads = positions.map((position) => {
    const cell = first[position];
    return `${words(cell?.word ?? '')}${cell?.unknown ? '\\textsuperscript{?}' : ''}`;
  });
  const lines = rows.map(({ label, cells }) => {
    const boxes = positions.map((position) => {
      const { background = '#ffffff', ink = '#000000', text = '' } = cells[position] ?? {};
      return `\\lrpbox{${hex(background)}}{${hex(ink)}}{${em(widths[position] ?? 1)}}{${latexText(text)}}`;
    });
    return `\\makebox[${em(labels)}][l]{${latexText(cut(label, GRID.mostLabel / GRID.letter))}} & ${boxes.join(' & ')}`;
  });
  return [
    '{\\footnotesize\\setlength{\\tabcolsep}{0.5pt}%',
    `\\begin{tabular}{@{}l*{${positions.length}}{c}@{}}`,
    [`{} & ${heads.join(' & ')}`, ...lines].join(' \\\\\n'),
    '\\end{tabular}}\\par',
  ].join('\n');
}

function em(width: number): string {
  return `${Math.round(width * 100) / 100}em`;
}

function hex(colour: string): string {
  return colour.slice(1).toUpperCase();
}

/** Text in which words too long for a line are cut. */
function words(text: string): string {
  return latexText(text.replaceAll(/\S+/g, (word) => cut(word, WIDEST_WORD)));
}

/** The text, with dots for what goes beyond `most` small letters' width. */
function cut(text: string, most: number): string {
  const characters = Array.from(text);
  let width = 0;
  const end = characters.findIndex((character) => {
    width += letters(character);
    return width > most;
  });
  return end < 0 ? text : `${characters.slice(0, end).join('')}${DOTS}`;
}

/** About how many small letters wide: capitals are wider, and what the fonts lack stands there as 'U+4E2D' in tiny type. */
function letters(text: string): number {
  return Array.from(text).reduce(
    (sum, character) => sum + (/[ -\u024f…]/.test(character) ? (WIDE.test(character) ? 1.7 : 1) : 4.8),
    0,
  );
}
