/** The engine's client with a worker of the test's own, and what it is asked. */
import { createWorkerEngine } from '../engine/engine-client.ts';
import { serveEngine } from '../engine/engine-host.ts';
import type { ExplainRequest, ModelSource } from '../engine/protocol.ts';
import { goldenFiles, readGolden } from './golden.ts';
import { localWorker } from './local-worker.ts';

export const never = new AbortController().signal;
export const source = { kind: 'files', files: goldenFiles('tiny') } satisfies ModelSource;
const golden = readGolden('tiny');
export const example = golden.examples[2] ?? golden.examples[0];
export const request: ExplainRequest = {
  input: { tokens: example?.tokens ?? [] },
  target: 'predicted',
  methods: ['lrp', 'gi', 'sa'],
};

/** @param answers whether there is an engine in the worker at all */
export function client(answers = true) {
  return createWorkerEngine(() => localWorker(answers ? serveEngine : null));
}
