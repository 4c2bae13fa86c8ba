import { ReadAs } from '../features/examples/read-as.tsx';
import { ExperimentsView } from '../features/experiments/experiments-view.tsx';
import { ReportCard } from '../features/experiments/report/report-card.tsx';
import { MethodList } from '../features/explain/method-list.tsx';
import { SecondChoice, SecondProblem } from '../features/second/second-choice.tsx';
import { UndoButton } from './undo.tsx';

const loadFigureWriter = async () => (await import('../features/export/drawn-figure.ts')).figureSource;

/** The experiments, with what there is to say of a file of sentences, Explain’s list of methods and the second model: charts and tables that the first heat map does not wait for. */
export function ExperimentsWork() {
  return (
    <ExperimentsView
      fileReading={<ReadAs />}
      methodList={MethodList}
      secondChoice={<SecondChoice />}
      secondProblem={<SecondProblem />}
      tools={<UndoButton />}
      report={<ReportCard loadFigureWriter={loadFigureWriter} />}
    />
  );
}
