import { serveEngine } from './engine-host.ts';

serveEngine();
