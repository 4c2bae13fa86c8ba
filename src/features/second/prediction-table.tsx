import type { Explanation } from '../../engine/protocol.ts';
import { namesBeside } from '../../state/second/index.ts';
import { ShortName } from '../../ui/controls/short-name.tsx';
import { DataTable } from '../../ui/layout/index.ts';
import { formatOutcome } from '../../ui/text/format-outcome.ts';
import styles from './prediction-table.module.css';

interface PredictionTableProps {
  readonly first: Explanation;
  readonly second: Explanation;
}

/** What each model gives each class; classes of one name stand in one row. */
export function PredictionTable({ first, second }: PredictionTableProps) {
  const classes = [...new Set([...first.model.classes, ...second.model.classes])];
  return (
    <div className={styles.frame}>
      <DataTable look="lined">
        <caption>What each model predicts</caption>
        <thead>
          <tr>
            <th scope="col">class</th>
            {namesBeside(first.model, second.model).map((name) => (
              <th key={name} scope="col">
                <ShortName name={name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((name) => (
            <tr key={name}>
              <th scope="row">
                <ShortName name={name} />
              </th>
              <Outcome explanation={first} name={name} />
              <Outcome explanation={second} name={name} />
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}

function Outcome({ explanation, name }: { readonly explanation: Explanation; readonly name: string }) {
  const place = explanation.model.classes.indexOf(name);
  if (place < 0) return <td>no such class</td>;
  const text = formatOutcome(explanation, place);
  return <td>{place === explanation.predicted ? <b>{text}, predicted</b> : text}</td>;
}
