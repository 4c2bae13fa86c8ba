import type { ClassMatrix, Explanation } from '../../engine/protocol.ts';
import { type Display, useDisplay } from '../display/index.ts';
import { engine } from '../engine.ts';
import { useClassMatrix } from './class-matrix-store.ts';
import { useExplain } from './explain-store.ts';
import { parametersOf } from './failed-methods.ts';
import { inputOf } from './input-of.ts';
import { withAllOutcomes } from './method-runs.ts';
import { rowsText } from './number-rows.ts';

/** What is on the screen, as one moment's copy. */
export interface ExportSource {
  /** What the person wrote, or the words where that is no longer what is explained. */
  readonly sentence: string;
  readonly explanation: Explanation;
  /** The class x word matrix, where that is the layout. */
  readonly matrix: ClassMatrix | null;
  readonly display: Display;
  /** How many words beyond MAX_TOKENS were left out. */
  readonly omitted: number;
  /** What the person has noted on the sentence; null: nothing. */
  readonly note: string | null;
}

/** null where nothing is explained. @throws LensError when the class x word matrix cannot be computed */
export async function loadExportSource(signal: AbortSignal): Promise<ExportSource | null> {
  const { response, status, text } = useExplain.getState();
  if (!response) return null;
  const { set: _, toggleMethod: __, ...display } = useDisplay.getState();
  const { explanation, omitted } = response;
  const { noteOf, useNotes } = await import('../notes/notes-store.ts');
  return {
    sentence: status === 'current' ? inOneLine(text, explanation) : explanation.tokens.join(' '),
    explanation: await withAllOutcomes(signal, explanation, display.methods),
    matrix: display.layout === 'classes' ? await classMatrix(signal, explanation, display) : null,
    display,
    omitted: omitted.length,
    note: status === 'current' ? (noteOf(useNotes.getState(), text)?.note ?? null) : null,
  };
}

/** Rows of numbers would run into one another. */
function inOneLine(text: string, { numbers }: Explanation): string {
  return numbers ? rowsText(numbers).replaceAll('\n', '; ') : text.trim();
}

async function classMatrix(
  signal: AbortSignal,
  explanation: Explanation,
  { matrixMethod: method }: Display,
): Promise<ClassMatrix> {
  const { answer } = useClassMatrix.getState();
  if (answer?.explanation === explanation && answer.matrix.method === method) return answer.matrix;
  const { eps, bias_factor: biasFactor } = parametersOf(explanation, 'lrp');
  const lrp = { eps, biasFactor };
  return engine().classMatrix(signal, { input: inputOf(explanation), method, lrp });
}
