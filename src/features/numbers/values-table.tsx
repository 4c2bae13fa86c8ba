import type { NumbersExplanation, NumbersResult } from '../../engine/numbers-protocol.ts';
import { METHOD_NAMES } from '../../engine/protocol.ts';
import type { ShownSequence } from '../../state/numbers/index.ts';
import { DataTable, Disclosure, Note, ScrollArea } from '../../ui/layout/index.ts';
import { digitsFor, formatExact, formatSigned } from '../../ui/text/format-number.ts';
import { stepName } from './plot/dock.tsx';
import type { Span } from './plot/layout.ts';

interface ValuesTableProps {
  readonly sequence: ShownSequence;
  readonly explanation: NumbersExplanation;
  readonly span: Span;
}

/** Cells that are drawn at once; the figure's zoom leads to the others. */
const MOST_CELLS = 4000;

/** The figure as a table: each value with its relevance, of the steps that are shown. */
export function ValuesTable({ sequence, explanation, span }: ValuesTableProps) {
  const result = explanation.methods[0];
  if (!result) return null;
  const label = METHOD_NAMES.find(({ id }) => id === result.id)?.label ?? result.id;
  return (
    <Disclosure summary={`The steps shown as a table, with the relevance by ${label}`} lazy>
      <Rows sequence={sequence} result={result} span={span} />
    </Disclosure>
  );
}

function Rows({ sequence, result, span }: Omit<ValuesTableProps, 'explanation'> & { readonly result: NumbersResult }) {
  const { features, given } = sequence;
  const F = features.length;
  const most = Math.max(1, Math.floor(MOST_CELLS / F));
  const count = Math.min(span.to - span.from, most);
  const digits = digitsFor(result.steps.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0));
  const relevance = (t: number, k: number) => result.inputs?.[t * F + k];
  return (
    <>
      {count < span.to - span.from && <Note>The first {count} of the steps shown. Zoom in to see others.</Note>}
      <ScrollArea label="Values and relevance" maxHeight="24rem">
        <DataTable look="striped" size="xs" scrolls>
          <thead>
            <tr>
              <th scope="col">step</th>
              <th scope="col">whole step</th>
              {features.map((name, k) => (
                <th key={placeKey(k)} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: count }, (_, row) => span.from + row).map((t) => (
              <tr key={placeKey(t)}>
                <th scope="row">{stepName(sequence, t)}</th>
                <td>{formatSigned(result.steps[t] ?? Number.NaN, digits)}</td>
                {features.map((_name, k) => (
                  <td key={placeKey(k)}>
                    {formatExact(given[t * F + k] ?? Number.NaN)}
                    {relevance(t, k) !== undefined && <> ({formatSigned(relevance(t, k) ?? Number.NaN, digits)})</>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </DataTable>
      </ScrollArea>
    </>
  );
}

function placeKey(place: number): string {
  return `place-${place}`;
}
