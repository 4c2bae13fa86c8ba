/** What has just happened, in a sentence, for those who watch and for those who listen. */
import { formatFixed } from '../../../ui/text/format-number.ts';
import type { Net } from '../net/net.ts';
import { placeName } from './box-names.ts';
import type { LaneName } from './lane-names.ts';

interface NarrationParts {
  readonly net: Net;
  readonly lanes: readonly LaneName[];
  readonly columns: readonly string[];
  /** 'score of positive'. */
  readonly scoreName: string;
  readonly score: number;
  readonly digits: number;
  /** What flows: 'relevance' or 'the gradient'. */
  readonly what: string;
}

/** More places than these are counted rather than named. */
const NAMED = 2;

/** @param step how many steps are done, 0..net.steps */
export function narrate({ net, lanes, columns, scoreName, score, digits, what }: NarrationParts, step: number): string {
  if (step === 0) return `The ${scoreName} is ${formatFixed(score, digits)}. None of it has been handed on yet.`;
  if (step >= net.steps) return `Everything has arrived: the ${scoreName} is shared out.`;
  const senders = net.lanes.flatMap((_, lane) => {
    const boxes = net.boxes.filter((box) => box.lane === lane && box.stage === step - 1);
    if (boxes.length === 0) return [];
    const { name = '', detail = '' } = lanes[lane] ?? {};
    if (lane === 0) return ['the score'];
    const layer = detail.startsWith('reads') ? `${name} that ${detail}` : name;
    const places = boxes.filter(({ over }) => over[1] - over[0] < columns.length || columns.length === 1);
    if (places.length === 0) return [layer];
    if (boxes.length > NAMED) return [`${layer}, at ${boxes.length} places`];
    return [`${layer}, at ${places.map((box) => placeName(box, columns)).join(' and ')}`];
  });
  return `${what} goes on from: ${senders.join('; ')}.`.replace(/^./, (first) => first.toUpperCase());
}
