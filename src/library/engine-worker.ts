import { serveEngine } from '../engine/engine-host.ts';

serveEngine();
