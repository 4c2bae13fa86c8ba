import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { FOLDER } from './e2e/site-server.ts';

const executablePath = process.env.LRP_LENS_CHROMIUM;
const report = process.env.LRP_LENS_REPORT;
const port = process.env.LRP_LENS_PORT ?? '4173';
/** In a folder of its host, as many sites are. */
const baseURL = `http://127.0.0.1:${port}${FOLDER}`;

/** Browser tests run against the built app, as a visitor gets it. */
export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  // One more than cores: a test often waits, for a worker or a file.
  workers: Math.min(availableParallelism(), 7) + 1,
  // What passes at its second try only is named at the end of `npm test` (scripts/check.mjs): it is a fault to be found, not a red build.
  retries: 1,
  // No machine needs as long; only what hangs does.
  timeout: 240_000,
  expect: { timeout: 120_000 },
  projects: [
    // A folder each: what is told of a failure outlives the next step.
    { name: 'browser', grepInvert: /@timing/, testIgnore: 'engines/**', outputDir: 'test-results/browser' },
    // The main walks once more, in three engines (e2e/engines).
    ...['Chromium', 'Firefox', 'WebKit'].map((name) => ({
      name,
      testMatch: 'engines/*.spec.ts',
      fullyParallel: false,
      outputDir: `test-results/${name}`,
    })),
    // Tests that measure time: one by one, and in `npm test` when all others have ended (e2e/timing.ts).
    { name: 'timing', grep: /@timing/, workers: 1, retries: 2, outputDir: 'test-results/timing' },
  ],
  maxFailures: 0,
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  use: {
    baseURL,
    serviceWorkers: 'block', // it would take requests out of the tests' hands; e2e/offline.spec.ts allows it
    viewport: { width: 1440, height: 1000 },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  webServer: {
    // No `vite preview`: it compresses every file for every visitor, which costs as much as what many a test does.
    command: `npx tsx e2e/serve.ts ${port}`,
    url: baseURL,
    reuseExistingServer: false,
  },
});
