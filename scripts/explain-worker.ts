/** A worker thread of the headless command: a model of its own, and one line after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { Answerer, readArguments } from './explain-answer.ts';
import type { ThreadQuestion } from './explain-threads.ts';

const answerer = await Answerer.load(readArguments(workerData));

let last: Promise<void> = Promise.resolve();

parentPort?.on('message', ({ line, number }: ThreadQuestion) => {
  // The network holds one sentence at a time.
  last = last.then(async () => parentPort?.postMessage({ number, answer: await answerer.answer(line, number) }));
});
