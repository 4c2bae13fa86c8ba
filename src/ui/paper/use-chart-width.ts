import { createContext, type RefObject, useContext } from 'react';
import { useWidth } from '../hooks/use-width.ts';

/** Width in px that a chart is drawn at for a file; null on the page, where its place decides. */
export const PaperWidth = createContext<number | null>(null);

/** Width of a chart in px: of its place on the page, or of the paper. */
export function useChartWidth(frame: RefObject<Element | null>): number {
  const paper = useContext(PaperWidth);
  const page = useWidth(frame, 480);
  return paper ?? page;
}

/** What is drawn for a file is whole: no name is cut there. */
export function useIsPaper(): boolean {
  return useContext(PaperWidth) !== null;
}
