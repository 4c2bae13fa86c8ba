import { parentPort } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { serveEngine } from '../engine/engine-host.ts';

if (parentPort) serveEngine(nodeEndpoint(parentPort));
