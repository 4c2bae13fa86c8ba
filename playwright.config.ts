import { defineConfig } from '@playwright/test';

const executablePath = process.env.LRP_LENS_CHROMIUM;
const report = process.env.LRP_LENS_REPORT;
const port = process.env.LRP_LENS_PORT ?? '4173';
const baseURL = `http://127.0.0.1:${port}`;

/** Browser tests run against the built app, as a visitor gets it. */
export default defineConfig({
  testDir: 'e2e',
  workers: 1, // the tests measure times; two cores must not be shared between them
  retries: 0,
  timeout: 20_000,
  maxFailures: process.env.CI ? 0 : 5,
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
    command: `npx vite preview --port ${port} --strictPort --host 127.0.0.1`,
    url: baseURL,
    reuseExistingServer: false,
  },
});
