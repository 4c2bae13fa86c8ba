/** The page's engine: in engine.worker.ts, which the site has beside it. */
import workerUrl from './engine.worker.ts?worker&url';
import { connectEngine } from './engine-connection.ts';
import type { Engine } from './protocol.ts';
import { PATIENCE_MS } from './worker-link.ts';

/** Both parameters: as connectEngine's. */
export function createWorkerEngine(start = startWorker, renewScript = fetchScriptAnew): Engine {
  return connectEngine(start, renewScript);
}

/**
 * Puts the script that the site has now, and what it imports, in the place of what the browser keeps. The worker must then be started by the
 * very same address: by another one, what is loaded late would run in a worker of two versions.
 */
async function fetchScriptAnew(): Promise<void> {
  try {
    const script = await fetchAnew(workerUrl);
    const imports = script.text.matchAll(/\bimport\b[^"';]*["'](\.[^"']+)["']/g);
    await Promise.all(Array.from(imports, ([, path = '']) => fetchAnew(new URL(path, script.url).href)));
  } catch {
    // The worker that is started next says what is wrong.
  }
}

async function fetchAnew(address: string): Promise<{ readonly url: string; readonly text: string }> {
  const answer = await fetch(address, { cache: 'reload', signal: AbortSignal.timeout(PATIENCE_MS) });
  return { url: answer.url, text: await answer.text() };
}

function startWorker(): Worker {
  return new Worker(workerUrl, { type: 'module', name: 'lrp-lens-engine' });
}
