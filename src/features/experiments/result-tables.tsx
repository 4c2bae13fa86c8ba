import controls from '../../ui/controls.module.css';
import { Card, DataTable, Disclosure, Note, Row, ScrollArea, Title } from '../../ui/layout/index.ts';
import { formatCount, formatExact } from '../../ui/text/format-number.ts';
import { saveFile } from '../../ui/text/save-file.ts';
import { shortName } from '../../ui/text/short-name.ts';
import type { ResultTable } from './experiment-parts.ts';
import { type ResultProvenance, type RunFacts, writeCsv, writeJson } from './result-files.ts';
import styles from './result-tables.module.css';

interface ResultTablesProps {
  readonly title?: string;
  readonly tables: readonly ResultTable[];
  readonly provenance: ResultProvenance & RunFacts;
  /** Begins the names of files. */
  readonly fileName: string;
}

/** Longer tables are whole in their files. */
const MOST_ROWS = 200;

/** All figures as numbers: to be read, and to be taken away. */
export function ResultTables({ title = 'All figures as tables', tables, provenance, fileName }: ResultTablesProps) {
  const save = (text: string, type: string, name: string) => saveFile({ blob: new Blob([text], { type }), name });
  return (
    <Card as="section" aria-label={title}>
      <Row as="header" spread>
        <Title>{title}</Title>
        <button
          type="button"
          className={controls.button}
          onClick={() => save(writeJson(tables, provenance), 'application/json', `${fileName}.json`)}
        >
          Save JSON
        </button>
      </Row>
      {tables.map((table) => (
        <Disclosure
          key={table.name}
          className={styles.table}
          summary={`${table.name.replaceAll('-', ' ')}, ${formatCount(table.rows.length)} rows`}
          lazy
        >
          <button
            type="button"
            className={`${controls.button} ${styles.csv}`}
            aria-label={`Save “${table.name.replaceAll('-', ' ')}” as CSV`}
            onClick={() => save(writeCsv(table, provenance), 'text/csv', `${fileName}-${table.name}.csv`)}
          >
            Save CSV
          </button>
          <Table table={table} />
        </Disclosure>
      ))}
    </Card>
  );
}

function Table({ table: { name, columns, rows } }: { readonly table: ResultTable }) {
  const looks = columns.map((_, k) => (typeof rows[0]?.[k] === 'string' ? styles.text : undefined));
  return (
    <ScrollArea label={name.replaceAll('-', ' ')}>
      <DataTable look="lined" scrolls>
        <thead>
          <tr>
            {columns.map((column, k) => (
              <th key={column} scope="col" className={looks[k]}>
                {column.replaceAll('_', ' ')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row.slice(0, -1).join('|')}>
              {columns.map((column, k) => (
                <td key={column} className={looks[k]}>
                  {cellText(row[k] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
      {rows.length > MOST_ROWS && <Note>The first {MOST_ROWS} rows; the file has all.</Note>}
    </ScrollArea>
  );
}

function cellText(value: string | number | null): string {
  return typeof value === 'number' ? formatExact(value) : shortName(value ?? '');
}
