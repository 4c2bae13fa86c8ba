import type { NumbersExplanation } from '../../engine/numbers-protocol.ts';
import type { ModelInfo } from '../../engine/protocol.ts';
import { explainedOf, type ShownSequence } from '../../state/numbers/index.ts';
import { targetScoreName } from '../../state/sentence/index.ts';
import { Ledger, type LedgerEntry } from '../../ui/heat-map/ledger.tsx';
import { Card, Note, SectionHead } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';

interface LedgerPanelProps {
  readonly info: ModelInfo;
  readonly sequence: ShownSequence;
  readonly explanation: NumbersExplanation;
}

/** Where what is explained went, by LRP: it always balances. */
export function LedgerPanel({ info, sequence, explanation }: LedgerPanelProps) {
  const lrp = explanation.methods.find(({ ledger }) => ledger);
  if (!lrp?.ledger) return null;
  const name = targetScoreName(explainedOf(info, explanation));
  return (
    <section aria-labelledby="numbers-ledger">
      <SectionHead id="numbers-ledger">Where the {name} went</SectionHead>
      <Card>
        <Ledger caption={`How the ${name} is made up`} entries={entriesOf(explanation, sequence, name)} />
        <Note above={2}>
          What features and padding did not get, the network’s biases, its initial states and the stabiliser ε hold.
        </Note>
      </Card>
    </section>
  );
}

/** Features with a bar of their own; the others share one. */
const OWN_BARS = 8;

function entriesOf(explanation: NumbersExplanation, { features }: ShownSequence, name: string): readonly LedgerEntry[] {
  const lrp = explanation.methods.find(({ ledger }) => ledger);
  const sums = lrp?.features ?? new Float64Array(0);
  const order = [...sums.keys()].sort((a, b) => Math.abs(sums[b] ?? 0) - Math.abs(sums[a] ?? 0));
  const own = order.length <= OWN_BARS + 1 ? order : order.slice(0, OWN_BARS);
  const others = order.slice(own.length).reduce((sum, k) => sum + (sums[k] ?? 0), 0);
  const { rest = 0, bias = 0, stabiliser = 0, padding = 0 } = lrp?.ledger ?? {};
  const otherBar: LedgerEntry[] =
    order.length > own.length
      ? [{ kind: 'word', label: `${formatCount(order.length - own.length)} other features`, value: others }]
      : [];
  return [
    ...own.map((k) => ({ kind: 'word', label: features[k] ?? '', value: sums[k] ?? 0 }) as const),
    ...otherBar,
    { kind: 'words', label: 'all features', value: sums.reduce((sum, value) => sum + value, 0) },
    ...(padding === 0 ? [] : [{ kind: 'padding', label: 'padding', value: padding } as const]),
    { kind: 'rest', label: 'initial states', value: rest },
    { kind: 'bias', label: 'bias share', value: bias },
    { kind: 'stabiliser', label: 'stabiliser share', value: stabiliser },
    { kind: 'total', label: explanation.baseline ? `= difference of the ${name}s` : `= ${name}`, value: explanation.explained },
  ];
}
