import { ReadAs } from '../features/examples/read-as.tsx';
import { ExperimentsView } from '../features/experiments/experiments-view.tsx';
import { MethodList } from '../features/explain/method-list.tsx';
import { UndoButton } from './undo.tsx';

/** The experiments, with what there is to say of a file of sentences, and Explain’s list of methods: charts and tables that the first heat map does not wait for. */
export function ExperimentsWork() {
  return <ExperimentsView fileReading={<ReadAs />} methodList={MethodList} tools={<UndoButton />} />;
}
