/** The built site, served and opened by the benchmarks that run in a browser. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const PORT = process.env.LRP_LENS_PORT ?? '4173';
export const SITE = `http://127.0.0.1:${PORT}/`;

export const BROWSER = {
  ...(process.env.LRP_LENS_CHROMIUM ? { executablePath: process.env.LRP_LENS_CHROMIUM } : {}),
  args: ['--no-sandbox', '--disable-background-networking'],
};

/**
 * @param checkout a folder whose `dist` was built
 * @returns ends the server; which also ends when this process is told to
 * @throws Error where the port is taken, or nothing answers there within 10 s
 */
export async function serveSite(checkout: string): Promise<() => void> {
  if (await answers()) throw new Error(`port ${PORT} is in use: another site would be measured`);
  const server = spawn('npx', ['vite', 'preview', '--port', PORT, '--strictPort', '--host', '127.0.0.1'], {
    cwd: resolve(checkout),
    stdio: 'ignore',
    detached: true,
  });
  const stop = () => {
    if (server.pid && server.exitCode === null && server.signalCode === null) process.kill(-server.pid);
  };
  process.once('SIGTERM', stop);
  for (let tries = 0; tries < 100; tries++) {
    if (await answers()) return stop;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  stop();
  throw new Error('the site does not answer');
}

function answers(): Promise<boolean> {
  return fetch(SITE).then(
    ({ ok }) => ok,
    () => false,
  );
}
