/** An experiment of `npm run experiments`, with a line of progress on standard error, which ends as the time it took. */
import type { Dataset } from '../src/experiments/dataset.ts';
import type { Evaluator } from '../src/experiments/evaluator.ts';
import { type Experiment, type PartialResult, runInThread } from '../src/experiments/experiment.ts';

/** @param title stands in the line of progress */
export async function timedRun<S, P extends PartialResult, R>(
  title: string,
  experiment: Experiment<S, P, R>,
  settings: S,
  evaluator: Evaluator,
  dataset: Dataset,
): Promise<R> {
  const started = performance.now();
  const write = (text: string) => process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}${`${title}: ${text}`.padEnd(60)}`);
  let shown = 0;
  const result = await runInThread(experiment, dataset, settings, evaluator, (done, total) => {
    const now = performance.now();
    if (!process.stderr.isTTY || now - shown < 200) return;
    shown = now;
    const left = ((now - started) / done) * (total - done);
    write(`${Math.floor((100 * done) / total)} %, about ${Math.ceil(left / 1000)} s left`);
  });
  write(`${((performance.now() - started) / 1000).toFixed(1)} s`);
  process.stderr.write('\n');
  return result;
}
