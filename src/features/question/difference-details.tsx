import { DataTable, Note } from '../../ui/layout/index.ts';
import { formatExact, formatExactSigned } from '../../ui/text/format-number.ts';
import styles from './difference-details.module.css';
import type { WordDifference } from './differences.ts';
import { editName } from './edit-names.ts';

/** One word's values in full digits. */
export function DifferenceDetails({ word }: { readonly word: WordDifference }) {
  const rows = [
    ['before', formatExact(word.before)],
    ['after', word.after === null ? 'removed' : formatExact(word.after)],
    ['change', formatExactSigned(word.difference)],
  ];
  return (
    <>
      <Note>
        <bdi className={styles.word}>{word.label}</bdi> {word.edit && word.edit.kind !== 'replace' && editName(word.edit)}
      </Note>
      <DataTable className={styles.table}>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  );
}
