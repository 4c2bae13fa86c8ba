/** The engine's worker, over any Comlink endpoint. */
import type { Endpoint } from 'comlink';
import { LocalEngine } from './engine.ts';
import type { Engine } from './protocol.ts';
import { serve } from './worker-host.ts';

/** @param endpoint where requests come from; in a worker, the worker itself */
export function serveEngine(endpoint?: Endpoint): void {
  serve<Engine>(
    new LocalEngine(),
    {
      classify: ({ predicted, confidence, unknown }) => [predicted.buffer, confidence.buffer, unknown.buffer],
      download: (files) => files.map(({ bytes }) => bytes.buffer),
      exportModel: (files) => files.map(({ bytes }) => bytes.buffer),
      readSentences: ({ gold }) => [gold.buffer],
      readSequences: ({ values }) => [values.buffer],
      explainNumbers: ({ methods }) =>
        methods.flatMap(({ inputs, steps, features }) => [inputs, steps, features].flatMap((one) => (one ? [one.buffer] : []))),
    },
    endpoint,
  );
}
