import type { InsideActivation, InsideMethod, InsideState } from '../../../engine/inside-protocol.ts';
import { DataTable, Note, ScrollArea, Stack } from '../../../ui/layout/index.ts';
import type { TermId } from '../../../ui/terms/glossary.ts';
import { Term } from '../../../ui/terms/term.tsx';
import type { Paint } from '../picture/paint.ts';
import { fourDigits } from './four-digits.ts';
import { Strip } from './strip.tsx';

interface StateDetailsProps {
  readonly state: InsideState;
  readonly method: InsideMethod;
  /** Colours of what flows, full at the largest of these numbers. */
  readonly paintFor: (limit: number) => Paint;
}

const ACTIVATIONS: readonly {
  readonly key: InsideActivation;
  readonly name: string;
  readonly isGate?: boolean;
  readonly term?: TermId;
}[] = [
  { key: 'i', name: 'input gate i', isGate: true },
  { key: 'f', name: 'forget gate f', isGate: true },
  { key: 'o', name: 'output gate o', isGate: true },
  { key: 'r', name: 'reset gate r', isGate: true },
  { key: 'z', name: 'update gate z', isGate: true },
  { key: 'g', name: 'source g' },
  { key: 'n', name: 'new state n' },
  { key: 'cBefore', name: 'cell before' },
  { key: 'c', name: 'cell c' },
  { key: 'hBefore', name: 'state before' },
  { key: 'h', name: 'state h', term: 'hidden-state' },
  { key: 'x', name: 'values x' },
];
const PLACES = ['c', 'g', 'n', 'h', 'x'] as const;
const SIGNS = { lrp: 'R', gradient: '∂' } as const;
const LISTED = 5;

/** One state in full: gates, cell and state, and beside them what flows through each. */
export function StateDetails({ state: { activations, flowing }, method, paintFor }: StateDetailsProps) {
  const shown = ACTIVATIONS.flatMap((one) => {
    const values = activations[one.key];
    return values ? [{ ...one, values }] : [];
  });
  const flows = PLACES.flatMap((place) => {
    const values = flowing[place];
    return values ? [{ place, name: `${SIGNS[method]} at ${place}`, values }] : [];
  });
  const limit = flows.reduce((most, { values }) => Math.max(most, largest(values)), 0);
  const paint = paintFor(limit);
  return (
    <Stack gap={3}>
      <div>
        {shown.map(({ key, name, term, isGate = false, values }) => {
          const full = isGate ? 1 : Math.max(1, largest(values));
          return (
            <Strip
              key={key}
              name={term ? <Term id={term}>{name}</Term> : name}
              note={rangeOf(values)}
              colours={values.map((value) => inkFor(value / full))}
            />
          );
        })}
        {flows.map(({ place, name, values }) => (
          <Strip
            key={place}
            name={method === 'lrp' && place === flows[0]?.place ? <Term id="relevance">{name}</Term> : name}
            note={method === 'lrp' ? `sum ${fourDigits(sum(values))}` : rangeOf(values)}
            colours={values.map((value) => paint.cell(value).background)}
          />
        ))}
      </div>
      <Note size="xs">
        Each cell is one unit. Gates and states: the stronger the ink, the larger the value; ochre is negative. What flows: the
        colours of the heat map, strongest at {fourDigits(limit)}.
      </Note>
      <UnitTable shown={shown} flows={flows} />
    </Stack>
  );
}

interface UnitTableProps {
  readonly shown: readonly { readonly key: string; readonly values: readonly number[] }[];
  readonly flows: readonly { readonly place: string; readonly name: string; readonly values: readonly number[] }[];
}

const SHORT: Readonly<Record<string, string>> = { cBefore: 'c before', hBefore: 'h before' };

/** The units with the most, in numbers. */
function UnitTable({ shown, flows }: UnitTableProps) {
  const leading = flows[0]?.values ?? shown[0]?.values ?? [];
  const units = [...leading.keys()]
    .sort((a, b) => Math.abs(leading[b] ?? 0) - Math.abs(leading[a] ?? 0))
    .slice(0, LISTED)
    .map((unit) => ({ unit, numbers: [...shown, ...flows].map(({ values }) => values[unit] ?? 0) }));
  return (
    <ScrollArea label="The units with the largest amounts">
      <DataTable size="xs" scrolls>
        <caption className="visually-hidden">The {units.length} units with the largest amounts</caption>
        <thead>
          <tr>
            <th scope="col">unit</th>
            {shown.map(({ key }) => (
              <th key={key} scope="col">
                {SHORT[key] ?? key}
              </th>
            ))}
            {flows.map(({ place, name }) => (
              <th key={place} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map(({ unit, numbers }) => (
            <tr key={unit}>
              <th scope="row">{unit}</th>
              {numbers.map((number, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its index
                <td key={column}>{fourDigits(number)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </ScrollArea>
  );
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function rangeOf(values: readonly number[]): string {
  return `${fourDigits(Math.min(...values))} … ${fourDigits(Math.max(...values))}`;
}

/** Colour means relevance alone: an activation is ink, a negative one ochre. */
function inkFor(share: number): string {
  const percent = Math.min(100, Math.abs(share) * 100).toFixed(1);
  return `color-mix(in srgb, var(--surface-sunken), ${share < 0 ? 'var(--accent)' : 'var(--ink)'} ${percent}%)`;
}
