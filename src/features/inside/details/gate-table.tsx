import type { GateRule, InsideGate } from '../../../engine/inside-protocol.ts';
import { DataTable, Note, Stack, Title } from '../../../ui/layout/index.ts';
import { fourDigits } from './four-digits.ts';

const GATES: Readonly<Record<InsideGate['gate'], string>> = {
  i: 'input gate i',
  f: 'forget gate f',
  o: 'output gate o',
  z: 'update gate z',
  '1-z': 'gate 1 − z',
  r: 'reset gate r',
  weights: 'attention weight',
};
const SOURCES: Readonly<Record<InsideGate['source'], string>> = {
  g: 'source g',
  cell: 'cell before',
  tanh: 'tanh(c)',
  before: 'state before',
  n: 'new state n',
  Uh: 'U (state before)',
  row: 'row',
};
const RULES: Readonly<Record<GateRule, string>> = {
  all: 'all to the signal (in force)',
  half: 'half each',
  abs: 'in proportion to their sizes',
  prop: 'in proportion to their values',
};

/** Why a gate gets nothing, and what it would get under the other rules for a product. */
export function GateTable({ gate: { gate, source, relevance, rules } }: { readonly gate: InsideGate }) {
  return (
    <Stack gap={2}>
      <Title as="h3" size="m">
        The gate: {GATES[gate]} × {SOURCES[source]}
      </Title>
      <Note>
        A gate only decides how much of a signal passes; what the signal says it does not change. So LRP hands all of the
        product’s relevance, {fourDigits(relevance)}, to the {SOURCES[source]}, and the {GATES[gate]} gets nothing. Under other
        rules this one step would share it out like this, with what comes to it as it is (Arras et al. 2019):
      </Note>
      <DataTable look="lined">
        <caption className="visually-hidden">
          {GATES[gate]} × {SOURCES[source]} under each rule
        </caption>
        <thead>
          <tr>
            <th scope="col">rule</th>
            <th scope="col">{GATES[gate]}</th>
            <th scope="col">{SOURCES[source]}</th>
            <th scope="col">kept by ε</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((one) => (
            <tr key={one.rule}>
              <th scope="row">{RULES[one.rule]}</th>
              <td>{fourDigits(one.gate)}</td>
              <td>{fourDigits(one.source)}</td>
              <td>{fourDigits(one.stabiliser)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Stack>
  );
}
