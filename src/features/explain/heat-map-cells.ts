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
