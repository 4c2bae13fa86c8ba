/** Where everything stands: words at the bottom, a column a word, a lane a layer and direction, the score at the top. Pure; pixels. */
import type { Lane, Net } from './net.ts';
import { type Place, type PlacedRibbon, placeRibbons } from './ribbon-paths.ts';

export interface PlacedLane {
  readonly y: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  /** The width that it takes at least. */
  readonly least: number;
  readonly height: number;
  /** As net.lanes, net.boxes and net.ribbons. */
  readonly lanes: readonly PlacedLane[];
  readonly boxes: readonly Place[];
  readonly ribbons: readonly PlacedRibbon[];
  /** Pixels that a ribbon is thick for an amount of 1. */
  readonly scale: number;
}

export interface LayoutOptions {
  /** [columns] How wide each word is when written. */
  readonly wordWidths: readonly number[];
  /** How wide what stands in the score's box is. */
  readonly scoreWidth: number;
  /** The width there is for what takes so much at least; a long sentence takes more. */
  readonly available: (least: number) => number;
}

const MARGIN = 14;
const COLUMN = { least: 54, most: 132, padding: 22 } as const;
export const LONGEST_WORD = COLUMN.most - COLUMN.padding;
const STATE_WIDTH = 48;
/** Between boxes that stand for the same words. */
const LEAST_GAP = 6;
const WHOLE_WIDTH = 120;
const THICKEST = 26;
const HEIGHTS: Readonly<Record<Lane['kind'], number>> = { score: 40, rows: 30, left: 44, right: 44, input: 48 };
/** Beneath a lane; two directions of a layer stand closer together. */
const GAP = { directions: 54, layers: 62 } as const;

export function layoutOf(net: Net, { wordWidths, scoreWidth, available }: LayoutOptions): Layout {
  const columns = wordWidths.map((width) => Math.min(COLUMN.most, Math.max(COLUMN.least, width + COLUMN.padding)));
  const least = Math.max(scoreWidth + 4 * MARGIN, columns.reduce((sum, width) => sum + width, 0) + 2 * MARGIN);
  const edges = columnEdges(columns, Math.max(available(least), least));
  const width = Math.round((edges.at(-1) ?? 0) + (edges[0] ?? 0));
  const lanes = placeLanes(net.lanes);
  const boxes = placeBoxes(net, lanes, edges, scoreWidth);
  const largest = net.ribbons.reduce((most, { amount }) => Math.max(most, Math.abs(amount)), 0);
  const scale = largest > 0 && Number.isFinite(largest) ? THICKEST / largest : 0;
  const bottom = lanes.at(-1) ?? { y: 0, height: 0 };
  return {
    width,
    least,
    height: bottom.y + bottom.height + MARGIN,
    lanes,
    boxes,
    ribbons: placeRibbons(net, boxes, scale),
    scale,
  };
}

function placeBoxes(net: Net, lanes: readonly PlacedLane[], edges: readonly number[], scoreWidth: number): Place[] {
  const places: Place[] = [];
  for (const [lane, { kind }] of net.lanes.entries()) {
    const members = [...net.boxes.keys()].filter((box) => net.boxes[box]?.lane === lane);
    members.sort((a, b) => (net.boxes[a]?.row ?? 0) - (net.boxes[b]?.row ?? 0));
    const isWhole = kind === 'rows' && members.length === 1;
    // As many as there are words: each stands above its own, whatever else it reads at the ends of the sentence.
    const isColumn = members.length === net.columns && !isWhole;
    const { y, height } = lanes[lane] ?? { y: 0, height: 0 };
    let free = 0;
    for (const [column, box] of members.entries()) {
      const [first, end] = isColumn ? [column, column + 1] : (net.boxes[box]?.over ?? [0, 0]);
      const [from, to] = [edges[first] ?? 0, edges[end] ?? 0];
      const width =
        kind === 'score' ? scoreWidth + 2 * MARGIN : kind === 'input' ? to - from - 8 : isWhole ? WHOLE_WIDTH : STATE_WIDTH;
      const x = Math.max((from + to - width) / 2, free);
      free = x + width + LEAST_GAP;
      places[box] = { x, y, width, height };
    }
  }
  return places;
}

/** [columns + 1] The left edge of each column, and the right edge of the last; centred where there is more room than they take. */
function columnEdges(least: readonly number[], available: number): number[] {
  const needed = least.reduce((sum, width) => sum + width, 0);
  const more = Math.max(0, available - 2 * MARGIN - needed) / Math.max(1, least.length);
  const widths = least.map((width) => Math.max(width, Math.min(COLUMN.most, width + more)));
  const used = widths.reduce((sum, width) => sum + width, 0);
  const edges = [Math.max(MARGIN, (available - used) / 2)];
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width);
  return edges;
}

function placeLanes(lanes: readonly Lane[]): PlacedLane[] {
  let y = MARGIN;
  return lanes.map(({ kind, layer }, index) => {
    const placed = { y, height: HEIGHTS[kind] };
    const next = lanes[index + 1];
    y += placed.height + (next?.layer === layer && kind === 'left' ? GAP.directions : GAP.layers);
    return placed;
  });
}
