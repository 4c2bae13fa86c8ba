import type { ModelInfo } from '../../../engine/protocol.ts';
import { layerName } from '../../../state/models/index.ts';
import type { Unit } from '../../../state/sentence/index.ts';
import type { Net } from '../net/net.ts';

/** What a lane is, in two short lines. */
export interface LaneName {
  readonly name: string;
  /** '': there is nothing more to say. */
  readonly detail: string;
}

const READS = { left: 'reads left to right', right: 'reads right to left' } as const;

/** As net.lanes. Of several layers of one kind each has its number, counted from the input. */
export function laneNames(net: Net, layers: ModelInfo['layers'], unit: Unit): LaneName[] {
  const names = layers.map(layerName);
  const numbered = names.map((name, index) => {
    const same = names.filter((other) => other === name).length;
    return same > 1 ? `${name} ${names.slice(0, index + 1).filter((other) => other === name).length}` : name;
  });
  return net.lanes.map(({ kind, layer }) => {
    if (kind === 'score') return { name: 'Score', detail: '' };
    if (kind === 'input') return { name: unit === 'row' ? 'Rows' : 'Words', detail: '' };
    const name = numbered[layer] ?? '';
    if (kind === 'rows') {
      const isRecurrent = ['lstm', 'gru', 'rnn'].includes(layers[layer]?.type ?? '');
      return { name, detail: isRecurrent ? 'both directions' : '' };
    }
    return { name, detail: READS[kind] };
  });
}
