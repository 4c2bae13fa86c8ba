import type { ExperimentId } from '../../../engine/experiment-protocol.ts';
import { type Outcome, obstacleOf, useExperiments } from '../../../state/experiments/index.ts';
import { type FigureFacts, type FigureToSave, PAPER_WIDTHS, type Paper } from '../../../state/figures/index.ts';
import { drawOnPaper } from '../../../ui/paper/draw-on-paper.tsx';
import { EXPERIMENT_VIEWS } from '../experiment-views.ts';
import { leftOutLines, leftOutTables } from '../failures-text.ts';
import { FigureContext } from '../figure-card.tsx';
import { dataText, lastingProvenance, provenanceLines } from '../result-files.ts';
import { publishedRows } from './published.ts';
import type { Report, ReportFigure, ReportPart } from './report-files.ts';

type FigureWriter = (figure: FigureToSave, facts: FigureFacts, paper: Paper) => string;
export type LoadFigureWriter = () => Promise<FigureWriter>;

/** The same for every report, whatever the panel of formats was last set to. */
const PAPER: Paper = { width: PAPER_WIDTHS.two, fontSize: 8, scale: 4, without: [] };

/** On a phone; where a figure comes from stands beneath it on the page. */
const NARROW: Paper = { ...PAPER, width: PAPER_WIDTHS.one, without: ['footer'] };

/** Runs what is not here yet, one experiment after the other. @returns what there is of each, or why there is nothing; null: it was cancelled */
export async function runAll(ids: readonly ExperimentId[], currentRequest: () => Outcome['request'] | null) {
  const { experiment: shown } = useExperiments.getState();
  const outcomes: Outcome[] = [];
  const missing: { title: string; reason: string }[] = [];
  try {
    for (const id of ids) {
      const { title } = EXPERIMENT_VIEWS[id];
      useExperiments.getState().choose(id);
      await useExperiments.getState().prepare();
      const request = currentRequest();
      const obstacle = request && obstacleOf(request);
      if (!request || obstacle) {
        missing.push({ title, reason: obstacle?.problem ?? 'Model or sentences are not there.' });
        continue;
      }
      await useExperiments.getState().run();
      const { outcomes: known, failure } = useExperiments.getState();
      const outcome = known.get(request.key);
      if (outcome) outcomes.push(outcome);
      else if (failure?.id === id) missing.push({ title, reason: failure.error.problem });
      else return null;
    }
  } finally {
    useExperiments.getState().choose(shown);
  }
  return { outcomes, missing };
}

/** @param write makes files of figures */
export function reportOf(outcomes: readonly Outcome[], missing: Report['missing'], write: FigureWriter): Report {
  const [first] = outcomes;
  const model = first?.request.model;
  return {
    parts: outcomes.map((outcome) => partOf(outcome, write)),
    missing,
    published: publishedRows(outcomes),
    model: model
      ? [
          ['name', model.name],
          ['SHA-256', model.sha256],
          ['classes', model.classes.join(', ')],
          ['layers', model.layers.map(({ type }) => type).join(', ')],
          ['data', dataText(lastingProvenance(first, import.meta.env.APP_VERSION).data)],
          ['program', `LRP Lens ${import.meta.env.APP_VERSION}`],
        ]
      : [],
  };
}

function partOf<Id extends ExperimentId>(outcome: Outcome<Id>, write: FigureWriter): ReportPart {
  const { request, dataset, result } = outcome;
  const { id, settings, model } = request;
  const parts = EXPERIMENT_VIEWS[id];
  const finished = { result, dataset, settings, bidirectional: model.bidirectional, output: model.output };
  const provenance = lastingProvenance(outcome, import.meta.env.APP_VERSION);
  const leftOut = leftOutLines(result.failures);
  const facts: FigureFacts = { footer: [...provenanceLines(provenance), ...leftOut], provenance };
  const figures = new Map<string, ReportFigure>();
  const found = new Map<string, FigureToSave>();
  const { Result } = parts;
  const nothing = () => undefined;
  drawOnPaper(
    <FigureContext value={{ ...facts, fileName: id, collect: (figure) => found.set(figure.fileName, figure) }}>
      <Result {...finished} textOf={() => ''} onSentences={nothing} onSentence={nothing} onWord={nothing} inHand={[]} />
    </FigureContext>,
    600,
  );
  for (const [fileName, figure] of found) {
    const [source, narrow] = [write(figure, facts, PAPER), write(figure, facts, NARROW)];
    figures.set(fileName, { title: figure.title, fileName, source, narrow });
  }
  return {
    title: parts.title,
    question: parts.question,
    method: parts.method,
    reading: parts.reading(finished),
    provenance,
    leftOut,
    tables: [...parts.tables(finished), ...leftOutTables(result.failures)],
    figures: [...figures.values()],
  };
}
