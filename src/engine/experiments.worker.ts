import { serveExperiments } from './experiment-host.ts';

const startPoolWorker = () => new Worker(new URL('./pool.worker.ts', import.meta.url), { type: 'module', name: 'lrp-lens-pool' });

serveExperiments(startPoolWorker, navigator.hardwareConcurrency);
