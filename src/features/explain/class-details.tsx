import { METHODS } from '../../engine/protocol.ts';
import { useClassMatrix } from '../../state/sentence/index.ts';
import { DataTable } from '../../ui/layout/index.ts';
import { formatExact, formatExactSigned } from '../../ui/text/format-number.ts';
import { ranksBySize } from './strongest-words.ts';
import styles from './word-details.module.css';
import { WordTitle } from './word-details.tsx';

/** What one method says about one word for every class, in full digits. */
export function ClassDetails({ position }: { readonly position: number }) {
  const answer = useClassMatrix((state) => state.answer);
  if (!answer) return null;
  const { explanation, matrix } = answer;
  const method = METHODS.find(({ id }) => id === matrix.method);
  const format = method?.signed ? formatExactSigned : formatExact;
  return (
    <>
      <WordTitle tokens={matrix.tokens} position={position} />
      <DataTable className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{method?.label}, for</th>
            <th scope="col">value</th>
            <th scope="col">rank</th>
          </tr>
        </thead>
        <tbody>
          {matrix.values.map((values, index) => (
            <tr key={classKey(index)}>
              <th scope="row">{explanation.model.classes[index]}</th>
              <td>{format(values[position] ?? Number.NaN)}</td>
              <td>{ranksBySize(values)[position]}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  );
}

/** Class names need not differ, but their places do. */
function classKey(index: number): string {
  return `class-${index}`;
}
