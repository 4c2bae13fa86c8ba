import { ScrollArea } from '../../ui/controls/scroll-area.tsx';
import controls from '../../ui/controls.module.css';
import { formatCount, formatExact } from '../../ui/text/format-number.ts';
import { saveFile } from '../../ui/text/save-file.ts';
import { shortName } from '../../ui/text/short-name.ts';
import type { ResultTable } from './experiment-parts.ts';
import card from './figure-card.module.css';
import { type ResultProvenance, writeCsv, writeJson } from './result-files.ts';
import styles from './result-tables.module.css';

interface ResultTablesProps {
  readonly tables: readonly ResultTable[];
  readonly provenance: ResultProvenance;
  /** Begins the names of files. */
  readonly fileName: string;
}

/** Longer tables are whole in their files. */
const MOST_ROWS = 200;

/** All figures as numbers: to be read, and to be taken away. */
export function ResultTables({ tables, provenance, fileName }: ResultTablesProps) {
  const save = (text: string, type: string, name: string) => saveFile({ blob: new Blob([text], { type }), name });
  return (
    <section className={`${card.card} ${styles.tables}`} aria-label="All figures as tables">
      <header className={card.head}>
        <h3 className={card.title}>All figures as tables</h3>
        <button
          type="button"
          className={controls.button}
          onClick={() => save(writeJson(tables, provenance), 'application/json', `${fileName}.json`)}
        >
          Save JSON
        </button>
      </header>
      {tables.map((table) => (
        <details key={table.name} className={styles.table}>
          <summary>
            {table.name.replaceAll('-', ' ')}, {formatCount(table.rows.length)} rows
          </summary>
          <button
            type="button"
            className={`${controls.button} ${styles.csv}`}
            aria-label={`Save “${table.name.replaceAll('-', ' ')}” as CSV`}
            onClick={() => save(writeCsv(table, provenance), 'text/csv', `${fileName}-${table.name}.csv`)}
          >
            Save CSV
          </button>
          <Table table={table} />
        </details>
      ))}
    </section>
  );
}

function Table({ table: { name, columns, rows } }: { readonly table: ResultTable }) {
  return (
    <ScrollArea label={name.replaceAll('-', ' ')}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column.replaceAll('_', ' ')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row.slice(0, -1).join('|')}>
              {columns.map((column, k) => (
                <td key={column}>{cellText(row[k] ?? null)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && <p className={styles.more}>The first {MOST_ROWS} rows; the file has all.</p>}
    </ScrollArea>
  );
}

function cellText(value: string | number | null): string {
  return typeof value === 'number' ? formatExact(value) : shortName(value ?? '');
}
