export {
  type DrawnFigure,
  type ExplanationOrigin,
  type FigureFacts,
  type FigureToSave,
  useFigureToSave,
} from './figure-to-save.ts';
export { FONT_SIZES, PAPER_PARTS, PAPER_WIDTHS, type Paper, type PaperPart, usePaper } from './paper-store.ts';
