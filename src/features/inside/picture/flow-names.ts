import type { Inside, InsideVia } from '../../../engine/inside-protocol.ts';
import { boxName } from './box-names.ts';
import type { Picture } from './picture.ts';

/** How a flow gets to where it goes. */
export const VIA_NAMES: Readonly<Record<InsideVia, string>> = {
  pass: 'handed on as it is',
  linear: 'through weights',
  kept: 'what the state keeps of the one before',
  g: 'through the source g',
  n: 'through the new state n',
  h: 'through the state’s weights',
  i: 'through the input gate i',
  f: 'through the forget gate f',
  o: 'through the output gate o',
  r: 'through the reset gate r',
  z: 'through the update gate z',
  weights: 'through the attention weights',
};

/** A node of an LSTM is its state or its cell; else what its box is called. */
export function nodeName(node: number, inside: Inside, { net, lanes, columns }: Picture): string {
  const index = net.boxOf[node] ?? 0;
  const box = net.boxes[index];
  if (!box) return '';
  const name = boxName(box, net, lanes, columns);
  return box.nodes.length > 1 ? `${inside.nodes[node]?.kind === 'c' ? 'cell' : 'state'} of ${name}` : name;
}

/** From where to where. */
export function flowName(flow: number, inside: Inside, picture: Picture): string {
  const { from = 0, to = 0 } = inside.flows[flow] ?? {};
  return `${nodeName(from, inside, picture)} → ${nodeName(to, inside, picture)}`;
}
