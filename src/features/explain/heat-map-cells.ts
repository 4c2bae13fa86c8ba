import type { TooltipProps } from '../../ui/controls/tooltip.tsx';

/** Finding one's way among the cells that src/ui/word-heat-map.tsx draws: [data-heat-map] holds [data-index]. */

/** The word cell that an event's target lies in. */
export function cellOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
}

export function positionOf(cell: HTMLElement): number {
  return Number(cell.dataset.index);
}

/** The id of the heat map a cell belongs to. */
export function mapOf(cell: HTMLElement): string | undefined {
  return cell.closest<HTMLElement>('[data-heat-map]')?.dataset.heatMap;
}

/** Where a key leads from a cell: along the words (in the direction the sentence runs), or to the same word of the next method. */
export function cellInDirection(cell: HTMLElement, key: string): HTMLElement | null {
  const map = cell.closest<HTMLElement>('[data-heat-map]');
  if (!map) return null;
  const cells = Array.from(map.querySelectorAll<HTMLElement>('[data-index]'));
  const here = positionOf(cell);
  const forward = getComputedStyle(cell).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  switch (key) {
    case forward:
      return cells[here + 1] ?? null;
    case backward:
      return cells[here - 1] ?? null;
    case 'Home':
      return cells[0] ?? null;
    case 'End':
      return cells[cells.length - 1] ?? null;
    case 'ArrowDown':
      return inOtherMap(map, here, 1);
    case 'ArrowUp':
      return inOtherMap(map, here, -1);
    default:
      return null;
  }
}

function inOtherMap(map: HTMLElement, position: number, step: 1 | -1): HTMLElement | null {
  const maps = mapsAround(map);
  return maps[maps.indexOf(map) + step]?.querySelector<HTMLElement>(`[data-index="${position}"]`) ?? null;
}

/** Heat maps of the same area, top to bottom: others, of a pin or a comparison, may be on the page too. */
function mapsAround(cell: HTMLElement): HTMLElement[] {
  const area = cell.closest<HTMLElement>('[data-heat-maps]') ?? cell.ownerDocument;
  return Array.from(area.querySelectorAll<HTMLElement>('[data-heat-map]'));
}

type Anchor = TooltipProps['anchor'];

/** Where a word's tooltip stands, away from the rows in which the same word is lit. */
export function tooltipPlace(cell: HTMLElement): Pick<TooltipProps, 'anchor' | 'placement'> {
  if (cell.closest('table')?.tHead) return { anchor: columnOf(cell), placement: 'bottom' };
  const maps = mapsAround(cell);
  const map = cell.closest<HTMLElement>('[data-heat-map]');
  return { anchor: cell, placement: maps.length > 1 && map === maps.at(-1) ? 'bottom' : 'top' };
}

/** Aligned, the whole column is to be seen: from the word on top to the last row. */
function columnOf(cell: HTMLElement): Anchor {
  const column = cell.closest('table')?.querySelectorAll(`[data-index="${positionOf(cell)}"]`) ?? [];
  const [first, last] = [column[0] ?? cell, column[column.length - 1] ?? cell];
  return {
    contextElement: last,
    getBoundingClientRect() {
      const { x, y, width } = first.getBoundingClientRect();
      return new DOMRect(x, y, width, last.getBoundingClientRect().bottom - y);
    },
  };
}
