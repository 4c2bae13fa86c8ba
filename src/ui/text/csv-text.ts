import Papa from 'papaparse';

/** Spreadsheets take a text that begins like this for a formula; an apostrophe in front makes it text (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** RFC 4180, the columns of the first row as header; numbers have all digits of float64. */
export function csvText(rows: readonly Readonly<Record<string, string | number>>[]): string {
  return `${Papa.unparse([...rows], { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
}
