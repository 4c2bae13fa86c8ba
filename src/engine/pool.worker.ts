import { servePoolWorker } from './pool-host.ts';

servePoolWorker();
