import { type SequenceTable, scaled } from '../../engine/numbers-protocol.ts';
import { useNumbersFile } from '../../state/numbers/index.ts';
import { DataTable, ScrollArea } from '../../ui/layout/index.ts';
import { formatExact, formatFixed } from '../../ui/text/format-number.ts';

const ROWS = 5;
const COLUMNS = 12;

/** Each value as the file has it, and beneath it as the model reads it, where they differ. */
export function FirstRows({ table }: { readonly table: SequenceTable }) {
  const scaling = useNumbersFile((state) => state.scaling);
  const F = table.features.length;
  const first = table.values.slice(0, ROWS * F);
  const read = scaling && scaling.kind !== 'none' ? scaled(first, scaling) : null;
  const shown = table.features.slice(0, COLUMNS);
  return (
    <ScrollArea label="The first rows">
      <DataTable look="lined" size="xs" scrolls>
        <thead>
          <tr>
            <th scope="col">{table.times ? 'time' : table.words ? 'text' : 'row'}</th>
            {shown.map((name, k) => (
              <th key={columnKey(k)} scope="col">
                {name}
              </th>
            ))}
            {F > COLUMNS && <th scope="col">and {F - COLUMNS} more</th>}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: first.length / F }, (_, t) => (
            <tr key={columnKey(t)}>
              <th scope="row">{table.words?.[t] ?? table.times?.[t] ?? t + 1}</th>
              {shown.map((_name, k) => (
                <td key={columnKey(k)}>
                  {formatExact(first[t * F + k] ?? Number.NaN)}
                  {read && <> → {formatFixed(read[t * F + k] ?? Number.NaN)}</>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </ScrollArea>
  );
}

function columnKey(k: number): string {
  return `k-${k}`;
}
