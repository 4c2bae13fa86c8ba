import { useId } from 'react';
import { type FigureComparison, type FigureGroup, type FigureRow, usePublished } from '../../../state/published/index.ts';
import { CheckIcon, CloseIcon } from '../../../ui/controls/icons.tsx';
import controls from '../../../ui/controls.module.css';
import { Callout, DataTable, Note, Stack, Title } from '../../../ui/layout/index.ts';
import { formatCount } from '../../../ui/text/format-number.ts';
import { computedText, differenceText, publishedText } from './published-figure-text.ts';
import styles from './published-figures.module.css';
import { verdictOf } from './published-verdict.ts';

const CAPTIONS: Readonly<Record<FigureGroup, string>> = {
  scores: 'Scores, one per class',
  lrp: 'LRP for very negative, eps 0.001, bias factor 0',
  sa: 'Sensitivity analysis for very negative',
  gi: 'Gradient × input for very negative',
  total: 'Conservation: LRP with bias factor 1 sums to the score',
};

const HEADS: { readonly [id in FigureGroup]?: string } = { scores: 'Class', total: 'Sum' };

/** What was published and what was computed here, figure by figure. */
export function PublishedFigures({ comparison }: { readonly comparison: FigureComparison }) {
  const run = usePublished((state) => state.run);
  const { title, text } = verdictOf(comparison);
  return (
    <Stack>
      <Callout role="status" tone={comparison.agreeing === comparison.count ? 'framed' : 'danger'}>
        <Title as="p">
          {formatCount(comparison.agreeing)} of {formatCount(comparison.count)} figures agree: {title}
        </Title>
        <p>{text}</p>
      </Callout>
      <Note>
        Test sentence 291, explained for the class very negative. A figure agrees when it rounds to what was published; the sum,
        when it is the same to 10 places.
      </Note>
      <Stack gap={4}>
        {comparison.groups.map(({ id, rows }) => (
          <FigureTable key={id} id={id} rows={rows} />
        ))}
      </Stack>
      <div>
        <button type="button" className={controls.button} onClick={() => void run()}>
          Compare again
        </button>
      </div>
    </Stack>
  );
}

function FigureTable({ id, rows }: { readonly id: FigureGroup; readonly rows: readonly FigureRow[] }) {
  const captionId = useId();
  return (
    <DataTable look="lined" className={styles.table} aria-labelledby={captionId} data-group={id}>
      <caption id={captionId}>{CAPTIONS[id]}</caption>
      <thead>
        <tr>
          <th scope="col">{HEADS[id] ?? 'Word'}</th>
          <th scope="col">Published</th>
          <th scope="col">Computed</th>
          <th scope="col">Difference</th>
          <th scope="col">
            <span className="visually-hidden">Agrees</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keyed(rows).map(([key, row]) => (
          <tr key={key} data-agrees={row.agrees}>
            <th scope="row">{row.label}</th>
            <td data-head="Published">{publishedText(row)}</td>
            <td data-head="Computed">{computedText(row)}</td>
            <td data-head="Difference">{differenceText(row)}</td>
            <td className={styles.mark}>
              {row.agrees ? <CheckIcon /> : <CloseIcon />}
              <span className="visually-hidden">{row.agrees ? 'yes' : 'no'}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** A word may come twice: the key is its place, for rows never move. */
function keyed(rows: readonly FigureRow[]): [string, FigureRow][] {
  return rows.map((row, index) => [`${index}`, row]);
}
